import Foundation
import LeadCore
import Reports
import Store

/// A mail about entries of one commit that concern the same people.
struct Letter {
  var from: MailAddress
  var to: [MailAddress]
  /// Of one channel, in order; at least one.
  var entries: [OutboxEntry]
  var book: String

  /// So many are listed in a mail; files and webhooks have all.
  static let most = 200

  /// The whole mail, as `sendmail -t` takes it. The same entries make the same mail, so a repeat
  /// can be told by its `Message-ID`.
  var message: String {
    let objects = entries.map(Letter.object)
    let ids = "\(book).\(entries[0].id).\(entries[entries.count - 1].id)"
    let headers = [
      "From: \(from.text)", "To: \(to.map(\.text).joined(separator: ",\n "))",
      "Subject: " + MailText.header(subject(objects)),
      "Date: \(entries[0].at.mailDate)", "Message-ID: <\(ids)@\(from.domain)>",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    return headers.joined(separator: "\n") + "\n\n" + MailText.body(text(objects))
  }

  private static func object(_ entry: OutboxEntry) -> [String: Any] {
    let parsed = try? JSONSerialization.jsonObject(with: Data(entry.payload.utf8))
    return parsed as? [String: Any] ?? [:]
  }

  private func subject(_ objects: [[String: Any]]) -> String {
    let count = objects.count
    let who = count == 1 ? objects[0].person.map { ": " + $0.prefix(80) } ?? "" : ""
    switch entries[0].channel {
    case .handoffs: return count == 1 ? "New lead\(who)" : "\(count) new leads"
    case .withdrawn: return count == 1 ? "Lead taken back\(who)" : "\(count) leads taken back"
    case .nurture: return count == 1 ? "Lead for nurture\(who)" : "\(count) leads for nurture"
    case .alerts:
      let first = objects[0].shown("text") ?? objects[0].shown("event") ?? "alert"
      return count == 1 ? "Alert: \(first.prefix(120))" : "\(count) alerts"
    }
  }

  private func text(_ objects: [[String: Any]]) -> String {
    let listed = objects.prefix(Letter.most)
    var text: String
    switch entries[0].channel {
    case .alerts: text = listed.map(Letter.paragraph).joined(separator: "\n")
    case .withdrawn:
      text = Letter.table(listed, [("ended", "ended"), ("at", "ended_at")])
    case .handoffs, .nurture:
      text = Letter.table(
        listed, [("grade", "grade"), ("accept by", "accept_by"), ("call by", "first_attempt_by")])
    }
    let more = objects.count - listed.count
    if more > 0 { text += "\nand \(more) more\n" }
    return text
  }

  private static func table(
    _ objects: ArraySlice<[String: Any]>, _ own: [(title: String, key: String)]
  ) -> String {
    let columns = ["lead", "name", "email", "company", "phone"] + own.map(\.title)
    var text = ""
    var table = TextTable(columns.map { .init($0) }, TextStyle(usesColour: false)) { text += $0 }
    for object in objects {
      let fields = object["fields"] as? [String: Any] ?? [:]
      let cells = [
        object.shown("lead"), fields.name, fields.shown("email"), fields.shown("company"),
        fields.shown("phone"),
      ]
      // It writes to a text, which never fails.
      try? table.add(cells + own.map { object.shown($0.key) })
    }
    try? table.finish()
    return text
  }

  /// What an alert says, and below it all that it tells, a line each.
  private static func paragraph(_ object: [String: Any]) -> String {
    let title = object.shown("text") ?? object.shown("event") ?? "alert"
    let told = object.keys.sorted().compactMap { key -> String? in
      if key == "text" || key == "tell" { return nil }
      return object.shown(key).map { "  \(key): \($0.onOneLine)\n" }
    }
    return title.onOneLine + "\n" + told.joined()
  }
}

extension [String: Any] {
  /// A text or a number, as people read it; nil for all else, and for nothing.
  fileprivate func shown(_ key: String) -> String? {
    switch self[key] {
    case let text as String: text.isEmpty ? nil : text
    case let number as NSNumber: number.stringValue
    default: nil
    }
  }

  /// A person's name, of a lead's fields.
  fileprivate var name: String? {
    if let name = shown("name") { return name }
    let names = [shown("first_name"), shown("last_name")].compactMap { $0 }
    return names.isEmpty ? nil : names.joined(separator: " ")
  }

  /// Whom an entry concerns, by name or address.
  fileprivate var person: String? {
    let fields = self["fields"] as? [String: Any] ?? [:]
    return fields.name ?? fields.shown("email")
  }
}
