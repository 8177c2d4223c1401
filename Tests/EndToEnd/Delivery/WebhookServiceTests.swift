import Foundation
import Glibc
import TestSupport
import Testing

/// Webhooks beside the daemon's work.
struct WebhookServiceTests {
  private func start(_ sent: Deliveries, environment: [String: String] = [:]) throws -> Service {
    try Service(sent.place, sent.flags, environment: environment)
  }

  @Test func eventsAreSentAsTheyHappen() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    let service = try start(sent)
    try sent.drop("ada", "bob", "cem")
    #expect(eventually { receiver.requests().count == 3 })
    #expect(eventually { (try? sent.status())?.endpoints.first?.pending == 0 })
    service.stop()
    #expect(receiver.requests().count == 3)
  }

  @Test func intakeFilesAndOthersGoOnWhileAnEndpointHangs() throws {
    let (slow, quick) = (try Receiver(), try Receiver())
    try slow.answer("hook", "hang")
    let sent = try Deliveries(Deliveries.webhooks(slow.url(), quick.url()))
    let service = try start(sent)
    let people = (1...40).map { "p\($0)@acme.com,CTO\n" }.joined()
    try sent.place.drop("leads-a.csv", "email,title\n" + people)
    #expect(eventually { slow.requests().count == 8 }, "so many at once")
    // All of these hang now.
    try sent.drop("late", file: "leads-b.csv")
    #expect(service.comesTo { $0.count == 41 && $0.allSatisfy { $0.owner != nil } })
    #expect(eventually { quick.requests().count == 41 })
    #expect(eventually { sent.place.names(below: "outbox/handoffs").count == 3 })
    func pending() -> Int? {
      (try? sent.status())?.endpoints.first { $0.endpoint == slow.url() }?.pending
    }
    #expect(eventually { pending() == 41 })
    #expect(try sent.status().troubles.isEmpty)
    // What hangs is cut short in time.
    service.stop()
    #expect(pending() == 41)
  }

  @Test func anEndpointThatComesBackGetsItAll() throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "503")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    let service = try start(sent)
    let people = (1...30).map { "p\($0)@acme.com,CTO\n" }.joined()
    try sent.place.drop("leads-a.csv", "email,title\n" + people)
    #expect(service.says("503 Service Unavailable: told so by the test; it is tried again"))
    #expect(eventually { receiver.requests().count >= 8 })
    try receiver.answer("hook", "200")
    // Its first rests last seconds.
    #expect(eventually(every: 50) { (try? sent.status())?.endpoints.first?.pending == 0 })
    let taken = receiver.requests().filter { $0.answer == "200" }
    #expect(Set(taken.compactMap(\.event?.id)).count == 30 && taken.count == 30)
    #expect(service.says("it answers again"))
    service.stop()
  }

  @Test func whatWasSentButNotNotedComesAgainWithTheSameID() throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "hang")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    var service: Service? = try start(sent)
    try sent.drop("ada")
    #expect(eventually { receiver.requests().count == 1 })
    service?.process.send(SIGKILL)
    #expect(service?.process.end() == .signal(SIGKILL))
    service = nil
    try receiver.answer("hook", "200")
    let again = try start(sent)
    #expect(eventually { receiver.requests().count == 2 })
    #expect(eventually { (try? sent.status())?.endpoints.first?.pending == 0 })
    again.stop()
    let requests = receiver.requests()
    #expect(requests.count == 2)
    #expect(Set(requests.compactMap { $0.headers["webhook-id"] }).count == 1)
    #expect(Set(requests.map(\.body)).count == 1)
  }

  @Test(.enabled(if: Certificate.isPossible)) func theAuthoritiesAreThoseOfTheEnvironment() throws {
    let certificate = try Certificate(name: "IP:127.0.0.1")
    let receiver = try Receiver(certificate: (certificate.certificate, certificate.key))
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    var doubting: Service? = try start(sent)
    try sent.drop("ada")
    #expect(doubting?.says("its certificate is not trusted; it is tried again") == true)
    doubting?.stop()
    doubting = nil
    #expect(receiver.requests().isEmpty)
    let trusting = try start(
      sent, environment: ["SSL_CERT_FILE": certificate.certificate.path])
    #expect(eventually { receiver.requests().count == 1 })
    trusting.stop()
  }

  @Test func aNewSecretCountsWithoutARestart() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    let service = try start(sent)
    let signature = "webhook-signature"
    try sent.drop("ada")
    #expect(eventually { receiver.requests().count == 1 })
    try sent.write("secret", "another secret")
    try sent.drop("bob", file: "leads-b.csv")
    #expect(eventually { receiver.requests().count == 2 })
    service.stop()
    let requests = receiver.requests()
    #expect(try requests.map { try signed($0, by: Deliveries.secret) } == [true, false])
    #expect(try signed(requests[1], by: "another secret"))
    #expect(requests.allSatisfy { $0.headers[signature]?.hasPrefix("v1,") == true })
  }

  /// Whether Python signs it likewise.
  private func signed(_ request: Receiver.Request, by secret: String) throws -> Bool {
    let headers = request.headers
    let id = try #require(headers["webhook-id"])
    let time = try #require(headers["webhook-timestamp"])
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "leadrelay-signed-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "input")
    try Data("\(id).\(time).\(request.body)".utf8).write(to: input)
    let python = """
      import base64, hashlib, hmac, sys
      digest = hmac.digest(sys.argv[1].encode(), sys.stdin.buffer.read(), "sha256")
      print(base64.b64encode(digest).decode())
      """
    let process = try ChildProcess(
      "/usr/bin/env", ["python3", "-c", python, secret], input: input.path,
      output: folder.appending(path: "output"), errors: folder.appending(path: "errors"))
    #expect(process.end() == .exit(0), "\(process.errors)")
    let digest = process.output.trimmingCharacters(in: .whitespacesAndNewlines)
    return headers["webhook-signature"] == "v1," + digest
  }
}
