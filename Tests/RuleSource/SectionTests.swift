import LeadCore
import Testing

/// What the sections of the sample become.
@Suite struct SectionTests {
  private let loaded = Loaded(sampleRules)
  private func book() throws -> Rulebook { try #require(loaded.book, "\(loaded.output)") }

  @Test func sampleIsSound() { #expect(loaded.output == "") }

  @Test func calendar() throws {
    let calendar = try book().calendar
    #expect(calendar.zone.name == "Europe/Istanbul" && calendar.weekStarts == .sun)
    #expect(calendar.holidays.map(\.iso) == ["2026-01-01", "2026-10-29"])
  }

  @Test func sources() throws {
    let source = try #require(try book().sources.first)
    #expect(source.name == "hubspot" && source.files == "hubspot-*.csv" && source.record == .lead)
    #expect(
      source.identity == [
        .init(ours: "hub_spot", header: "Record ID"), .init(ours: "email", header: "Email"),
      ])
    #expect(source.fields == [.init(ours: "title", header: "Job Title")])
    #expect(source.set == [.init(ours: "activity", header: "page_viewed")])
    #expect(source.ignore == ["Associated Company IDs"] && source.empty == ["Select"])
    #expect(
      source.values == ["outcome": ["left voicemail": "voicemail", "meeting_set": "meeting"]])
    #expect(source.zone?.name == "Europe/Berlin" && source.dates == .dayFirst)
    #expect(source.encoding == "windows-1254")
  }

