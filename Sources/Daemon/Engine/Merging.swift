import Intake
import LeadCore
import Store

/// Leads that turn out to be one person.
extension Engine {
  /// A row names two leads: they are one, unless each has another id of one kind, or somebody has
  /// said that they are not. Returns the one that goes on.
  func tie(
    _ work: Work, to other: Work, by row: Int, _ taking: inout Taking, _ batch: inout Batch
  ) throws -> Work {
    let told = taking.identities.all(of: row)
    if let kind = conflict(told + work.lead.identities, other.lead.identities) {
      taking.warn(
        row,
        "names the leads \(work.id) and \(other.id), which have different ids of the kind "
          + "\(kind): not merged")
      return work
    }
    if try store.areApart(work.id, other.id) { return work }
    let (older, younger) = work.id < other.id ? (work, other) : (other, work)
    try merge(younger, into: older, from: taking.origin(Int(taking.mapped.lines[row])), &batch)
    taking.identities.merge(younger.id, into: older.id)
    taking.addedIdentity = true
    return older
  }

  /// A kind of which both have ids, and none in common. People have many e-mail addresses, but one
  /// id in a system.
  private func conflict(_ left: [Identity], _ right: [Identity]) -> String? {
    let kinds = Set(left.map(\.kind)).intersection(right.map(\.kind)).subtracting(["email"])
    return kinds.sorted().first { kind in
      Set(left.filter { $0.kind == kind }).isDisjoint(with: right.filter { $0.kind == kind })
    }
  }

  private func merge(
    _ younger: Work, into older: Work, from origin: Origin, _ batch: inout Batch
  ) throws {
    let (state, before) = (younger.lead.state, older.lead.record)
    let givesHandoff = state.givesHandoff(to: older.lead.state)
    let refused = take(.absorbed(givesHandoff: givesHandoff), of: younger, from: origin, &batch)
    older.lead.record = merged(before, younger.lead.record)
    older.lead.identities += younger.lead.identities
    older.factKeys.formUnion(younger.factKeys)
    older.look = nil
    unlink(younger, &batch)
    try settleAccount(of: older, before: before, &batch)
    let refusal = take(.merged(state), of: older, from: origin, &batch)
    precondition(refused == nil && refusal == nil, "a merge is never refused")
    younger.isChanged = true
    history("merged", "with lead \(younger.id), the same person", of: older, from: origin, &batch)
    batch.changes.merges.append(
      Merge(
        lead: younger.id, survivor: older.id, at: batch.now, before: before,
        after: older.lead.record))
  }

  /// The fields of both. What the younger lead tells came later as a rule, and is taken for newer
  /// unless the rows say how old they are.
  private func merged(_ older: FieldRecord, _ younger: FieldRecord) -> FieldRecord {
    let asOf = names[Engine.asOf]
    if let old = older.value(of: asOf), let young = younger.value(of: asOf), old > young {
      return younger.overlaid(with: older, keeping: [])
    }
    return older.overlaid(with: younger, keeping: names.firstTouch)
  }

  /// Writes a line of a lead's history that no decision wrote.
  func history(
    _ kind: String, _ text: String, of work: Work, from origin: Origin, _ batch: inout Batch
  ) {
    batch.changes.history.append(
      HistoryEntry(
        lead: work.id, at: batch.now, decidedAt: batch.now, kind: kind, text: text, trace: nil,
        file: origin.file, line: origin.line))
  }
}
