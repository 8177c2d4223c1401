import Diagnostics
import LeadCore
import Testing

@testable import RuleSource

/// What reps work and take: hours, holidays, bandwidth, leave.
@Suite struct TeamTests {
  static let text = """
    calendar: { time_zone: Europe/Istanbul, week_starts: sun, holidays: [2026-10-29] }
    teams:
      sales:
        hours: { mon-fri: "09:00-18:00", sat: ["10:00-12:00", "13:00-15:00"] }
        week_starts: mon
        on_leave: { open_leads: reassign }
        bandwidth: { open: 40, hours_per_day: 6, share: 60% }
        reps:
          - { id: jim }
          - id: pam
            hours: { fri-mon: "20:00-24:00" }
            holidays: [2026-12-25, 2026-05-01]
            week_starts: sat
          - { id: bo, time_zone: Europe/Berlin, bandwidth: { share: 50%, open: 3 } }
      others: { reps: [{ id: oscar }] }
    routing:
      - { name: Big, to: others, when: { country: TR }, keep_owner: lead }
      - { name: Rest, to: sales, keep_owner: account }
    follow_up:
      - name: Calls
        when: { country: TR }
        attempts: 6
        channels: [phone, email, phone, email, video, phone]
        minutes: { phone: 10, email: 0, Video: 20.5 }
        unreached: disqualified
      - name: Turns
        when: { city: Bursa }
        attempts: 5
        channels: [phone, sms]
        minutes: { phone: 1 }
        unreached: disqualified
      - name: Mails
        attempts: 5
        channels: [email]
        minutes: { email: 0 }
        unreached: disqualified
    """

  private static func book() throws -> Rulebook {
    let loaded = Loaded(text)
    return try #require(loaded.book, "\(loaded.output)")
  }

  @Test func theSampleIsActedUpon() { #expect(Loaded(Self.text).output == "") }

  @Test func repsHaveWhatTheirTeamAndTheCalendarSay() throws {
    let book = try Self.book()
    let (sales, others) = (book.teams[0], book.teams[1])
    #expect(sales.onLeave == .reassign && others.onLeave == .keep)
    #expect(sales.reps.map(\.weekStarts) == [.mon, .sat, .mon])
    #expect(others.reps[0].weekStarts == .sun)
    #expect(sales.reps.map { $0.holidays.map(\.iso) }[0] == ["2026-10-29"])
    #expect(sales.reps[1].holidays.map(\.iso) == ["2026-05-01", "2026-12-25"])
    #expect(sales.reps.map(\.zone.name) == ["Europe/Istanbul", "Europe/Istanbul", "Europe/Berlin"])
    #expect(others.reps[0].hours == nil)
    #expect(
      sales.reps[0].hours?.days
        == Array(repeating: [540..<1080], count: 5) + [[600..<720, 780..<900], []])
    let late = [1200..<1440]
    #expect(sales.reps[1].hours?.days == [late, [], [], [], late, late, late])
  }

  @Test func bandwidthIsReplacedKeyByKey() throws {
    let reps = try Self.book().teams[0].reps
    #expect(reps[0].bandwidth == Bandwidth(open: 40, hoursPerDay: 6, share: 0.6))
    #expect(reps[2].bandwidth == Bandwidth(open: 3, hoursPerDay: 6, share: 0.5))
    let minutes: [Int64] = reps.map { $0.bandwidth.workPerDay! / 60_000 }
    #expect(minutes == [216, 216, 180])
  }

  @Test func routesKeepOwners() throws {
    #expect(try Self.book().routes.map(\.keepOwner) == [.lead, .account])
  }

  @Test func plansTakeTheMinutesOfTheirChannels() throws {
    let minutes: [Double?] = try Self.book().plans.map { $0.terms.work.map { Double($0) / 60_000 } }
    #expect(minutes == [50.5, 3, nil])
  }

  @Test(arguments: [
    ("mon-fry: \"09:00-17:00\"", "'mon-fry' must be a day or a range of days such as mon-fri"),
    ("mon: 9-17", "`mon` must be hours such as 09:00-18:00, not '9-17'"),
    ("mon: \"09:00-25:00\"", "`mon` must be hours such as 09:00-18:00, not '09:00-25:00'"),
    ("mon: \"24:00-24:00\"", "`mon` must be hours such as 09:00-18:00, not '24:00-24:00'"),
    ("mon: \"22:00-06:00\"", "these hours end before they begin"),
    ("mon: []", "nobody ever works in these hours"),
    ("mon: { from: 9 }", "`mon` must be hours such as 09:00-18:00, not a mapping"),
  ])
  func hoursThatAreNone(_ hours: String, _ message: String) {
    let loaded = Loaded("teams: { a: { hours: { \(hours) }, reps: [{ id: jim }] } }")
    #expect(loaded.book == nil)
    #expect(loaded.diagnostics.sorted.map(\.message) == [message])
  }
}
