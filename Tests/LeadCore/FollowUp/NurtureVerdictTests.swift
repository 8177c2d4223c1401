import Testing

@testable import LeadCore

/// Sales puts a lead on a track and keeps it.
@Suite struct NurtureVerdictTests {
  static func life() -> Life {
    var rules = Rulebook.followUp { $0.attempts = 9 }
    rules.nurture("u", rest: .days(1))
    rules.nurture("v", rest: .days(1))
    rules.tracks[rules.tracks.firstIndex { $0.name == "u" }!].rounds = 1
    var life = Life.owned(rules)
    life.wait(.hours(8))
    return life
  }

  @Test(arguments: [["u", "v"], ["v", "u"]])
  func theLaterWordHolds(_ order: [String]) {
    var life = Self.life()
    let hours: [String: Int64] = ["u": 1, "v": 2]
    for track in order {
      life.say(.nurture, at: .at(Life.monday + .hours(hours[track]!)), track: track)
    }
    #expect(life.state.enrolment?.track == "v" && life.state.owner == "jim")
    #expect(life.state.rounds == ["u": 1, "v": 1])
  }

  @Test func roundsCount() {
    var life = Self.life()
    for track in ["u", "v"] { life.say(.nurture, track: track) }
    life.say(.nurture, track: "u")
    #expect(life.last.refusal?.contains("`rounds` allow: 1") == true)
  }

  @Test func whatIsOlderThanTheHandoffIsRefused() {
    var life = Self.life()
    life.say(.nurture, at: .at("2026-01-02T09:00:00Z"), track: "u")
    #expect(life.last.refusal?.contains("older than") == true)
    #expect(life.state.enrolment == nil)
  }

  @Test(arguments: [[1, 2], [2, 1]] as [[Int64]])
  func anOpportunityIsOneSinceTheFirstWord(_ order: [Int64]) {
    var life = Self.life()
    for hour in order { life.say(.sql, at: .at(Life.monday + .hours(hour))) }
    #expect(life.state.stage == .sql && life.state.since == Life.monday + .hours(1))
  }
}
