import Diagnostics
import LeadCore
import Testing

/// Every test of a condition, from the words of the rulebook to what it says of a lead.
@Suite struct MeaningTests {
  /// 2026-06-01T12:00:00Z.
  private static let now = Instant(milliseconds: 1_780_315_200_000)

  /// Whether a condition holds for a lead of which this is known and who did this.
  private func holds(
    _ condition: String, _ fields: [String: String], did: [(days: Int64, form: String)] = []
  ) throws -> Bool {
    let loaded = Loaded(
      """
      calendar: { time_zone: Europe/Istanbul }
      lists: { rivals: [Rival GmbH, xn--rivle-zqa.example] }
      fields: { seats: number, renewal: { type: date }, code: text }
      derived:
        seniority: { c_level: [baş mimar] }
        department: { key-accounts: [großkunden*] }
        email_kind: { free: [posta.example], business: [gmx.de] }
      qualification: { disqualify: [{ name: It, when: \(condition) }] }
      """)
    let book = try #require(loaded.book, "\(loaded.output)")
    let when = book.qualification.disqualifying[0].when
    let arena = ByteArena()
    let names = book.program.lead.fields
    let rows = Rows(
      arena: arena, cells: names.map { arena.append(fields[$0] ?? "") } + [.missing],
      stride: names.count + 1, columnOfSlot: Array(names.indices))
    var state = LeadState(id: 1, since: Self.now, createdAt: Self.now)
    let reader = ActivityReader(book)
    for activity in did {
      let at = Self.now - .days(activity.days)
      let cells = reader.properties.map {
        arena.append($0 == "activity" ? "form_submitted" : $0 == "form" ? activity.form : "")
      }
      state.activities.append(reader.mark(at: at) { arena.bytes(cells[$0]) })
    }
    let look = Scorer(book).look(at: rows, now: Self.now)[0]
    return LeadCore.holds(when, state, look, book, now: Self.now)
  }

  @Test(
    arguments: [
      ("{ country: TR }", ["country": "tr"], true),
      ("{ country: [DE, TR] }", ["country": "tr"], true),
      ("{ country: NO }", ["country": "no"], true), ("{ code: 012 }", ["code": "12"], false),
      ("{ country: { is_not: TR } }", [:], true),
      ("{ country: { not_in: [TR] } }", ["country": "TR"], false),
      ("{ company: { in: rivals } }", ["company": "RIVAL GMBH"], true),
      ("{ company: { not_in: rivals } }", [:], true),
      ("{ email_domain: { in: rivals } }", ["email": "x@mail.rivále.example"], true),
      ("{ email_domain: xn--rivle-zqa.example }", ["email": "x@rivále.example"], true),
      ("{ title: { contains: [zzz, DİREKTÖR] } }", ["title": "Satış direktörü"], true),
      ("{ title: { has_word: direktör } }", ["title": "Satış direktörü"], false),
      ("{ title: { starts_with: [satış] } }", ["title": "SATIŞ DİREKTÖRÜ"], true),
      ("{ title: { ends_with: müdürü } }", ["title": "SATIŞ DİREKTÖRÜ"], false),
      ("{ title: { matches: '^SATI(Ş|S)\\b' } }", ["title": "Satış Müdürü"], true),
      ("{ title: { matches: [zzz, 'm[uü]d'] } }", ["title": "Satış Müdürü"], true),
      ("{ title: { matches: ^satış } }", [:], false),
      ("{ seats: { at_least: 5 } }", ["seats": "5"], true),
      ("{ seats: { above: 5 } }", ["seats": "5"], false),
      ("{ seats: { at_most: 5 } }", ["seats": "5"], true),
      ("{ seats: { below: 5 } }", ["seats": "5"], false),
      ("{ seats: { between: [5, 6] } }", ["seats": "6"], true),
      ("{ seats: { below: 5 } }", [:], false),
      ("{ seats: 1200 }", ["seats": "1,200"], true),
      ("{ seats: [5, 1200] }", ["seats": "1200.0"], true),
      ("{ phone: { known: true } }", ["phone": "1"], true),
      ("{ phone: { known: false } }", ["phone": ""], true),
      ("{ renewal: { within: 30d } }", ["renewal": "2026-05-15"], true),
      ("{ renewal: { within: 30d } }", ["renewal": "2026-06-02"], false),
      ("{ renewal: { older_than: 30d } }", ["renewal": "2026-04-01"], true),
      ("{ renewal: { older_than: 30d } }", [:], false),
      ("{ renewal: { before: 2026-05-15 } }", ["renewal": "2026-05-14"], true),
      ("{ renewal: { before: 2026-05-15 } }", ["renewal": "2026-05-15"], false),
      ("{ renewal: { after: 2026-05-15 } }", ["renewal": "2026-05-15"], false),
      ("{ renewal: { after: 2026-05-15 } }", ["renewal": "2026-05-16"], true),
      ("{ seniority: c_level }", ["title": "Baş Mimar"], true),
      ("{ department: key-accounts }", ["title": "Großkundenbetreuer"], true),
      ("{ department: sales }", ["title": "Satış Müdürü"], true),
      ("{ email_kind: free }", ["email": "x@mx.posta.example"], true),
      ("{ email_kind: business }", ["email": "x@gmx.de"], true),
      ("{ email_domain: acme.co.uk }", ["email": "jane@mail.eu.acme.co.uk"], true),
      ("{ not: { any: [{ seats: 5 }, { all: [{ code: x }] }] } }", ["seats": "6"], true),
    ] as [(String, [String: String], Bool)])
  func fields(_ condition: String, _ fields: [String: String], _ isTrue: Bool) throws {
    #expect(try holds(condition, fields) == isTrue)
  }

  @Test(arguments: [
    ("{ did: form_submitted }", true), ("{ did: [page_viewed, Form_Submitted] }", true),
    ("{ did: page_viewed }", false), ("{ did: { activity: form_submitted, within: 5d } }", true),
    ("{ did: { activity: form_submitted, within: 2d } }", false),
    ("{ did: { activity: form_submitted, at_least: 3 } }", true),
    ("{ did: { activity: form_submitted, at_least: 4 } }", false),
    ("{ did: { activity: form_submitted, within: 10d, at_least: 2 } }", true),
    ("{ did: { activity: form_submitted, within: 9d, at_least: 2 } }", false),
    ("{ did: { activity: form_submitted, where: { form: demo } } }", true),
    ("{ did: { activity: form_submitted, where: { form: { matches: '^e.?book$' } } } }", true),
    ("{ did: { activity: form_submitted, where: { form: demo }, within: 5d } }", false),
    ("{ did: { activity: form_submitted, where: { form: demo }, at_least: 2 } }", true),
    ("{ not: { did: { activity: form_submitted, where: { form: [webinar] } } } }", true),
  ])
  func activities(_ condition: String, _ isTrue: Bool) throws {
    let did: [(days: Int64, form: String)] = [(40, "Demo"), (10, "demo"), (3, "E-Book")]
    #expect(try holds(condition, [:], did: did) == isTrue)
  }
}
