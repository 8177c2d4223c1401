import Foundation
import LeadCore
import Logging
import Store

/// Delivers by mail: to reps what they are given and what is taken back, a mail for each commit; to
/// whom an alert names, the alert.
struct MailCarrier: Carrier {
  let endpoint = Mail.endpoint
  let title = "mail"
  let parcelsAtOnce = 2
  let reach = 10_000
  private let from: MailAddress
  private let program: Sendmail
  private let engine: Engine
  private let log: Logger

  init(_ mail: Mail, _ engine: Engine, _ log: Logger) {
    from = mail.from
    program = Sendmail(program: mail.program, arguments: mail.arguments)
    self.engine = engine
    self.log = log
  }

  private struct Recipients: Hashable {
    var commit: Int64
    var channel: OutboxEntry.Channel
    var names: [String]
  }

  func parcels(of ready: [Delivery]) -> [[Delivery]] { MailCarrier.parcels(of: ready) }

  static func parcels(of ready: [Delivery]) -> [[Delivery]] {
    var order: [Recipients] = []
    var members: [Recipients: [Delivery]] = [:]
    for delivery in ready.sorted(by: { $0.entry.id < $1.entry.id }) {
      let entry = delivery.entry
      let recipients = Recipients(
        commit: entry.commit, channel: entry.channel, names: entry.recipients)
      if members[recipients] == nil { order.append(recipients) }
      members[recipients, default: []].append(delivery)
    }
    return order.map { members[$0]! }
  }

  func carry(_ parcel: [Delivery], book: String, now: Instant) async -> Answer {
    let entries = parcel.map(\.entry)
    guard let first = entries.first else { return .taken }
    let rules = await engine.rules
    var addresses: [MailAddress] = []
    for name in first.recipients {
      let written = name.contains("@") ? name : rules.rep(name)?.email
      guard let written, let address = MailAddress(written) else {
        if parcel[0].tries == 0 { leaveOut(name, written, first) }
        continue
      }
      if !addresses.contains(address) { addresses.append(address) }
    }
    guard !addresses.isEmpty else { return .taken }
    let letter = Letter(from: from, to: addresses, entries: entries, book: book)
    return await program.send(Array(letter.message.utf8))
  }

  /// Says who is not told. A rep without an address is no news of a handoff: there are files.
  private func leaveOut(_ name: String, _ address: String?, _ entry: OutboxEntry) {
    guard address != nil || entry.channel == .alerts else { return }
    let why = address.map { "'\($0.onOneLine)' is no address" } ?? "the rulebook has no address"
    log.warning("mail: \(name.onOneLine) is not told of event \(entry.id): \(why)")
  }
}

extension OutboxEntry {
  /// Who is to be told by mail: ids of reps, or addresses.
  fileprivate var recipients: [String] { channel == .alerts ? told : [address] }
}
