import Foundation
import Glibc
import Testing

/// A daemon that said it is ready, with the socket that it speaks to.
final class Service {
  let place: Workplace
  let socket: NotifySocket
  let process: ChildProcess

  init(_ place: Workplace, environment: [String: String] = [:]) throws {
    self.place = place
    socket = try NotifySocket(in: place.root)
    process = try place.start(
      ["run"], environment: environment.merging(["NOTIFY_SOCKET": socket.path]) { $1 })
    try #require(socket.hears("READY=1"), "\(process.errors)")
  }

  deinit { unlink(socket.path) }

  struct Status: Decodable {
    struct Taking: Decodable {
      var name: String
      var rows: Int
    }
    var running: Bool
    var rulebook: String?
    var rulebook_refused: String?
    var taking: [Taking]
    var undelivered: Int
  }

  func status() throws -> Status {
    let outcome = try place.run(["status", "--json"])
    return try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
  }

  /// Polls `status` till it is as wanted.
  func reaches(within seconds: Double = 15, _ wanted: (Status) -> Bool) -> Bool {
    eventually(within: seconds, every: 20) { (try? status()).map(wanted) ?? false }
  }

  /// Polls the leads till they are as wanted.
  func comesTo(within seconds: Double = 15, _ wanted: ([LeadLine]) -> Bool) -> Bool {
    eventually(within: seconds, every: 20) { (try? place.leads()).map(wanted) ?? false }
  }

  /// SIGTERM, and the end it should come to.
  func stop(sourceLocation: SourceLocation = #_sourceLocation) {
    process.send(SIGTERM)
    let ending = process.end(within: 10)
    #expect(ending == .exit(0), "\(process.errors)", sourceLocation: sourceLocation)
  }
}
