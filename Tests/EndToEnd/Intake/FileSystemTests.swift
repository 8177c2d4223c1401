import Foundation
import Glibc
import Testing

/// File systems that refuse: other ones, read-only ones, files nobody may read.
struct FileSystemTests {
  private let text = "email,title\nada@acme.com,CTO\n,Nobody\n"

  /// Data with its inbox on a file system of its own.
  private func onAnother() throws -> (Workplace, URL) {
    let place = try Workplace(rules: SmallRules.none)
    let other = URL(fileURLWithPath: "/dev/shm/\(place.root.lastPathComponent)")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try FileManager.default.removeItem(at: place.inbox)
    #expect(symlink(other.path, place.inbox.path) == 0)
    return (place, other)
  }

  private static let hasAnother =
    FileMark.device("/dev/shm") != FileMark.device(NSTemporaryDirectory())

  @Test(.enabled(if: hasAnother)) func theInboxMayLieOnAnotherFileSystem() throws {
    let (place, other) = try onAnother()
    defer { try? FileManager.default.removeItem(at: other) }
    let service = try Service(place)
    for (name, rest) in [("leads-a.csv", ""), ("deep/leads-a.csv", "bob@acme.com,CEO\n")] {
      let path = other.appending(path: name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((text + rest).utf8).write(to: path)
    }
    try Data("no gzip".utf8).write(to: other.appending(path: "leads-bad.csv.gz"))
    #expect(service.comesTo { $0.count == 2 }, "\(service.process.errors)")
    #expect(eventually { place.names(below: "failed").count == 2 })
    service.stop()
    #expect(try place.files().allSatisfy { ["done", "failed"].contains($0.state) })
    let walk = FileManager.default.enumerator(atPath: other.path)?.allObjects as? [String]
    #expect(walk == ["deep"], "moved away, over file systems")
    let archived = place.names(below: "archive")
    #expect(archived.count == 2 && archived.allSatisfy { !$0.contains(".part") }, "\(archived)")
    let flat = try #require(archived.first { !$0.contains("deep") })
    #expect(try place.text("archive/" + flat) == text)
    #expect(place.names(below: "rejects").count == 2)
  }

  @Test(.enabled(if: Fault.isPossible)) func aReadOnlyInboxIsSaidAndNothingIsTakenInAgain() throws {
    let place = try Workplace(rules: SmallRules.none)
    try place.drop("leads-a.csv", text)
    let service = try Service(
      place, fault: Fault(injection: "rename:error=EROFS", path: place.inbox.path + "/leads-a.csv"))
    let sentence = "leads-a.csv: it is taken in, and is not taken in again; cannot move"
    #expect(service.says(sentence), "\(service.process.errors)")
    #expect(service.reaches { $0.troubles.contains { $0.hasPrefix(sentence) } })
    #expect(try place.run(["status"]).ending == .exit(1))
    // Others go on, and each look into the inbox finds it again.
    for number in 0..<3 {
      try place.drop("more-\(number)/leads-b.csv", "email\np\(number)@acme.com\n")
      #expect(service.comesTo { $0.count == number + 2 })
    }
    #expect(service.process.errors.ranges(of: sentence).count == 1)
    service.stop()
    #expect(try place.files().first?.state == "taken")
    #expect(place.names(below: "inbox") == ["leads-a.csv"])

    let again = try place.run(
      ["run", "--once"],
      fault: Fault(injection: "rename:error=EROFS", path: place.inbox.path + "/leads-a.csv"))
    #expect(again.ending == .exit(74) && again.errors.contains(sentence), "\(again.errors)")
    try place.once()
    #expect(try place.files().map(\.state) == ["done", "done", "done", "done"])
    #expect(try place.files().map(\.taken) == [1, 1, 1, 1])
    #expect(place.names(below: "inbox").isEmpty && place.names(below: "rejects").count == 1)
  }

  @Test(.enabled(if: Fault.isPossible)) func aFileThatMayNotBeReadIsSaidAndTakenInWhenItMay() throws
  {
    let place = try Workplace(rules: SmallRules.none)
    try place.drop("leads-a.csv", text)
    let path = place.inbox.path + "/leads-a.csv"
    try place.drop("leads-b.csv", "email\nbob@acme.com\n")
    let fault = Fault(injection: "openat:error=EACCES", path: path)
    let once = try place.run(["run", "--once"], fault: fault)
    #expect(once.ending == .exit(74), "\(once.errors)")
    #expect(once.errors.contains("cannot open \(path): Permission denied: let the service read it"))
    #expect(try place.leads().count == 1, "the others are taken in")

    let first = Fault(injection: "openat:error=EACCES:when=1..1", path: path)
    let service = try Service(place, fault: first)
    #expect(service.says("Permission denied"), "\(service.process.errors)")
    // Its rights change: it is tried again.
    chmod(path, 0o640)
    #expect(service.comesTo { $0.count == 2 }, "\(service.process.errors)")
    #expect(service.reaches { $0.troubles.isEmpty })
    service.stop()
  }

  @Test(.enabled(if: Fault.isPossible)) func anInboxThatCannotBeListedIsSaid() throws {
    let place = try Workplace(rules: SmallRules.none)
    let service = try Service(
      place, fault: Fault(injection: "openat:error=EACCES:when=1..2", path: place.inbox.path + "/"))
    #expect(service.says("inbox/: Permission denied: let the service list it"))
    try place.drop("leads-a.csv", text)
    #expect(service.comesTo { $0.count == 1 }, "\(service.process.errors)")
    #expect(service.reaches { $0.troubles.isEmpty })
    service.stop()
  }
}

/// Which file system a path lies on.
private enum FileMark {
  static func device(_ path: String) -> dev_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_dev : nil
  }
}
