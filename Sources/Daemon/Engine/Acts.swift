import Intake
import LeadCore
import Store

/// What people do by hand, each with a reason.
enum Act: String, CaseIterable {
  case split
}

extension Engine {
  func takeActs(_ taking: inout Taking, _ batch: inout Batch) throws {
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      do {
        let mapped = taking.mapped
        let reason = mapped.text(.reason, row)
        switch try word(mapped.text(.act, row), "act", Act.allCases) {
        case .split:
          let lead = mapped.text(.lead, row).flatMap { Int64($0) }
          try split(lead, reason, from: taking.origin(Int(mapped.lines[row])), &batch)
        }
        taking.file.taken += 1
        try drain(&batch)
      } catch let problem as RowProblem {
        taking.reject(row, problem.reason)
      }
    }
  }

  /// Undoes the merge of a lead, or the latest one into it.
  private func split(
    _ id: Int64?, _ reason: String?, from origin: Origin, _ batch: inout Batch
  ) throws {
    guard let id, let merge = try store.merge(of: id) else {
      throw RowProblem("lead \(id.map(String.init) ?? "?") is not merged with any other")
    }
    let members = Set(try store.facts(of: merge.lead).map(\.lead))
    let back = try open(merge.lead, &batch)
    let stays = try open(try store.survivor(of: merge.survivor), &batch)
    let before = stays.lead.record
    stays.lead.record = undone(merge, in: before)
    stays.lead.identities.removeAll { back.lead.identities.contains($0) }
    var alone = stays.lead
    alone.state.activities = []
    let facts = try store.facts(of: stays.id).filter { !members.contains($0.lead) }
    stays.lead = try book.completed(alone, facts: facts)
    batch.changes.splits.append(merge)
    for (work, other) in [(stays, back), (back, stays)] {
      work.look = nil
      work.isChanged = true
      try settleAccount(of: work, before: work === stays ? before : nil, &batch)
      let refusal = take(.split, of: work, from: origin, &batch)
      precondition(refusal == nil, "a split is never refused")
      let why = reason.map { ": \($0)" } ?? ""
      history("split", "from lead \(other.id)\(why)", of: work, from: origin, &batch)
    }
  }

  /// A record without what a merge brought, where it still stands so.
  private func undone(_ merge: Merge, in record: FieldRecord) -> FieldRecord {
    let (before, after) = (merge.before.entries, merge.after.entries)
    var fields = record.entries
    for (number, value) in after where fields[number] == value && before[number] != value {
      fields[number] = before[number]
    }
    var undone = FieldRecord()
    for number in fields.keys.sorted() {
      fields[number]!.withUnsafeBufferPointer { undone.append(number, $0) }
    }
    return undone
  }
}
