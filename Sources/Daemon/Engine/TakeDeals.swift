import Intake
import LeadCore
import Store

/// Records beside what leads are and do: deals, wishes to be left alone, figures.
extension Engine {
  /// The last row of a deal counts. One that is won makes a customer of whom it names.
  func takeDeals(_ taking: inout Taking, _ batch: inout Batch) throws {
    var deals: [String: StoredDeal] = [:]
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      do {
        var deal = try readDeal(row, taking)
        let named = try lead(of: row, &taking, &batch)
        deal.lead = named?.0.id
        let known = try deals[deal.deal] ?? store.deal(deal.deal)
        guard deal.tells(otherThan: known) else {
          taking.file.duplicates += 1
          continue
        }
        if let (work, isNew) = named {
          if isNew { try begin(work, from: taking.origin(deal.line), &batch) }
          try note(deal, row, of: work, &taking, &batch)
        }
        deals[deal.deal] = deal
        taking.file.taken += 1
        try drain(&batch)
      } catch let problem as RowProblem {
        taking.reject(row, problem.reason)
      }
    }
    batch.changes.deals = deals.keys.sorted().map { deals[$0]! }
  }

  private func readDeal(_ row: Int, _ taking: Taking) throws(RowProblem) -> StoredDeal {
    let mapped = taking.mapped
    guard let name = mapped.text(.deal, row) else {
      throw RowProblem("no `deal`: which one is it?")
    }
    var text = mapped.text(.stage, row)
    if let told = text, let meant = Engine.closings[FoldedText(told)] { text = meant }
    let stage = try word(text, "stage", StoredDeal.Stage.allCases)
    var deal = StoredDeal(
      deal: name, stage: stage, lead: nil, file: taking.file.id, line: Int(mapped.lines[row]))
    if let amount = mapped.text(.amount, row) {
      guard let number = number(amount) else { throw RowProblem("amount '\(amount)' is no number") }
      deal.amount = number
    }
    deal.currency = mapped.text(.currency, row)
    deal.closedAt = mapped.times[row]
    return deal
  }

  /// What CRMs call the ends of a deal.
  private static let closings: [FoldedText: String] = [
    FoldedText("closed won"): "won", FoldedText("closedwon"): "won",
    FoldedText("closed lost"): "lost", FoldedText("closedlost"): "lost",
  ]

  private func note(
    _ deal: StoredDeal, _ row: Int, of work: Work, _ taking: inout Taking, _ batch: inout Batch
  ) throws {
    let properties = taking.fields.properties(row, of: taking.mapped)
    let at = deal.closedAt.flatMap { $0.instant <= batch.now ? $0 : nil }
    if deal.stage == .won {
      let feedback = Feedback(
        at: at ?? FactTime(instant: batch.now), verdict: .won, rep: nil, reason: nil, track: nil,
        amount: taking.mapped.text(.amount, row))
      let refusal = take(.feedback(feedback), of: work, from: taking.origin(deal.line), &batch)
      precondition(refusal == nil, "what is won is never refused")
    }
    note(.deal, of: work, at: at, key: 0, properties: properties, deal.line, taking, &batch)
  }

  /// Who must not be mailed or called: fields of the lead, which rules may ask for.
  func takeOptouts(_ taking: inout Taking, _ batch: inout Batch) throws {
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      var told: [Int: [UInt8]] = [:]
      for special in [Special.noEmail, .noCall, .noContact] {
        told[names[special.name]!] = Array(
          taking.mapped.arena.bytes(taking.mapped.special(special, row)))
      }
      let wishes = FieldRecord(told)
      guard !wishes.isEmpty else {
        taking.reject(row, "none of `no_email`, `no_call`, `no_contact` says anything")
        continue
      }
      guard let (work, isNew) = try lead(of: row, &taking, &batch) else {
        taking.reject(row, Engine.noIdentity)
        continue
      }
      let line = Int(taking.mapped.lines[row])
      if isNew { try begin(work, from: taking.origin(line), &batch) }
      guard lay(wishes, over: work) || taking.addedIdentity else {
        taking.file.duplicates += 1
        continue
      }
      note(.optout, of: work, at: nil, key: 0, properties: wishes, line, taking, &batch)
      _ = take(.fields, of: work, from: taking.origin(line), &batch)
      taking.file.taken += 1
      try drain(&batch)
    }
  }

  /// The last row of a metric, a period and a source counts.
  func takeFigures(_ taking: inout Taking, _ batch: inout Batch) throws {
    var figures: [[String]: StoredFigure] = [:]
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      let mapped = taking.mapped
      guard let metric = mapped.text(.metric, row), let period = mapped.text(.period, row),
        let text = mapped.text(.value, row)
      else {
        taking.reject(row, "a figure needs `metric`, `period` and `value`")
        continue
      }
      guard let value = number(text) else {
        taking.reject(row, "value '\(text)' is no number")
        continue
      }
      let source = mapped.text(.source, row) ?? ""
      let figure = StoredFigure(
        metric: metric, period: period, source: source, value: value, file: taking.file.id,
        line: Int(mapped.lines[row]))
      let name = [metric, period, source]
      let known =
        try figures[name] ?? store.figure(metric: metric, period: period, source: source)
      guard known?.value != value else {
        taking.file.duplicates += 1
        continue
      }
      figures[name] = figure
      taking.file.taken += 1
    }
    batch.changes.figures = figures.keys.sorted { $0.lexicographicallyPrecedes($1) }
      .map { figures[$0]! }
  }
}

extension StoredDeal {
  /// Whether it says anything else than what was told last.
  fileprivate func tells(otherThan last: StoredDeal?) -> Bool {
    guard var last else { return true }
    (last.file, last.line) = (file, line)
    return last != self
  }
}
