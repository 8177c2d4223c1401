import Foundation
import LeadCore
import TestSupport
import Testing

@testable import Daemon

private let noon = Instant(milliseconds: 1_772_445_600_000)

/// The client against a real receiver.
struct WebhookClientTests {
  /// A bound that only a body without an end meets.
  private static let reading = Duration.seconds(10)

  private func answer(
    _ url: String, patience: Duration = .seconds(3_600), environment: [String: String] = [:]
  ) async throws -> Answer {
    let client = WebhookClient(
      environment: environment, patience: patience, reading: Self.reading)
    let body = Array(#"{"a":1}"#.utf8)
    let answer = await client.post(
      body, headers: [("webhook-id", "x-1")], to: try #require(URL(string: url)), now: noon)
    await client.close()
    return answer
  }

  @Test func itPostsJSON() async throws {
    let receiver = try Receiver()
    #expect(try await answer(receiver.url("hook?a=b")) == .taken)
    let request = try #require(receiver.requests().first)
    #expect(request.method == "POST" && request.path == "/hook?a=b")
    #expect(request.body == #"{"a":1}"#)
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["content-length"] == "7" && request.headers["webhook-id"] == "x-1")
  }

  @Test func whatTheReceiverSaysIsKeptOnOneLine() async throws {
    let receiver = try Receiver()
    try receiver.answer("hook", #"503 {"Retry-After": "90"}"#)
    let wanted = Answer.failed(
      "503 Service Unavailable: told so by the test", retryAfter: .seconds(90))
    #expect(try await answer(receiver.url()) == wanted)
    try receiver.answer("other", "404")
    #expect(
      try await answer(receiver.url("other")) == .refused("404 Not Found: told so by the test"))
  }

  @Test func redirectsToTheSameHostKeepTheEvent() async throws {
    let receiver = try Receiver()
    try receiver.answer("hook", #"302 {"Location": "/second"}"#)
    try receiver.answer("second", #"308 {"Location": "\#(receiver.url("third"))"}"#)
    #expect(try await answer(receiver.url()) == .taken)
    #expect(receiver.requests().map(\.path) == ["/hook", "/second", "/third"])
    #expect(receiver.requests().allSatisfy { $0.method == "POST" && $0.body == #"{"a":1}"# })
    try receiver.answer("round", #"307 {"Location": "/round"}"#)
    #expect(
      try await answer(receiver.url("round")) == .refused("it redirects more than 3 times"))
    #expect(receiver.requests("round").count == 4)
  }

  @Test func anotherHostIsToldNothing() async throws {
    let (receiver, other) = (try Receiver(), try Receiver())
    try receiver.answer("hook", #"307 {"Location": "\#(other.url(host: "localhost"))"}"#)
    #expect(
      try await answer(receiver.url()) == .refused("it redirects to another host, localhost"))
    #expect(other.requests().isEmpty)
  }

  @Test func oneThatDoesNotAnswerIsLeft() async throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "hang")
    let answer = try await answer(receiver.url(), patience: .milliseconds(300))
    #expect(answer == .failed("no answer within 0.3 s"))
  }

  @Test func theStatusCountsHoweverLongTheBody() async throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "drip")
    #expect(try await answer(receiver.url()) == .taken)
  }

  @Test func connectionsThatFail() async throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "drop")
    #expect(
      try await answer(receiver.url()) == .failed("it closes the connection unanswered"))
    #expect(try await answer("http://127.0.0.1:1/") == .failed("Connection refused"))
    guard case .failed(let error, _) = try await answer("http://nowhere.invalid/") else {
      return #expect(Bool(false))
    }
    let isSaid = ["nowhere.invalid", "DNS", "no connection within"].contains { error.contains($0) }
    #expect(isSaid, "\(error)")
  }

  @Test(.enabled(if: Certificate.isPossible)) func certificatesAreVerified() async throws {
    let certificate = try Certificate(name: "IP:127.0.0.1")
    let receiver = try Receiver(certificate: (certificate.certificate, certificate.key))
    #expect(try await answer(receiver.url()) == .failed("its certificate is not trusted"))
    #expect(receiver.requests().isEmpty)
    let trusted = ["SSL_CERT_FILE": certificate.certificate.path]
    #expect(try await answer(receiver.url(), environment: trusted) == .taken)
    #expect(receiver.requests().count == 1)

    let foreign = try Certificate(name: "DNS:a.example")
    let stranger = try Receiver(certificate: (foreign.certificate, foreign.key))
    let itself = ["SSL_CERT_FILE": foreign.certificate.path]
    #expect(
      try await answer(stranger.url(), environment: itself)
        == .failed("its certificate is for another host"))
    #expect(stranger.requests().isEmpty)
  }
}
