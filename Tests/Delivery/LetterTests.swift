import Foundation
import LeadCore
import Store
import Testing

@testable import Daemon

private let noon = Instant(milliseconds: 1_772_445_600_000)

/// The parts of a mail, read back as a mail reader does it.
private struct Mailed {
  var headers: [(name: String, value: String)] = []
  var body = ""

  init(_ message: String) throws {
    let parts = message.split(separator: "\n\n", maxSplits: 1)
    for line in parts[0].split(separator: "\n") {
      if line.hasPrefix(" ") {
        headers[headers.count - 1].value += line
      } else {
        let colon = try #require(line.firstIndex(of: ":"), "\(line)")
        headers.append((String(line[..<colon]), String(line[colon...].dropFirst(2))))
      }
    }
    let text = String(parts[1]).replacing("\n", with: "")
    let bytes = try #require(Data(base64Encoded: text))
    body = String(decoding: bytes, as: UTF8.self)
  }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// Encoded words put together again.
  var subject: String {
    (self["Subject"] ?? "").split(separator: " ").map { word in
      guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") else { return "\(word)" }
      let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
      return String(decoding: data ?? Data(), as: UTF8.self)
    }.joined(separator: self["Subject"]!.contains("=?") ? "" : " ")
  }
}

/// What reps and managers are sent by mail.
struct LetterTests {
  private func letter(
    _ channel: OutboxEntry.Channel, _ payloads: String..., to: [String] = ["jim@example.com"]
  ) throws -> Letter {
    let entries = payloads.enumerated().map { place, payload in
      OutboxEntry(
        id: Int64(place) + 7, commit: 1, lead: 1, channel: channel, address: "jim",
        payload: payload, at: noon)
    }
    return Letter(
      from: try #require(MailAddress("relay@example.com")), to: to.compactMap(MailAddress.init),
      entries: entries, book: "b1")
  }

  @Test func aHandoff() throws {
    let payload = """
      {"handoff":1,"lead":3,"grade":"A4","accept_by":"2026-03-03T09:00:00Z","fields":\
      {"first_name":"Zoë","last_name":"Ölmez","email":"zoe@acme.com","company":"Acme"}}
      """
    let letter = try letter(.handoffs, payload)
    let mail = try Mailed(letter.message)
    #expect(mail["From"] == "relay@example.com" && mail["To"] == "jim@example.com")
    #expect(mail.subject == "New lead: Zoë Ölmez")
    #expect(mail["Date"] == "Mon, 02 Mar 2026 10:00:00 +0000")
    #expect(mail["Message-ID"] == "<b1.7.7@example.com>")
    #expect(mail["Auto-Submitted"] == "auto-generated")
    #expect(mail["Content-Type"] == "text/plain; charset=utf-8")
    let lines = mail.body.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("lead  name"))
    #expect(lines[1].contains("Zoë Ölmez") && lines[1].contains("2026-03-03T09:00:00Z"))
    #expect(letter.message == (try self.letter(.handoffs, payload)).message)
    #expect(letter.message.utf8.allSatisfy { $0 < 0x7F && $0 != 0x0D })
  }

  @Test func severalOnesAreATable() throws {
    let payloads = ["a", "b", "c"].map { #"{"lead":1,"fields":{"email":"\#($0)@acme.com"}}"# }
    let mail = try Mailed(letter(.handoffs, payloads[0], payloads[1], payloads[2]).message)
    #expect(mail.subject == "3 new leads" && mail["Message-ID"] == "<b1.7.9@example.com>")
    #expect(mail.body.split(separator: "\n").count == 4)
    let back = try Mailed(letter(.withdrawn, payloads[0], payloads[1]).message)
    #expect(back.subject == "2 leads taken back" && back.body.contains("b@acme.com"))
  }

  @Test func alertsSayWhatTheyKnow() throws {
    let mail = try Mailed(
      letter(
        .alerts, #"{"event":"breach","lead":3,"tell":["jim"],"due_at":"2026-03-02T09:00:00Z"}"#,
        to: ["jim@example.com", "kendra@example.com"]
      ).message)
    #expect(mail["To"] == "jim@example.com, kendra@example.com")
    #expect(mail.subject == "Alert: breach")
    #expect(mail.body == "breach\n  due_at: 2026-03-02T09:00:00Z\n  event: breach\n  lead: 3\n")
  }

  @Test(arguments: [
    "Ada\r\nBcc: eve@example.com", "Ada\nBcc: eve@example.com\n\nfree text", "Ada\r\n\r\nbody",
    "Ada\u{2028}Bcc: x", "Ada\u{0}\u{7F}", "=?UTF-8?B?QmNj?=", String(repeating: "ş", count: 500),
    "👩‍👩‍👧‍👦 " + String(repeating: "x", count: 900), ".\n.\n",
  ])
  func nothingInANameGetsIntoTheHeaders(name: String) throws {
    let text = try #require(String(data: JSONEncoder().encode(name), encoding: .utf8))
    let message = try letter(.handoffs, #"{"lead":1,"fields":{"name":\#(text)}}"#).message
    let mail = try Mailed(message)
    #expect(
      mail.headers.map(\.name) == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
      ])
    #expect(mail.subject.hasPrefix("New lead: "))
    #expect(message.split(separator: "\n").allSatisfy { $0.utf8.count <= 250 })
    for word in message.split(separator: "\n") where word.contains("=?") {
      #expect(word.utf8.count <= 90, "an encoded word is 75 characters at most")
    }
  }

  @Test func payloadsThatAreNotAsExpectedMakeAMailToo() throws {
    for payload in ["", "[]", "{", #"{"fields":3,"lead":null,"text":7}"#] {
      for channel in OutboxEntry.Channel.allCases {
        #expect(try Mailed(letter(channel, payload).message)["To"] == "jim@example.com")
      }
    }
  }

  @Test(arguments: ["jim@example.com", "j.h+x@a-b.example", "o'hara@x.y", "a@b"])
  func addresses(text: String) { #expect(MailAddress(text)?.text == text) }

  @Test(arguments: [
    "", "jim", "@example.com", "jim@", "a@b@c", "jim@example.com\nBcc: x@y", "jim @example.com",
    "jim@example.com,eve@example.com", "<jim@example.com>", "Jim <jim@example.com>",
    "-oQ/tmp@example.com", "jim@example.com\r", "zoë@example.com",
    String(repeating: "a", count: 300) + "@b",
  ])
  func noAddresses(text: String) { #expect(MailAddress(text) == nil) }
}
