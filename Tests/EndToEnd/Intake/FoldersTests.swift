import Foundation
import Glibc
import Testing

/// Folders that come, go and are filled while the daemon watches.
struct FoldersTests {
  private func text(_ number: Int) -> String { "email\np\(number)@acme.com\n" }

  /// A folder outside the inbox with files in it, one deeper than the other.
  private func makeTree(_ place: Workplace, _ numbers: Range<Int>) throws -> String {
    let root = place.root.appending(path: "tree-\(numbers.lowerBound)")
    var folder = root
    for number in numbers {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text(number).utf8).write(to: folder.appending(path: "leads-\(number).csv"))
      folder = folder.appending(path: "deeper")
    }
    return root.path
  }

  @Test func aFolderMayBeMovedInWhole() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    let place = service.place
    for round in 0..<3 {
      let tree = try makeTree(place, (round * 4)..<(round * 4 + 4))
      #expect(rename(tree, place.inbox.path + "/batch-\(round)") == 0)
    }
    #expect(service.comesTo { $0.count == 12 }, "\(service.process.errors)")
    let names = Set(try place.files().map(\.name))
    #expect(names.contains("batch-1/deeper/deeper/leads-6.csv"), "\(names)")
    #expect(place.names(below: "archive").contains { $0.hasSuffix("batch-2/deeper/leads-9.csv") })
    service.stop()
  }

  @Test func onceFindsThemToo() throws {
    let place = try Workplace(rules: SmallRules.none)
    #expect(rename(try makeTree(place, 0..<5), place.inbox.path + "/batch") == 0)
    try place.once()
    #expect(try place.leads().count == 5)
    #expect(eventually { place.names(below: "inbox").isEmpty })
  }

  /// A folder is filled before anybody can watch it.
  @Test func filesInAFolderThatIsNewAreFoundOrHeardOf() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    let place = service.place
    for number in 0..<60 {
      let folder = place.inbox.appending(path: "new-\(number)/inner")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text(number).utf8).write(to: folder.appending(path: "leads-\(number).csv"))
    }
    #expect(service.comesTo { $0.count == 60 }, "\(service.process.errors)")
    #expect(eventually { place.names(below: "inbox").isEmpty })
    service.stop()
  }

  @Test func theInboxMayGoAndComeAgain() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    let place = service.place
    try place.drop("leads-0.csv", text(0))
    #expect(service.comesTo { $0.count == 1 })
    #expect(eventually { place.names(below: "inbox").isEmpty })
    // Removed, and made again by the daemon.
    try FileManager.default.removeItem(at: place.inbox)
    #expect(service.says("was gone and is made again"))
    try place.drop("leads-1.csv", text(1))
    #expect(service.comesTo { $0.count == 2 })
    // Moved away, and another one in its place.
    #expect(rename(place.inbox.path, place.root.path + "/old") == 0)
    try FileManager.default.createDirectory(at: place.inbox, withIntermediateDirectories: true)
    try place.drop("leads-2.csv", text(2))
    #expect(service.comesTo { $0.count == 3 })
    // What is written to the old one is none of ours any more.
    try Data(text(3).utf8).write(to: place.root.appending(path: "old/leads-3.csv"))
    try place.drop("leads-4.csv", text(4))
    #expect(service.comesTo { $0.count == 4 }, "\(service.process.errors)")
    #expect(try place.leads().allSatisfy { $0.email != "p3@acme.com" })
    service.stop()
  }

  /// The kernel's queue of events is short, and the daemon too busy to read it.
  @Test(.enabled(if: access(QueueLimit.path, W_OK) == 0))
  func eventsThatAreLostLoseNoFile() throws {
    let limit = try QueueLimit(16)
    let service = try Service(Workplace(rules: SmallRules.none))
    limit.restore()
    let place = service.place
    service.process.send(SIGSTOP)
    for number in 0..<500 { try place.drop("leads-\(number).csv", text(number)) }
    service.process.send(SIGCONT)
    #expect(service.comesTo { $0.count == 500 }, "\(service.process.errors)")
    #expect(eventually { place.names(below: "inbox").isEmpty })
    #expect(try place.files().count == 500)
    service.stop()
  }
}

/// How many events inotify(7) keeps for a new instance.
private final class QueueLimit {
  static let path = "/proc/sys/fs/inotify/max_queued_events"
  private let former: String

  init(_ limit: Int) throws {
    former = try String(contentsOfFile: QueueLimit.path, encoding: .utf8)
    try "\(limit)".write(toFile: QueueLimit.path, atomically: false, encoding: .utf8)
  }

  deinit { restore() }

  func restore() { try? former.write(toFile: QueueLimit.path, atomically: false, encoding: .utf8) }
}
