import Intake
import LeadCore
import Store

/// What people do by hand, each with a reason.
enum Act: String, CaseIterable {
  case split, release, reassign
  case away, back, pause
  case resend
}

extension Engine {
  func takeActs(_ taking: inout Taking, _ batch: inout Batch) throws {
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      do {
        try take(row, taking, &batch)
        taking.file.taken += 1
        try drain(&batch)
      } catch let problem as RowProblem {
        taking.reject(row, problem.reason)
      }
    }
  }

  private func take(_ row: Int, _ taking: Taking, _ batch: inout Batch) throws {
    let mapped = taking.mapped
    let act = try word(mapped.text(.act, row), "act", Act.allCases)
    guard let reason = mapped.text(.reason, row) else {
      throw RowProblem("no `reason`: why is it done?")
    }
    let origin = taking.origin(Int(mapped.lines[row]))
    let lead = mapped.text(.lead, row).flatMap { Int64($0) }
    switch act {
    case .split: try split(lead, reason, from: origin, &batch)
    case .release:
      let work = try inWork(lead, &batch)
      if let refusal = take(.released(why: reason), of: work, from: origin, &batch) {
        throw RowProblem(refusal)
      }
    case .reassign:
      try reassign(try inWork(lead, &batch), to: mapped.text(.rep, row), reason, origin, &batch)
    case .away, .back, .pause:
      guard let set = RepState.Act(rawValue: act.rawValue) else { return }
      try setRep(mapped.text(.rep, row), set, mapped.text(.until, row), reason, &batch)
    case .resend: try resend(mapped.text(.id, row), reason, from: origin, &batch)
    }
  }

  /// A lead that is named by its id.
  private func inWork(_ lead: Int64?, _ batch: inout Batch) throws -> Work {
    guard let lead, try store.lead(lead) != nil else {
      throw RowProblem("there is no lead \(lead.map(String.init) ?? "?")")
    }
    return try open(try store.survivor(of: lead), &batch)
  }

  /// Gives a lead to the rep who is named, if they can take it, else to the next eligible one.
  private func reassign(
    _ work: Work, to name: String?, _ reason: String, _ origin: Origin, _ batch: inout Batch
  ) throws {
    let chosen: Assignment
    if let name {
      chosen = try assignment(of: work, toRepCalled: name, now: batch.now)
    } else {
      guard let next = nextRep(for: work, now: batch.now) else {
        throw RowProblem("nobody else can take it now")
      }
      if work.lead.state.openHandoff != nil { load.settleTurn(next, now: batch.now) }
      chosen = next
    }
    if let refusal = take(.reassigned(chosen, why: reason), of: work, from: origin, &batch) {
      throw RowProblem(refusal)
    }
  }

  /// A rep who is named takes a lead out of turn, if they can take it.
  private func assignment(
    of work: Work, toRepCalled name: String, now: Instant
  ) throws -> Assignment {
    guard let id = rules.rep(called: name), let team = load.team(of: id) else {
      throw RowProblem("no team has the rep '\(name)'")
    }
    let key = route(of: work, now: now, asksAll: true)
    let candidate = load.candidate(id, for: key, now: now)
    guard candidate.reason == .notInTurn || id == work.lead.state.owner else {
      throw RowProblem("\(id) cannot take it now: \(candidate.reason.rawValue)")
    }
    return Assignment(
      rep: id, team: rules.teams[team].id, route: "by hand",
      candidates: load.candidates(for: key, naming: id, now: now))
  }

  private func setRep(
    _ name: String?, _ act: RepState.Act, _ until: String?, _ reason: String,
    _ batch: inout Batch
  ) throws {
    guard let name, let id = rules.rep(called: name) else {
      throw RowProblem("no team has the rep '\(name ?? "")'")
    }
    var last: Day?
    if let until {
      last = Day(written: until)
      guard let last else { throw RowProblem("until '\(until)' is no date such as 2026-12-24") }
      let today = (rules.rep(id)?.zone ?? rules.calendar.zone).day(of: batch.now)
      guard last >= today else { throw RowProblem("until \(until) is over: today is \(today.iso)") }
    }
    batch.changes.repStates.append(
      RepState(
        rep: id, act: act, since: batch.now, until: act == .back ? nil : last, reason: reason,
        told: toldRules.presence(ofRep: id)))
  }

  /// Undoes the merge of a lead, or the latest one into it.
  private func split(
    _ id: Int64?, _ reason: String, from origin: Origin, _ batch: inout Batch
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
      history("split", "from lead \(other.id): \(reason)", of: work, from: origin, &batch)
    }
  }

  /// A record without what a merge brought, where it still stands so.
  private func undone(_ merge: Merge, in record: FieldRecord) -> FieldRecord {
    let (before, after) = (merge.before.entries, merge.after.entries)
    var fields = record.entries
    for (number, value) in after where fields[number] == value && before[number] != value {
      fields[number] = before[number]
    }
    return FieldRecord(fields)
  }
}
