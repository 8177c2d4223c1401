public import LeadCore
public import Reports
public import Store

/// What sales has to do, and has missed, for people.
extension BookReader {
  /// What is due next of a lead; nil where no rep has it, or nothing is asked for.
  public func nextStep(of lead: StoredLead) -> NextStep? {
    guard let handoff = lead.state.openHandoff else { return nil }
    return handoff.nextStep(rules.clock(of: handoff)) { channel in
      lead.record.wish(against: optouts(of: channel), names) != nil
    }
  }

  /// The deadlines that were missed of a stored handoff, in order of time.
  public func breaches(of stored: Handoff, lead: Int64) -> [MissedDeadline] {
    guard !stored.breaches.isEmpty else { return [] }
    let handoff = zoned(stored)
    let deadlines = handoff.deadlines(rules.clock(of: handoff))
    return handoff.breaches.sorted { $0.dueAt < $1.dueAt }.map { breach in
      let deadline = deadlines.first { $0.kind == breach.kind && $0.by == breach.dueAt }
      return MissedDeadline(handoff: handoff, lead: lead, breach: breach, metAt: deadline?.metAt)
    }
  }
}

/// The wishes that forbid a channel.
private func optouts(of channel: String) -> [String] {
  switch FoldedText(channel).description {
  case "email", "e-mail", "mail": ["no_contact", "no_email"]
  case "phone", "call", "mobile", "sms", "whatsapp": ["no_contact", "no_call"]
  default: ["no_contact"]
  }
}
