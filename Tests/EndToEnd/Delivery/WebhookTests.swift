import Foundation
import TestSupport
import Testing

/// Events that are sent to webhooks, each try of them at a time that the test pretends.
struct WebhookTests {
  private let monday = "2026-03-02T09:00:00Z"

  @Test func eventsAreSentOnceWithAllThatIsKnown() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    try sent.drop("ada", "bob")
    try sent.once(now: monday)
    let requests = receiver.requests()
    #expect(requests.count == 2)
    let first = try #require(requests.compactMap(\.event).first { $0.lead == 1 })
    #expect(first.event == "handoff" && first.rep == "jim" && first.at == monday)
    #expect(first.data["handoff"] == .number(1))
    #expect(first.data["fields"]?["email"] == .text("ada@acme.com"))
    for request in requests {
      #expect(request.headers["webhook-id"] == request.event?.id)
      #expect(request.headers["idempotency-key"] == request.event?.id)
      #expect(request.headers["webhook-timestamp"] == "1772442000")
    }
    #expect(Set(requests.compactMap(\.event?.id)).count == 2)
    try sent.once(now: "2026-03-02T10:00:00Z")
    #expect(receiver.requests().count == 2, "what was taken is not sent again")
    #expect(try sent.status().endpoints.map(\.pending) == [0])
    #expect(sent.place.names(below: "outbox/handoffs").count == 2, "files are written too")
  }

  @Test func everyEventAWebhookAsksFor() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(
      "webhooks:\n" + Deliveries.webhook(receiver.url("all"))
        + Deliveries.webhook(receiver.url("some"), "withdrawn", "nurture"))
    try sent.drop("ada")
    try sent.once(now: monday)
    let calls = (10...12).map { "ada@acme.com,no_answer,phone,2026-03-04T\($0):00:00Z\n" }
    try sent.place.drop("attempts-a.csv", "email,outcome,channel,at\n" + calls.joined())
    try sent.once(now: "2026-03-04T13:00:00Z")
    let all = receiver.requests("all").compactMap(\.event)
    #expect(Set(all.map(\.event)) == ["handoff", "withdrawn", "nurture", "alert"])
    #expect(Set(all.map(\.lead)) == [1])
    let some = receiver.requests("some").compactMap(\.event?.event)
    #expect(some.sorted() == ["nurture", "withdrawn"])
    #expect(all.first { $0.event == "withdrawn" }?.rep == "jim")
    #expect(all.first { $0.event == "nurture" }?.data["track"] == .text("unreached"))
  }

  @Test func whatFailsComesAgainWithTheSameIDAndBody() throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "500", "503", "200")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    try sent.drop("ada")
    for minute in 10...12 {
      let outcome = try sent.once(now: "2026-03-02T09:\(minute):00Z")
      let standing = try #require(try sent.status().endpoints.first)
      if minute == 12 {
        #expect(standing.pending == 0 && !outcome.errors.contains("still to be delivered"))
      } else {
        #expect(standing.pending == 1 && standing.error?.hasPrefix("50") == true)
        #expect(outcome.errors.contains("1 still to be delivered: 50"), "\(outcome.errors)")
      }
    }
    let requests = receiver.requests()
    #expect(requests.count == 3 && Set(requests.map(\.body)).count == 1)
    #expect(Set(requests.map { $0.headers["webhook-id"] }).count == 1)
    #expect(Set(requests.map { $0.headers["webhook-timestamp"] }).count == 3)
    #expect(Set(requests.map { $0.headers["webhook-signature"] }).count == 3)
  }

  @Test func whatIsGoneOrRefusedIsADeadLetter() throws {
    let receiver = try Receiver()
    try receiver.answer("gone", "410")
    try receiver.answer("refused", "404")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url("gone"), receiver.url("refused")))
    try sent.drop("ada")
    let first = try sent.once(now: monday)
    #expect(first.errors.contains("is given up after 1 try: 410 Gone"), "\(first.errors)")
    #expect(try sent.status().dead_letters.map(\.error) == ["410 Gone: told so by the test"])
    for day in 3...12 { try sent.once(now: "2026-03-\(day < 10 ? "0" : "")\(day)T09:00:00Z") }
    #expect(receiver.requests("gone").count { $0.event?.event == "handoff" } == 1)
    #expect(receiver.requests("refused").count { $0.event?.event == "handoff" } == 8)
    let status = try sent.status()
    let letter = try #require(
      status.dead_letters.first { $0.endpoint.hasSuffix("refused") && $0.event == "handoff" })
    #expect(letter.tries == 8 && letter.lead == 1 && letter.error.hasPrefix("404 Not Found"))
    #expect(letter.id == receiver.requests("refused").first?.event?.id)
    let shown = try sent.place.run(["status"] + sent.flags).output
    #expect(shown.contains("\(letter.id), handoff of lead 1 to \(letter.endpoint) after 8 tries"))
  }

  @Test func whatWasGivenUpIsSentAgainWhereSomebodyAsks() throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "410")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    try sent.drop("ada", "bob")
    try sent.once(now: monday)
    let letters = try sent.status().dead_letters
    #expect(letters.map(\.lead) == [2, 1])
    try receiver.answer("hook", "200")
    func resend(_ ids: String...) throws -> Outcome {
      try sent.place.run(["resend", "--reason", "it is mended"] + ids + sent.flags)
    }
    #expect(try resend("x-99").errors.contains("nothing of event x-99 was given up"))
    #expect(try resend("all").ending == .exit(65))
    #expect(try resend(letters[0].id).ending == .exit(0))
    try sent.once(now: "2026-12-01T10:00:00Z")
    #expect(receiver.requests().contains { $0.answer == "200" && $0.event?.id == letters[0].id })
    #expect(try sent.status().dead_letters.map(\.lead) == [1])
    #expect(try sent.place.run(["explain", "2"] + sent.flags).output.contains("it is mended"))
    #expect(try resend().ending == .exit(0))
    try sent.once(now: "2026-12-01T11:00:00Z")
    #expect(receiver.requests().contains { $0.answer == "200" && $0.event?.id == letters[1].id })
    #expect(try sent.status().dead_letters.isEmpty)
    #expect(try resend().errors.contains("nothing was given up"))
  }

  @Test func aLeadsEventsComeInOrderAndOthersGoOn() throws {
    let receiver = try Receiver()
    // The first one, of lead 1, fails until it is over.
    try receiver.answer("hook", "500")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    try sent.drop("ada")
    try sent.once(now: monday)
    let calls = (10...12).map { "ada@acme.com,no_answer,phone,2026-03-02T\($0):00:00Z\n" }
    try sent.place.drop("attempts-a.csv", "email,outcome,channel,at\n" + calls.joined())
    try sent.drop("bob", file: "leads-b.csv")
    try sent.once(now: "2026-03-02T13:00:00Z")
    let before = receiver.requests().compactMap(\.event)
    #expect(before.filter { $0.lead == 1 }.allSatisfy { $0.event == "handoff" }, "\(before)")
    #expect(before.contains { $0.lead == 2 }, "the other lead is tried")
    try receiver.answer("hook", "200")
    try sent.once(now: "2026-03-02T14:00:00Z")
    let after = receiver.requests().dropFirst(before.count).compactMap(\.event)
    #expect(after.filter { $0.lead == 1 }.map(\.event) == ["handoff", "withdrawn", "nurture"])
    #expect(after.filter { $0.lead == 2 }.map(\.event) == ["handoff"])
  }

  @Test func aDeadEndpointHoldsUpNoneOfTheOthers() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(
      Deliveries.webhooks("http://127.0.0.1:1/dead", receiver.url()))
    let names = (1...30).map { "p\($0)" }
    let rows = names.map { "\($0)@acme.com,CTO\n" }.joined()
    try sent.place.drop("leads-a.csv", "email,title\n" + rows)
    let outcome = try sent.once(now: monday)
    #expect(receiver.requests().count == 30)
    #expect(sent.place.names(below: "outbox/handoffs").count == 2)
    let dead = try #require(try sent.status().endpoints.first { $0.endpoint.hasSuffix("dead") })
    #expect(dead.pending == 30 && dead.error == "Connection refused")
    #expect(
      outcome.errors.contains(
        "webhook http://127.0.0.1:1/dead: 30 still to be delivered: Connection refused"))
  }

  @Test func aNewWebhookIsToldNothingOfThePast() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(Deliveries.webhooks(receiver.url("old")))
    try sent.drop("ada")
    try sent.once(now: monday)
    try sent.write(
      "leadrelay.yaml", Deliveries.webhooks(receiver.url("old"), receiver.url("new")))
    try sent.drop("bob", file: "leads-b.csv")
    try sent.once(now: "2026-03-02T10:00:00Z")
    #expect(receiver.requests("old").compactMap(\.event?.lead) == [1, 2])
    #expect(receiver.requests("new").compactMap(\.event?.lead) == [2])
    // One that is taken out keeps its place for seven days.
    try sent.write("leadrelay.yaml", Deliveries.webhooks(receiver.url("old")))
    try sent.drop("cem", file: "leads-c.csv")
    try sent.once(now: "2026-03-02T11:00:00Z")
    #expect(try sent.status().endpoints.map(\.endpoint) == [receiver.url("old")])
    try sent.write(
      "leadrelay.yaml", Deliveries.webhooks(receiver.url("old"), receiver.url("new")))
    try sent.once(now: "2026-03-02T12:00:00Z")
    #expect(receiver.requests("new").compactMap(\.event?.lead) == [2, 3])
  }

  @Test func commandsForOneRecordWaitForNoEndpoint() throws {
    let receiver = try Receiver()
    try receiver.answer("hook", "hang")
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    try sent.drop("ada")
    let outcome = try sent.place.run(
      ["activity", "ada@acme.com", "--activity", "web_visit"] + sent.flags)
    #expect(outcome.ending == .exit(0), "\(outcome.errors)")
    #expect(receiver.requests().isEmpty)
  }

  /// The program in docs/delivery.md, by which a receiver knows who sent it.
  @Test func theSignatureIsVerifiedAsTheDocumentSays() throws {
    let receiver = try Receiver()
    let sent = try Deliveries(Deliveries.webhooks(receiver.url()))
    try sent.drop("ada")
    try sent.once(now: monday)
    let request = try #require(receiver.requests().first)
    let page = packageRoot.appending(path: "docs/delivery.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let program = try #require(
      text.components(separatedBy: "```python\n").dropFirst().first?
        .components(separatedBy: "```").first)
    let check = """

      import json, sys
      request = json.load(sys.stdin)
      try:
          verify(b"\(Deliveries.secret)", request["headers"], request["body"].encode(), 1772442060)
          print("ours")
      except ValueError as why:
          print(why)
      """
    try sent.write("verify.py", program + check)
    func verdict(_ request: Receiver.Request) throws -> String {
      let headers = request.headers
      let object: [String: Any] = ["headers": headers, "body": request.body]
      let name = sent.place.root.appending(path: "request").path
      try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: name))
      let output = sent.place.root.appending(path: "verdict")
      let python = try ChildProcess(
        "/usr/bin/env", ["python3", sent.place.root.appending(path: "verify.py").path],
        input: name, output: output, errors: sent.place.root.appending(path: "verdict.err"))
      #expect(python.end() == .exit(0), "\(python.errors)")
      return python.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    #expect(try verdict(request) == "ours")
    var forged = request
    forged.body = request.body.replacing("handoff", with: "handofF")
    #expect(try verdict(forged) != "ours")
    var renamed = request
    renamed.headers["webhook-id"] = "other"
    #expect(try verdict(renamed) != "ours")
    var late = request
    late.headers["webhook-timestamp"] = "1772440000"
    #expect(try verdict(late) != "ours")
  }
}
