import Diagnostics
import Foundation
import LeadCore
import Store
import Testing

@testable import Daemon

/// Who is sent which mail.
struct MailCarrierTests {
  private static let rules = """
    teams:
      sales:
        reps:
          - { id: jim, email: jim@example.com, bandwidth: { open: 9 } }
          - { id: pam, bandwidth: { open: 9 } }
    """

  /// A program that keeps what it is given, and a carrier that uses it.
  private func carrier(_ post: PostOffice) throws -> MailCarrier {
    let script = post.folder.appending(path: "script")
    try Data("cd '\(post.folder.path)'; cat > \"mail.$$\"\n".utf8).write(to: script)
    let from = try #require(MailAddress("relay@example.com"))
    let place = SourceSpan(wholeOf: SourceFile(name: "leadrelay.yaml", text: ""))
    return MailCarrier(
      Mail(program: "/bin/sh", arguments: [script.path], from: from, place: place), post.engine,
      post.said.log)
  }

  private func mails(_ post: PostOffice) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: post.folder.path)
      .filter { $0.hasPrefix("mail.") }
      .map { try String(contentsOf: post.folder.appending(path: $0), encoding: .utf8) }
  }

  @Test func alertsGoToThoseWhoAreToBeTold() async throws {
    let post = try await PostOffice(rules: MailCarrierTests.rules)
    let carrier = try carrier(post)
    let round = try await post.round(carrier)
    let tell = #""tell":["jim","kendra@example.com","pam","nobody","jim@example.com"]"#
    try post.write([1, 2], .alerts, payload: #"{"event":"breach","lead":1,\#(tell)}"#)
    try post.write([3], .alerts, payload: #"{"event":"breach","lead":3}"#)
    try post.write([4], .alerts, payload: #"{"event":"breach","tell":[]}"#)
    try post.write([5], .alerts, payload: #"{"event":"breach","tell":"jim"}"#)
    try post.write([6], .alerts, payload: #"{"event":"no_route","tell":["pam"]}"#)
    try post.write([7], .nurture)
    try await round.once()
    let mails = try mails(post)
    #expect(mails.count == 1, "one for both leads, none for nobody")
    #expect(mails[0].contains("To: jim@example.com,\n kendra@example.com\n"))
    #expect(mails[0].contains("Subject: 2 alerts\n"))
    #expect(try post.standing(carrier).pending == 0)
    let said = post.said.all
    #expect(said.contains("warning: mail: pam is not told of event 1: the rulebook has no address"))
    #expect(
      said.contains("warning: mail: nobody is not told of event 1: the rulebook has no address"))
    #expect(said.contains("warning: mail: pam is not told of event 6: the rulebook has no address"))
    #expect(said.count == 3)
  }

  @Test func addressesAreThoseOfTheRulebookInForce() async throws {
    let post = try await PostOffice(rules: MailCarrierTests.rules)
    let carrier = try carrier(post)
    let round = try await post.round(carrier)
    let other = try await PostOffice(
      rules: MailCarrierTests.rules.replacing("jim@example.com", with: "jh@example.com"))
    try await post.engine.use(other.engine.rules)
    try post.write([1])
    try await round.once()
    #expect(try mails(post).first?.contains("To: jh@example.com\n") == true)
  }

  @Test func parcelsAreOfOneCommitOneChannelAndOneRep() {
    func delivery(
      _ id: Int64, commit: Int64, _ channel: OutboxEntry.Channel, _ rep: String
    ) -> Delivery {
      Delivery(
        entry: OutboxEntry(
          id: id, commit: commit, channel: channel, address: rep, payload: "{}",
          at: Instant(milliseconds: 0)))
    }
    let ready = [
      delivery(4, commit: 1, .handoffs, "jim"), delivery(1, commit: 1, .handoffs, "jim"),
      delivery(2, commit: 1, .handoffs, "pam"), delivery(3, commit: 1, .withdrawn, "jim"),
      delivery(5, commit: 2, .handoffs, "jim"),
    ]
    let parcels = MailCarrier.parcels(of: ready).map { $0.map(\.entry.id) }
    #expect(parcels == [[1, 4], [2], [3], [5]])
  }
}
