import Foundation
import Glibc
import TestSupport

/// A workplace with a configuration, from which events are sent.
struct Deliveries {
  let place: Workplace
  static let secret = "a secret of the test"

  /// - Parameters:
  ///   - rules: texts by file name.
  ///   - configuration: what stands in `leadrelay.yaml`, below which `secret` lies.
  init(rules: [String: String] = SmallRules.sales, _ configuration: String) throws {
    place = try Workplace(rules: rules)
    try write("secret", Deliveries.secret + "\n")
    try write("leadrelay.yaml", configuration)
  }

  /// One entry of `webhooks:`, that is told of all events if of none by name.
  static func webhook(_ url: String, _ events: String...) -> String {
    let told = events.isEmpty ? "" : ", events: [\(events.joined(separator: ", "))]"
    return "  - { url: '\(url)', secret_file: secret\(told) }\n"
  }

  static func webhooks(_ urls: String...) -> String {
    "webhooks:\n" + urls.map { webhook($0) }.joined()
  }

  /// Writes a file beside the configuration.
  func write(_ name: String, _ text: String, mode: Int = 0o644) throws {
    let file = place.root.appending(path: name)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  func text(_ name: String) -> String? {
    try? String(contentsOf: place.root.appending(path: name), encoding: .utf8)
  }

  var flags: [String] { ["--config", place.root.appending(path: "leadrelay.yaml").path] }

  /// `run --once` with the configuration. Nothing that an endpoint does makes it fail.
  @discardableResult
  func once(now: String) throws -> Outcome {
    let outcome = try place.run(["run", "--once", "--now", now] + flags)
    guard outcome.ending == .exit(0) else { throw Refused(outcome: outcome) }
    return outcome
  }

  /// Leads that are handed over at once, each to a rep.
  func drop(_ names: String..., file: String = "leads-a.csv") throws {
    let rows = names.map { "\($0)@acme.com,CTO,\($0.capitalized)\n" }
    try place.drop(file, "email,title,name\n" + rows.joined())
  }

  struct Status: Decodable {
    struct Endpoint: Decodable {
      var endpoint: String
      var configured: Bool
      var pending: Int
      var next_try: String?
      var error: String?
      var dead: Int
    }
    struct DeadLetter: Decodable {
      var id: String
      var event: String
      var lead: Int?
      var endpoint: String
      var tries: Int
      var error: String
    }
    var endpoints: [Endpoint]
    var dead_letters: [DeadLetter]
    var troubles: [String]
  }

  func status() throws -> Status {
    let outcome = try place.run(["status", "--json"] + flags)
    return try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
  }
}

/// An event as a receiver has it.
struct Event: Decodable {
  var id: String
  var event: String
  var at: String
  var lead: Int?
  var rep: String?
  var data: Value
}

extension Receiver.Request {
  var event: Event? { try? JSONDecoder().decode(Event.self, from: Data(body.utf8)) }
}
