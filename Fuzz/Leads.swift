import LeadCore

/// A few leads and what they did, for conditions to be asked of.
struct Leads {
  static let now = Instant(milliseconds: 1_780_000_000_000)

  private static let leads: [[String: String]] = [
    [:],
    [
      "email": "ada@acme.com", "title": "Chief Technology Officer", "country": "TR",
      "employees": "300", "created_at": "2026-05-01", "company": "Acme", "source": "referral",
    ],
    [
      "email": "x@gmail.com", "title": "دانشجو", "country": "İR", "employees": "1,200",
      "created_at": "soon", "company": "Müller  GmbH", "city": "①", "source": "\u{200C}",
    ],
    ["email": "@", "title": "VP\u{0}Sales", "country": "n/a", "employees": "-7", "form": "demo"],
  ]

  private static let activities: [[String: String]] = [
    ["activity": "form_submitted", "form": "demo"],
    ["activity": "page_viewed", "url": "/pricing/", "seconds": "40"],
  ]

  /// What scoring finds in each lead.
  static func looks(_ rules: Rulebook) -> [Look] {
    let arena = ByteArena()
    let slots = rules.program.lead.fields
    let cells = leads.flatMap { lead in slots.map { arena.append(lead[$0] ?? "") } }
    let rows = Rows(
      arena: arena, cells: cells, stride: slots.count, columnOfSlot: Array(slots.indices))
    let looks = Scorer(rules).look(at: rows, now: now)
    return (0..<rows.count).map { looks[$0] }
  }

  /// A lead with two activities, of yesterday and of last month.
  static func state(_ rules: Rulebook) -> LeadState {
    let reader = ActivityReader(rules)
    var state = LeadState(id: 1, since: now, createdAt: now)
    for (properties, days) in zip(activities, [30, 1] as [Int64]) {
      let arena = ByteArena()
      let cells = reader.properties.map { arena.append(properties[$0] ?? "") }
      state.activities.append(
        reader.mark(at: now - .days(days)) { arena.bytes(cells[$0]) })
    }
    return state
  }
}
