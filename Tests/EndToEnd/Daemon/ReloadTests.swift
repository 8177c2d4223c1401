import Foundation
import Glibc
import Testing

/// The rulebook changes under a running daemon.
struct ReloadTests {
  private func fit(_ points: Int) -> String {
    """
    fit:
      rules:
        - { name: Boss, when: { title: { has_word: [ceo, cto] } }, points: \(points) }

    """
  }

  private func drop(_ name: String, _ service: Service) throws -> Int? {
    try service.place.drop("leads-\(name).csv", "email,title\n\(name)@acme.com,CTO\n")
    var fit: Int?
    let isThere = service.comesTo { leads in
      fit = leads.first { $0.email == "\(name)@acme.com" }?.fit
      return fit != nil
    }
    #expect(isThere)
    return fit
  }

  /// Lists read the rulebook of the directory, which is broken now: they are given another.
  private func theOldOneGoesOn(_ service: Service) throws {
    let place = service.place
    let old = try Workplace(rules: ["fit.yaml": fit(60)])
    try place.drop("leads-ada.csv", "email,title\nada@acme.com,CTO\n")
    var fit: Int?
    eventually(every: 20) {
      let leads = try? place.run(["leads", "--json"], rules: old.rules)
      fit = leads.flatMap { try? decodeLines($0.output, as: LeadLine.self).first?.fit }
      return fit != nil
    }
    #expect(fit == 60)
  }

  @Test func aChangedFileIsReadAgain() throws {
    let service = try Service(Workplace(rules: ["fit.yaml": fit(60)]))
    let version = try service.status().rulebook
    #expect(try drop("ada", service) == 60)
    let heard = service.socket.messages.count
    try service.place.writeRules("fit.yaml", fit(45))
    #expect(service.reaches { $0.rulebook != version && $0.rulebook_refused == nil })
    #expect(service.socket.hears("RELOADING=1", after: heard))
    #expect(service.socket.hears("READY=1", after: heard))
    #expect(try drop("bob", service) == 45)
    service.stop()
  }

  @Test func aNewFileOfRulesIsReadToo() throws {
    let service = try Service(Workplace(rules: ["fit.yaml": fit(60)]))
    let version = try service.status().rulebook
    try service.place.writeRules("interest.yaml", "interest: { half_life: 5d, rules: [] }\n")
    #expect(service.reaches { $0.rulebook != version })
    service.stop()
  }

  @Test func sighupReadsItAgain() throws {
    let service = try Service(Workplace(rules: ["fit.yaml": fit(60)]))
    let heard = service.socket.messages.count
    service.process.send(SIGHUP)
    #expect(service.socket.hears("RELOADING=1", after: heard))
    #expect(service.socket.hears("READY=1", after: heard))
    let lines = service.socket.messages.dropFirst(heard).joined(separator: "\n")
      .split(separator: "\n").map(String.init)
    let reloading = try #require(lines.firstIndex(of: "RELOADING=1"))
    let ready = try #require(lines.firstIndex(of: "READY=1"))
    #expect(reloading < ready)
    let clock = lines.first { $0.hasPrefix("MONOTONIC_USEC=") }?.dropFirst(15)
    let said = try #require(clock.flatMap { Int64($0) })
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
    #expect((microseconds - 60_000_000...microseconds).contains(said))
    #expect(service.process.isRunning)
    service.stop()
  }

  @Test func aBrokenRulebookIsRefusedAndTheOldOneGoesOn() throws {
    let service = try Service(Workplace(rules: ["fit.yaml": fit(60)]))
    let version = try service.status().rulebook
    try service.place.writeRules("fit.yaml", fit(45).replacing("points", with: "poinst"))
    #expect(service.reaches { $0.rulebook_refused != nil })
    let refused = try service.status()
    #expect(refused.rulebook == version)
    #expect(refused.rulebook_refused?.contains("fit.yaml:3") == true, "\(refused)")
    #expect(try service.place.run(["status"]).ending == .exit(1))
    let isSaid = eventually { service.process.errors.contains("poinst") }
    #expect(isSaid, "the log says it: \(service.process.errors)")
    try theOldOneGoesOn(service)

    try service.place.writeRules("fit.yaml", fit(45))
    #expect(service.reaches { $0.rulebook_refused == nil && $0.rulebook != version })
    #expect(try service.place.run(["status"]).ending == .exit(0))
    #expect(try drop("bob", service) == 45)
    service.stop()
  }
}
