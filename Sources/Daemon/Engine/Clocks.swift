import LeadCore
import Store

/// What moves the follow-up clocks of open handoffs beside time: hours, days off, exclusions.
extension Engine {
  private static let clocksNote = "clocks"

  /// Notes what the clocks of open handoffs say, if the rulebook or somebody's word has moved them
  /// since. Nothing is judged by that: reports may still come.
  func settleClocks() throws {
    guard !areClocksSettled else { return }
    let clocks = sha256Hex(of: [Array(rules.timekeeping.utf8)])
    if try store.note(Engine.clocksNote) != clocks {
      try work(on: try store.openLeads().map(\.lead)) { work, batch in
        let before = work.lead.state
        _ = take(.deadline(nil), of: work, from: .none, &batch)
        work.isChanged = work.lead.state != before
      }
      try store.setNote(Engine.clocksNote, clocks)
    }
    areClocksSettled = true
  }
}
