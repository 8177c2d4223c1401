import Foundation
import Glibc
import Testing

/// A daemon that said it is ready, with the socket that it speaks to.
final class Service {
  let place: Workplace
  let socket: NotifySocket
  let process: ChildProcess

  init(
    _ place: Workplace, _ flags: [String] = [], environment: [String: String] = [:],
    fault: Fault? = nil
  ) throws {
    self.place = place
    socket = try NotifySocket(in: place.root)
    process = try place.start(
      ["run"] + flags, environment: environment.merging(["NOTIFY_SOCKET": socket.path]) { $1 },
      fault: fault)
    try #require(socket.hears("READY=1"), "\(process.errors)")
  }

  deinit { unlink(socket.path) }

  /// Whether the kernel was made to report a fault.
  var hasFailed: Bool {
    let log = process.outputFile.deletingPathExtension().appendingPathExtension("strace")
    return (try? String(contentsOf: log, encoding: .utf8))?.contains("(INJECTED)") ?? false
  }

  struct Status: Decodable {
    struct Taking: Decodable {
      var name: String
      var rows: Int
    }
    var running: Bool
    var rulebook: String?
    var rulebook_refused: String?
    var taking: [Taking]
    struct Progress: Decodable {
      var name: String
      var rows: Int
      var bytes: Int
      var size: Int
      var percent: Int
      var rows_per_second: Int
    }
    var progress: Progress?
    var troubles: [String]
    var undelivered: Int
  }

  func status() throws -> Status {
    let outcome = try place.run(["status", "--json"])
    return try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
  }

  /// Waits till the log says something.
  func says(_ text: String, times: Int = 1) -> Bool {
    eventually { process.errors.ranges(of: text).count >= times }
  }

  /// Polls `status` till it is as wanted.
  func reaches(_ wanted: (Status) -> Bool) -> Bool {
    eventually(every: 20) { (try? status()).map(wanted) ?? false }
  }

  /// Polls the leads till they are as wanted.
  func comesTo(_ wanted: ([LeadLine]) -> Bool) -> Bool {
    eventually(every: 20) { (try? place.leads()).map(wanted) ?? false }
  }

  /// SIGTERM, and the end it should come to.
  func stop(sourceLocation: SourceLocation = #_sourceLocation) {
    process.send(SIGTERM)
    let ending = process.end()
    #expect(ending == .exit(0), "\(process.errors)", sourceLocation: sourceLocation)
  }
}
