import Foundation
import Glibc
import Testing

/// The daemon as a service: one at a time, what it tells systemd, how it ends.
struct ServiceTests {
  @Test func aFileThatIsDroppedIsTakenInAndDelivered() throws {
    let service = try Service(Workplace(rules: SmallRules.sales))
    try service.place.drop("leads-a.csv", "email,title\nada@acme.com,CTO\n")
    #expect(service.comesTo { $0.first?.owner == "jim" })
    let place = service.place
    let isDelivered = eventually {
      place.names(below: "outbox/handoffs/jim").count == 1
    }
    #expect(isDelivered)
    // One that is written in place, as scp does it, is ready when it is closed.
    try Data("email,title\nbob@acme.com,CEO\n".utf8)
      .write(to: place.inbox.appending(path: "leads-b.csv"))
    #expect(service.comesTo { $0.count == 2 })
    // A folder that is new, and a file below it.
    try place.drop("crm/today/leads-c.csv", "email,title\ncem@acme.com,CEO\n")
    #expect(service.comesTo { $0.count == 3 })
    service.stop()
  }

  @Test func aSecondInstanceIsRefused() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    #expect(try service.place.run(["run"]).ending == .exit(75))
    let once = try service.place.run(["run", "--once"])
    #expect(once.ending == .exit(75))
    #expect(!once.errors.isEmpty)
    #expect(service.process.isRunning)
    service.stop()
    #expect(try service.place.run(["run", "--once"]).ending == .exit(0))
  }

  @Test func itSaysThatItStops() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    #expect(try service.place.run(["status"]).ending == .exit(0))
    service.stop()
    #expect(service.socket.hears("STOPPING=1"), "\(service.socket.messages)")
    #expect(try service.place.run(["status"]).ending == .exit(1), "nobody is running")
  }

  @Test func sigintEndsItInGoodOrderToo() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    service.process.send(SIGINT)
    #expect(service.process.end() == .exit(0))
  }

  @Test func theWatchdogHearsOfIt() throws {
    let service = try Service(
      Workplace(rules: SmallRules.none), environment: ["WATCHDOG_USEC": "400000"])
    let isAlive = service.socket.hears(within: 30) { messages in
      messages.count { $0.contains("WATCHDOG=1") } >= 5
    }
    #expect(isAlive, "\(service.socket.messages)")
    service.stop()
  }

  @Test func withoutAWatchdogItKeepsQuiet() throws {
    let service = try Service(Workplace(rules: SmallRules.none))
    try service.place.drop("leads-a.csv", "email\nada@acme.com\n")
    #expect(service.comesTo { $0.count == 1 })
    service.stop()
    #expect(!service.socket.hears(within: 0) { $0.contains { $0.contains("WATCHDOG") } })
  }

  /// Each commit takes its time.
  @Test(.enabled(if: Fault.isPossible)) func sigtermInTheMiddleOfAFileLosesNothing() throws {
    let place = try Workplace(rules: SmallRules.none)
    let rows = 40_000
    let texts = ManyLeads(seed: 5, files: 1, rowsPerFile: rows).texts()
    let service = try Service(
      place, place.configured("batch: 200\n"), environment: ["WATCHDOG_USEC": "2000000"],
      fault: Fault(injection: "fdatasync:delay_enter=30000"))
    try place.drop("leads-big.csv", texts[0])
    let isInTheMiddle = service.reaches { $0.taking.contains { $0.rows > 0 } }
    #expect(isInTheMiddle)
    service.stop()
    let part = try #require(try place.files().first)
    #expect(part.state == "taking" && part.rows > 0 && part.rows < rows, "\(part)")
    #expect(place.names(below: "inbox") == ["leads-big.csv"])

    try place.once()
    let whole = try #require(try place.files().first)
    #expect(whole.state == "done" && whole.taken == rows && whole.isWhole, "\(whole)")
    let leads = try place.run(["leads", "--json"]).output
    #expect(leads.utf8.count { $0 == 10 } == rows)
  }
}
