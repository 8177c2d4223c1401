import Foundation
import Glibc
import TestSupport
import Testing

/// Mail through a program that takes the place of sendmail.
struct MailTests {
  private let monday = "2026-03-02T09:00:00Z"

  /// Keeps each mail in a file of its own.
  private static let keeping = """
    #!/bin/sh
    cd "$(dirname "$0")"
    echo "$@" > arguments
    cat > "part.$$" && mv "part.$$" "mail.$(date +%s.%N).$$"

    """

  private func mailing(
    _ program: String = keeping, rules: [String: String] = SmallRules.sales
  ) throws -> Deliveries {
    let sent = try Deliveries(rules: rules, "")
    // The shell is named: a file that was just written may still be open in a child of another
    // test, and is then not started.
    let script = sent.place.root.appending(path: "bin/sendmail").path
    try sent.write(
      "leadrelay.yaml",
      "mail: { sendmail: /bin/sh \(script) -t -i, from: relay@example.com }\n")
    try FileManager.default.createDirectory(
      at: sent.place.root.appending(path: "bin"), withIntermediateDirectories: true)
    try sent.write("bin/sendmail", program, mode: 0o755)
    return sent
  }

  /// The mails so far, their bodies decoded.
  private func mails(_ sent: Deliveries) -> [(head: String, body: String)] {
    let folder = sent.place.root.appending(path: "bin").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix("mail") }.sorted().compactMap { name in
      let parts = (sent.text("bin/" + name) ?? "").components(separatedBy: "\n\n")
      guard parts.count == 2 else { return nil }
      let body = Data(base64Encoded: parts[1].replacing("\n", with: "")) ?? Data()
      return (parts[0], String(decoding: body, as: UTF8.self))
    }
  }

  @Test func repsGetOneMailForACommit() throws {
    let sent = try mailing()
    try sent.drop("ada", "bob", "cem", "dan")
    try sent.once(now: monday)
    let mails = mails(sent)
    #expect(mails.count == 2)
    let jims = try #require(mails.first { $0.head.contains("To: jim@example.com\n") })
    #expect(jims.head.contains("Subject: 2 new leads\n"))
    #expect(jims.head.contains("From: relay@example.com\n"))
    #expect(jims.head.contains("Auto-Submitted: auto-generated"))
    #expect(jims.body.contains("ada@acme.com") && jims.body.contains("cem@acme.com"))
    #expect(!jims.body.contains("bob@acme.com"))
    #expect(mails.contains { $0.head.contains("To: pam@example.com\n") })
    #expect(sent.text("bin/arguments") == "-t -i\n")
    try sent.once(now: "2026-03-02T10:00:00Z")
    #expect(self.mails(sent).count == 2, "none is sent twice")
  }

  @Test func whatIsTakenBackIsToldToo() throws {
    let sent = try mailing()
    try sent.drop("ada")
    try sent.once(now: monday)
    let calls = (10...12).map { "ada@acme.com,no_answer,phone,2026-03-02T\($0):00:00Z\n" }
    try sent.place.drop("attempts-a.csv", "email,outcome,channel,at\n" + calls.joined())
    try sent.once(now: "2026-03-02T13:00:00Z")
    let mails = mails(sent)
    #expect(mails.count == 2, "no mail of nurture")
    #expect(mails[1].head.contains("Subject: Lead taken back: Ada\n"))
    #expect(mails[1].head.contains("To: jim@example.com\n"))
  }

  @Test func aRepWithoutAnAddressAndAnAlertForNobodyAreNoMail() throws {
    let rules = SmallRules.sales.mapValues {
      $0.replacing(", email: jim@example.com", with: "")
        .replacing("pam@example.com", with: "pâm@example.com")
    }
    let sent = try mailing(rules: rules)
    try sent.drop("ada", "bob")
    let outcome = try sent.once(now: monday)
    // Both miss their deadlines: alerts that name nobody.
    try sent.once(now: "2026-03-09T09:00:00Z")
    #expect(mails(sent).isEmpty)
    #expect(try sent.status().endpoints.map(\.pending) == [0])
    #expect(
      outcome.errors.contains(
        "mail: pam is not told of event 2: 'pâm@example.com' is no address"),
      "\(outcome.errors)")
  }

  @Test func whoMissesADeadlineIsToldAndTheManagerToo() throws {
    let rules = SmallRules.sales.mapValues {
      $0.replacing(
        "    accept: 1d\n",
        with: "    accept: 1d\n    breach: [{ after: 0m, alert: [rep, manager] }]\n")
    }
    let sent = try mailing(rules: rules)
    try sent.drop("ada")
    try sent.once(now: monday)
    try sent.once(now: "2026-03-04T12:00:00Z")
    let alerts = mails(sent).filter { $0.head.contains("Subject: ") && $0.body.contains("breach") }
    #expect(!alerts.isEmpty)
    for alert in alerts {
      #expect(alert.head.contains("To: jim@example.com,\n kendra@example.com\n"), "\(alert.head)")
      #expect(alert.body.contains("  lead: 1\n") && !alert.body.contains("tell"))
    }
    #expect(try sent.status().endpoints.map(\.pending) == [0])
  }

  @Test func linesInANameStayInTheName() throws {
    let sent = try mailing()
    try sent.place.drop(
      "leads-a.csv",
      "email,title,name\nada@acme.com,CTO,\"Ada\r\nBcc: eve@example.com\r\n\r\n.\r\nQUIT\"\n")
    try sent.once(now: monday)
    let mail = try #require(mails(sent).first)
    let names = mail.head.split(separator: "\n").map { $0.prefix { $0 != ":" } }
    #expect(!names.contains("Bcc") && names.contains("Subject"))
    #expect(mail.body.split(separator: "\n").count == 2, "\(mail.body)")
  }

  @Test func aMailThatFailsIsSentAgainUnderItsID() throws {
    let failing = """
      #!/bin/sh
      cd "$(dirname "$0")"
      n=$(ls | grep -c '^tried')
      cat > "tried$n"
      echo "the queue is closed" >&2
      exit 75

      """
    let sent = try mailing(failing)
    try sent.drop("ada")
    let first = try sent.once(now: monday)
    #expect(
      first.errors.contains("mail: 1 still to be delivered:")
        && first.errors.contains("ended with 75: the queue is closed"))
    let second = try sent.once(now: "2026-03-02T10:00:00Z")
    #expect(second.errors.contains("ended with 75"))
    let texts = [sent.text("bin/tried0"), sent.text("bin/tried1")]
    #expect(texts[0] != nil && texts[0] == texts[1], "the same mail, the same Message-ID")
    #expect(texts[0]?.contains("\nMessage-ID: <") == true)
    #expect(try sent.status().endpoints.map(\.pending) == [1])
    try sent.write("bin/sendmail", MailTests.keeping, mode: 0o755)
    try sent.once(now: "2026-03-02T11:00:00Z")
    #expect(mails(sent).count == 1)
    #expect(try sent.status().endpoints.map(\.pending) == [0])
  }

  @Test func oneThatHangsHoldsNothingUpAndEndsWithTheService() throws {
    let sent = try mailing("#!/bin/sh\ncd \"$(dirname \"$0\")\"\necho $$ > pid\nexec sleep 600\n")
    let service = try Service(sent.place, sent.flags)
    try sent.drop("ada")
    func pid() -> pid_t? {
      sent.text("bin/pid").flatMap { pid_t($0.trimmingCharacters(in: .newlines)) }
    }
    #expect(eventually { pid() != nil })
    let first = try #require(pid())
    try sent.drop("bob", file: "leads-b.csv")
    #expect(service.comesTo { $0.count == 2 })
    #expect(eventually { (try? sent.status())?.endpoints.first?.pending == 2 })
    service.stop()
    #expect(kill(first, 0) != 0, "it is gone with the service")
    #expect(try sent.status().endpoints.map(\.pending) == [2])
  }

  @Test func aProgramThatIsNotThereIsTrouble() throws {
    let sent = try Deliveries("mail: { sendmail: /nowhere/sendmail, from: relay@example.com }\n")
    let checked = try sent.place.run(["check"] + sent.flags)
    #expect(checked.ending == .exit(0))
    #expect(checked.errors.contains("the program of `sendmail` cannot be run"))
    try sent.drop("ada")
    let outcome = try sent.once(now: monday)
    #expect(outcome.errors.contains("/nowhere/sendmail cannot be started: No such file"))
    let service = try Service(sent.place, sent.flags)
    #expect(service.reaches { $0.troubles.contains { $0.contains("/nowhere/sendmail") } })
    service.stop()
    #expect(try sent.status().endpoints.allSatisfy { $0.pending > 0 && $0.dead == 0 })
  }
}
