import Foundation
import Glibc
import Testing

/// What lies in the inbox and is no file, or has a name that nobody can write down.
struct StrangeThingsTests {
  private let text = "email\nada@acme.com\n"

  /// Lays links, FIFOs, sockets, devices and names in no UTF-8 into the inbox.
  private func strangeThings(in place: Workplace) throws {
    let inbox = place.inbox.path
    let target = place.root.appending(path: "leads-target.csv")
    try Data(text.utf8).write(to: target)
    #expect(symlink(target.path, inbox + "/leads-link.csv") == 0)
    #expect(symlink(place.root.path, inbox + "/folder-link") == 0)
    #expect(mkfifo(inbox + "/leads-fifo.csv", 0o600) == 0)
    let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listening) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array((inbox + "/s.csv").utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listening, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if geteuid() == 0 { mknod(inbox + "/leads-device.csv", S_IFCHR | 0o600, 0x0103) }
    for name in ["leads-\u{1}", "folder-"] {
      let bytes = Array((inbox + "/" + name).utf8) + [0xFF, 0xC3, 0x28]
      let path = bytes.map { CChar(bitPattern: $0) } + [0]
      if name.hasPrefix("f") { mkdir(path, 0o755) } else { close(creat(path, 0o600)) }
    }
  }

  private let sentences = [
    "leads-link.csv is never taken in: links", "folder-link is never taken in: links",
    "leads-fifo.csv is never taken in: this is a FIFO", "s.csv is never taken in: this is a socket",
    #"leads-\x1\xFF\xC3( is never taken in: its name is no UTF-8"#,
    #"folder-\xFF\xC3( is never taken in: its name is no UTF-8"#,
  ]

  @Test func theyAreSaidAndLeftAlone() throws {
    let place = try Workplace(rules: SmallRules.none)
    try strangeThings(in: place)
    let before = try FileManager.default.contentsOfDirectory(atPath: place.inbox.path).count
    try place.drop("leads-a.csv", text)
    let outcome = try place.once()
    for sentence in sentences { #expect(outcome.errors.contains(sentence), "\(outcome.errors)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.inbox.path).count == before)
    #expect(try place.leads().count == 1 && place.files().count == 1)
  }

  @Test func aDaemonSaysThemOnce() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    let place = service.place
    try strangeThings(in: place)
    // One that is moved in is heard of like a file.
    let fifo = place.root.appending(path: "fifo").path
    #expect(mkfifo(fifo, 0o600) == 0)
    #expect(rename(fifo, place.inbox.path + "/leads-moved.csv") == 0)
    #expect(service.says("leads-moved.csv is never taken in: this is a FIFO"))
    for sentence in sentences { #expect(service.says(sentence), "\(service.process.errors)") }
    // A folder has the whole inbox looked at again.
    for number in 0..<3 {
      try place.drop("day-\(number)/leads-\(number).csv", "email\np\(number)@acme.com\n")
      #expect(service.comesTo { $0.count == number + 1 })
    }
    for sentence in sentences {
      #expect(service.process.errors.ranges(of: sentence).count == 1, "\(sentence)")
    }
    #expect(try service.status().troubles.isEmpty)
    service.stop()
  }

  @Test func aNameMayHoldLineEndsAndDashes() throws {
    let place = try Workplace(rules: SmallRules.none)
    for name in ["--help.csv", "-rf.csv", "leads..csv", "a..b.csv", "leads-\n\u{1B}[31m.csv"] {
      try place.drop(name, "email\n\(abs(name.hashValue))@acme.com\n")
    }
    let outcome = try place.once()
    #expect(try place.leads().count == 5)
    #expect(try place.files().allSatisfy { $0.state == "done" })
    #expect(!outcome.errors.contains("\u{1B}"), "a name writes no line of the log")
    #expect(outcome.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("info: ") })
  }
}
