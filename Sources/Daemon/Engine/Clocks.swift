import LeadCore
import Store

/// What moves the follow-up clocks of open handoffs beside time: hours, days off, exclusions.
extension Engine {
  private static let clocksNote = "clocks"
  private static let leadsAtOnce = 2_000

  /// Notes what the clocks of open handoffs say, if the rulebook or somebody's word has moved them
  /// since. Nothing is judged by that: reports may still come.
  func settleClocks() throws {
    guard !areClocksSettled else { return }
    let clocks = sha256Hex(of: [Array(rules.timekeeping.utf8)])
    if try store.note(Engine.clocksNote) != clocks {
      let leads = try store.openLeads().map(\.lead)
      for start in stride(from: 0, to: leads.count, by: Engine.leadsAtOnce) {
        var batch = Batch(now: clock())
        for id in leads[start..<min(leads.count, start + Engine.leadsAtOnce)] {
          let work = try open(id, &batch)
          let before = work.lead.state
          _ = take(.deadline(nil), of: work, from: .none, &batch)
          work.isChanged = work.lead.state != before
        }
        try drain(&batch)
        try commit(batch)
      }
      try store.setNote(Engine.clocksNote, clocks)
    }
    areClocksSettled = true
  }
}
