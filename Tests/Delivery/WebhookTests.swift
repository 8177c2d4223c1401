import Foundation
import LeadCore
import Store
import Testing

@testable import Daemon

private let noon = Instant(milliseconds: 1_772_445_600_000)

/// What a webhook is sent, and what becomes of redirects.
struct WebhookTests {
  /// RFC 4231, test cases 1, 2, 3 and 6.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func hmac(key: [UInt8], message: [UInt8], digest: String) {
    let hex = Signature.hmacSHA256(message, key: key).map { String(format: "%02x", $0) }
    #expect(hex.joined() == digest)
  }

  /// The example that the libraries of Standard Webhooks are tested with.
  @Test func signsAsStandardWebhooksDoes() throws {
    let key = try SecretFile.key(in: Array("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n".utf8))
    let headers = Signature.headers(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330,
      body: Array(#"{"test": 2432232314}"#.utf8), key: key)
    #expect(
      headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(headers[1].value == "1614265330")
    #expect(headers[2].value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func theEnvelopeIsTheSameAtEveryTry() throws {
    var entry = OutboxEntry(
      id: 17, commit: 3, lead: 4, channel: .handoffs, address: "jim", payload: #"{"lead":4}"#,
      at: noon)
    let body = entry.envelope(book: "b1")
    #expect(body == entry.envelope(book: "b1"))
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"id":"b1-17","event":"handoff","at":"2026-03-02T10:00:00Z","lead":4,"rep":"jim","#
        + #""data":{"lead":4}}"#)
    entry.lead = nil
    entry.channel = .alerts
    let alert = try #require(
      JSONSerialization.jsonObject(with: Data(entry.envelope(book: "b1"))) as? [String: Any])
    #expect(alert["event"] as? String == "alert")
    #expect(alert["lead"] is NSNull && alert["rep"] is NSNull)
  }

  @Test(arguments: [
    (307, "/other", "http://a.example/hook", "http://a.example/other"),
    (308, "https://A.example/x?y=1", "http://a.example/hook", "https://A.example/x?y=1"),
    (301, "https://a.example:8443/x", "https://a.example/hook", "https://a.example:8443/x"),
    (302, "?again", "https://a.example/hook", "https://a.example/hook?again"),
  ])
  func redirectsToTheSameHostAreFollowed(status: Int, to: String, from: String, next: String) {
    let redirect = Redirect(status: status, location: to, from: URL(string: from)!)
    #expect(redirect == .follow(URL(string: next)!))
  }

  @Test(arguments: [
    (307, "http://b.example/hook", "another host"), (308, "//b.example/hook", "another host"),
    (307, "https://a.example.b.example/", "another host"),
    (307, "https://a.example@b.example/", "another host"), (303, "/thanks", "303"),
    (304, nil, "304"), (300, "/other", "300"), (307, nil, "understood"),
    (307, "file:///etc/passwd", "understood"), (301, "ftp://a.example/", "to ftp"),
    (307, "http://a.example/plain", "to http"),
  ])
  func allOthersAreRefused(status: Int, to: String?, why: String) {
    let from = URL(string: "https://a.example/hook")!
    guard case .refuse(let reason) = Redirect(status: status, location: to, from: from) else {
      return #expect(Bool(false), "followed to \(to ?? "nowhere")")
    }
    #expect(reason.contains(why), "\(reason)")
  }

  @Test(arguments: [
    ("120", 120), ("0", 0), ("Mon, 02 Mar 2026 10:00:30 GMT", 30),
    ("Mon, 02 Mar 2026 09:00:00 GMT", 0), ("99999999999999999999", nil), ("-5", nil),
    ("soon", nil), ("", nil), ("Mon, 31 Feb 2026 10:00:30 GMT", nil),
    ("Mon, 02 Mar 2026 10:00 GMT", nil), ("1.5", nil),
  ])
  func retryAfter(text: String, seconds: Int64?) {
    #expect(Interval(retryAfter: text, now: noon) == seconds.map { .seconds($0) })
  }

  @Test func theQueryOfAURLIsNotShown() {
    #expect(Webhook.shown("https://a.example/h?token=x") == "https://a.example/h?…")
    #expect(Webhook.shown("https://a.example/h") == "https://a.example/h")
  }
}

/// Secrets in files.
struct SecretTests {
  private func file(_ bytes: [UInt8]) throws -> String {
    let path = NSTemporaryDirectory() + "leadrelay-secret-" + UUID().uuidString
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test(arguments: [
    ("secret", "secret"), (" \r\n secret with blanks\r\n", "secret with blanks"),
    ("whsec_c2VjcmV0", "secret"), ("whsec", "whsec"),
  ])
  func keys(text: String, key: String) throws {
    #expect(try SecretFile.key(in: Array(text.utf8)) == Array(key.utf8))
  }

  @Test(arguments: [
    ("", SecretFile.Fault.empty), (" \n", .empty), ("whsec_", .empty), ("whsec_%", .notBase64),
  ])
  func noKeys(text: String, fault: SecretFile.Fault) {
    #expect(throws: fault) { try SecretFile.key(in: Array(text.utf8)) }
  }

  @Test func aNewSecretCountsAtOnceAndTheLastOneWhileThereIsNone() throws {
    let path = try file(Array("one".utf8))
    let secret = SecretFile(path)
    #expect(try secret.lastingKey() == Array("one".utf8))
    try Data("two\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try secret.lastingKey() == Array("two".utf8))
    try FileManager.default.removeItem(atPath: path)
    #expect(try secret.lastingKey() == Array("two".utf8))
    #expect(throws: SecretFile.Fault.unreadable("No such file or directory")) {
      try secret.key()
    }
    let other = try file([UInt8](repeating: 0x61, count: 5_000))
    defer { try? FileManager.default.removeItem(atPath: other) }
    #expect(throws: SecretFile.Fault.tooLong) { try SecretFile(other).key() }
  }
}