  @Test func toldColumns() throws {
    let sources = try book().sources
    #expect(sources[0].asOf == "Last Modified Date" && sources[0].owner == "Contact owner")
    #expect(
      sources[0].verdict
        == .init(
          from: "Lead Status",
          values: [FoldedText("unqualified"): .rejected, FoldedText("open deal"): .sql]))
    #expect(
      sources[0].activities == [
        .init(
          activity: "form_submitted", at: "Recent Conversion Date",
          properties: [.init(ours: "form_name", header: "Recent Conversion")])
      ])
    #expect(sources.map(\.isComplete) == [false, true])
  }

  @Test(arguments: [
    ("as_of: [a]", "wrong-shape"), ("owner: \"\"", "empty-value"),
    ("verdict: { from: A, values: { x: maybe } }", "wrong-value"),
    ("verdict: { values: { x: won } }", "missing-key"),
    ("verdict: { from: A, values: { X: won, x: lost } }", "duplicate-key"),
    ("activities: [{ activity: a }]", "missing-key"),
    ("activities: [{ activity: a, at: B, Form: C, form: D }]", "duplicate-key"),
    ("activities: [{ activity: a, at: B, topic: [] }]", "wrong-shape"),
    ("complete: weekly", "wrong-value"),
  ])
  func toldColumnsAreChecked(_ yaml: String, _ id: String) {
    let loaded = Loaded("sources: [{ name: n, files: f, \(yaml) }]")
    #expect(loaded.ids == [id], "\(loaded.output)")
  }

  @Test func originAndIgnore() throws {
    let book = try book()
    #expect(book.origins.map(\.origin) == ["sales", "marketing"])
    #expect(book.origins[1].when.isAlways)
    #expect(book.ignored.map(\.name) == ["Our own people"])
    #expect(book.type(ofField: "budget") == .number && book.type(ofField: "signed_up") == .date)
  }

  @Test func fit() throws {
    let fit = try book().fit
    #expect(fit.limits == 0...100 && fit.groups[0].atMost == 30 && fit.groups[0].atLeast == -20)
    #expect(fit.rules.map(\.group) == [0, nil, nil])
    guard case .firstOf(let choices) = fit.rules[0].form,
      case .per(let field, let points, let upTo) = fit.rules[2].form
    else { throw Unexpected() }
    #expect(choices.map(\.points) == [30, 20, -20])
    #expect(field == "locations" && points == 2.5 && upTo == 20)
  }

  @Test func interest() throws {
    let book = try book()
    #expect(book.interest.limits == -10...90)
    let points = book.interest.rules.compactMap { rule in
      if case .did(let points) = rule.form { points } else { nil }
    }
    #expect(points.map(\.halfLife) == [.days(14), .days(30), nil])
    #expect(points.map(\.count) == [.latest(1), .per(3, .days(7)), nil])
    #expect(points.map(\.expires) == [nil, .days(90), nil])
    let match = book.program.matches[points[0].match].match
    #expect(match.activities.map(\.description) == ["form_submitted", "demo requested"])
    #expect(match.properties == .field("form", .equals(words("demo", "contact_sales"))))
  }

  @Test func qualification() throws {
    let qualification = try book().qualification
    #expect(qualification.grades.fit == [75, 40, 25])
    #expect(qualification.grades.interest == [75, 50, 25])
    #expect(qualification.requires == ["email", "signed_up"])
    #expect(
      qualification.requiresKnown?.condition
        == .all([.field("email", .known), .field("signed_up", .known)]))
    #expect(qualification.sqlRequires == ["amount"])
    #expect(
      qualification.alternatives[0].when.condition
        == .all([.standing(.fit, atLeast(50)), .standing(.interest, atLeast(40))]))
    let demo = ActivityMatch(
      activities: words("form_submitted"), properties: .field("form", .equals(words("demo"))))
    #expect(
      qualification.alternatives[1].when.condition
        == .all([
          .did(DidTest(match: demo, within: .days(7), atLeast: 2)),
          .standing(.grade, .equals(words("a1", "b2"))),
        ]))
    #expect(
      qualification.disqualifying[0].when.condition == .field("email_domain", .inList("rivals")))
    #expect(qualification.waiting.order == [.grade, .oldest])
    #expect(qualification.waiting.expires == .days(30))
    #expect(qualification.waiting.then == .nurture("stale"))
  }

  @Test func teams() throws {
    let team = try book().teams[0]
    #expect(team.id == "inside_sales" && team.manager == "kendra@example.com")
    #expect(team.reps.map(\.id) == ["jim", "pam", "dwight"])
    #expect(team.reps[0].bandwidth == Bandwidth(open: 60, perDay: 8))
    #expect(team.reps[2].bandwidth == Bandwidth(open: 40, perDay: 8, perWeek: 3))
    #expect(
      team.reps.map(\.weight) == [2, 1, 1] && team.reps[0].knownAs == ["Jim Halpert", "0058"])
    #expect(team.reps.map(\.isPaused) == [false, false, true])
    let zones = ["Europe/Istanbul", "Europe/Istanbul", "Europe/Berlin"]
    #expect(team.reps.map(\.zone.name) == zones)
    #expect(
      team.reps[1].away.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" }
        == ["2026-12-24/2027-01-02", "2027-03-01/2027-03-01"])
    #expect(team.reps[1].takes?.condition == .field("country", .equals(words("de"))))
  }

  @Test func routing() throws {
    let routes = try book().routes
    #expect(routes.map(\.team) == ["enterprise", "enterprise", "inside_sales"])
    #expect(routes.map(\.choice) == [.leastLoaded, .roundRobin, .weighted])
    #expect(routes.map(\.ifFull) == [.next, .team("inside_sales"), .wait])
  }

  @Test func followUp() throws {
    let book = try book()
    let hot = book.plans[0].terms
    #expect(hot.accept == .time(.hours(4)) && hot.firstAttempt == .time(.seconds(90)))
    #expect(hot.attempts == 6)
    #expect(hot.apart == .atLeast(3_600_000) && hot.reportingLag == 900_000)
    #expect(hot.unreached == "nurture/unreached")
    #expect(book.plans[1].terms.apart == .day && book.plans[1].terms.unreached == "disqualified")
    #expect(book.rejections.destination(for: "bad timing") == .nurture("bad_timing"))
    #expect(book.rejections.destination(for: nil) == .nurture("lost"))
  }

  @Test func nurture() throws {
    let tracks = try book().tracks
    #expect(tracks.map(\.rest) == [.days(30), .days(90), .zero, .days(182)])
    #expect(tracks.map(\.rounds) == [3, 2, nil, nil])
    #expect(tracks.map(\.then) == [.disqualified, .stay, .stay, .stay])
    #expect(tracks.map(\.startsFromZero) == [true, false, false, false])
    #expect(tracks[0].wakes != nil && tracks[1].wakes == nil)
  }
}

struct Unexpected: Error {}

func words(_ texts: String...) -> [FoldedText] { texts.map { FoldedText($0) } }

func atLeast(_ number: Double) -> FieldTest {
  .number(NumberRange(lower: .init(number, isInclusive: true)))
}
