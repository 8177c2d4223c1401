import TestSupport

@testable import LeadCore

/// Random rules and leads whose meaning `Interpreter` knows.
struct Vocabulary {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Texts that say a number; all others say none.
  static let numbers: [String: Double] = [
    "0": 0, "12": 12, "-7": -7, "1,200": 1200, "3.75": 3.75, " 50 ": 50, "۴۵": 45, "60%": 60,
    "$1,000": 1000, "250 000": 250_000, "①": 1,
  ]
  static let texts = [
    "TR", "tr", " Tr ", "DE", "İstanbul", "ISTANBUL", "ıstanbul", "Müller GmbH", "MÜLLER  gmbh",
    "Vice President", "Sales Intern", "international", "STRASSE 5", "straße 5", "علي", "علی",
    "می\u{200C}خواهم", "میخواهم", "دانشجو", "نักศึกษา", "我是学生", "ＡＢＣ", "①", "ΟΔΟΣ", "é",
    "e\u{0301}", "n/a", "12 people", "1e3", "\u{200C}",
  ]
  static let dates = [
    "2026-06-01", "2026-05-31T23:59:59Z", "2026-01-01", "2020-02-29", "2030-01-01",
    "2026-05-02T12:00:00Z",
    "2026-05-02T11:59:59Z", "soon", "2026-02-30",
  ]
  static let lists = ["people": ["tr", "ISTANBUL", "علی", "straße 5"], "none": []]
  static let patterns = [
    "^tr$", "i.tanbul", "İSTANBUL|علي", "(sales|vice) .*t$", "[0-9]{2,}", "ศึกษา|学生", "m.ller",
    "stra(ss|ß)e", "^.?$", "lorem.*(tr|5)$",
  ].compactMap { try? Pattern($0) }
  static let now: Instant = "2026-06-01T12:00:00Z"
  static let fields = [
    "country", "title", "employees", "email", "created_at", "notes", "bytes", "mixed",
  ]
  private static let asked = fields + ["email_domain", "email_kind", "never"]

  mutating func value(of field: String) -> [UInt8] {
    if random.chance(15) { return [] }
    switch field {
    case "employees":
      return random.chance(20)
        ? Array(random.pick(Vocabulary.numbers.keys.sorted()).utf8)
        : Array("\(random.below(9000))".utf8)
    case "email":
      let domain = random.pick(["gmail.com", "Acme.COM", "mailinator.com", "müller.de", "", "x"])
      let at = random.chance(95) ? "@" : ""
      return Array("u\(random.below(1_000_000))\(at)\(domain)".utf8)
    case "created_at": return Array(random.pick(Vocabulary.dates).utf8)
    case "notes":
      let text = random.pick(Vocabulary.texts)
      return Array((String(repeating: "Lorem ipsum ", count: random.below(40)) + text).utf8)
    case "bytes":
      return (0...random.below(12)).map { _ in
        random.pick([0x41, 0x62, 0x20, 0xC3, 0xA9, 0xFF, 0x80, 0xE0, 0x7A])
      }
    case "mixed": return value(of: random.pick(["country", "employees", "created_at", "bytes"]))
    default: return Array(random.pick(Vocabulary.texts).utf8)
    }
  }

  mutating func lead() -> TestLead {
    TestLead(bytes: Dictionary(uniqueKeysWithValues: Vocabulary.fields.map { ($0, value(of: $0)) }))
  }

  private mutating func wanted() -> [FoldedText] {
    (0...random.below(3)).map { _ in
      let texts = Vocabulary.texts + ["gmail.com", "acme.com", "free", "business", "a", "intern"]
      return FoldedText(random.pick(texts.filter { !FoldedText($0).bytes.isEmpty }))
    }
  }

  private mutating func test() -> FieldTest {
    let n = Double(random.pick([0, 12, 50, 1000, 4500]))
    switch random.below(11) {
    case 0: return .known
    case 1: return .equals(wanted())
    case 2: return .inList(random.pick(["people", "none", "nowhere"]))
    case 3: return .contains(wanted())
    case 4:
      return .hasWord(
        random.pick([["intern", "vice"], ["دانشجو"], ["学生"], ["ศึกษา"], ["5", "12"]]).folded)
    case 5: return .startsWith(wanted())
    case 6: return .endsWith(wanted())
    case 10: return .matches([random.pick(Vocabulary.patterns)])
    case 7:
      return .number(
        random.pick([.atLeast(n), .atMost(n), .above(n), .below(n), .between(n, n * 2)]))
    default:
      return .date(
        random.pick([
          .within(.days(30)), .olderThan(.days(30)), .before("2026-01-01"), .after("2026-01-01"),
        ]))
    }
  }

  mutating func condition(depth: Int = 3) -> Condition {
    switch depth == 0 ? 9 : random.below(9) {
    case 0, 1: return .all((0..<random.below(4)).map { _ in condition(depth: depth - 1) })
    case 2, 3: return .any((0..<random.below(4)).map { _ in condition(depth: depth - 1) })
    case 4: return .not(condition(depth: depth - 1))
    default: return .field(random.pick(Vocabulary.asked), test())
    }
  }

  mutating func sheet(_ book: inout Rulebook) -> ScoreSheet {
    var sheet = ScoreSheet()
    sheet.groups = [PointsGroup(name: "a", atMost: 30), PointsGroup(name: "b", atLeast: -20)]
    sheet.limits = random.chance(50) ? nil : 0...100
    for index in 0..<(4 + random.below(20)) {
      let group = random.chance(50) ? random.below(2) : nil
      let form: PointsRule.Form
      if random.chance(20) {
        let field = random.pick(["employees", "mixed", "country", "created_at"])
        book.program.read(field: field)
        form = .per(
          field: field, points: random.pick([2, 0.5, -1, 0.25]),
          upTo: random.chance(70) ? Double(random.below(40)) : nil)
      } else {
        form = .firstOf(
          (0...random.below(3)).map { _ in
            let depth = random.below(4)
            return .init(
              when: book.program.compile(condition(depth: depth), forPoints: true),
              points: random.below(60) - 20)
          })
      }
      sheet.rules.append(PointsRule(name: "rule \(index)", group: group, form: form))
    }
    return sheet
  }

  mutating func rulebook() -> Rulebook {
    Rulebook.with(lists: Vocabulary.lists) { book in
      book.fit = sheet(&book)
      book.interest = sheet(&book)
      for _ in 0..<4 { book.mql(condition()) }
    }
  }
}
