internal import LeadCore
public import Store

extension SQLiteStore {
  /// A deal by its name.
  public func deal(_ name: String) throws -> StoredDeal? {
    try work {
      try $0.first(
        """
        SELECT deal, stage, lead, file, line, amount, currency, closed_at, whole_day FROM deals
        WHERE deal = ?
        """, .text(name)
      ) { row in
        let name = row.text()
        guard let stage = StoredDeal.Stage(rawValue: row.text()) else {
          throw SQLiteFailure.damaged("a deal")
        }
        var deal = StoredDeal(
          deal: name, stage: stage, lead: row.optionalInt64(), file: row.int64(), line: row.int())
        deal.amount = row.optionalText().flatMap { Double($0) }
        deal.currency = row.optionalText()
        let closedAt = row.optionalInstant()
        let dayCode = row.int()
        deal.closedAt = closedAt.map { FactTime(instant: $0, dayCode: dayCode) }
        return deal
      }
    }
  }

  /// A figure by what it is of.
  public func figure(metric: String, period: String, source: String) throws -> StoredFigure? {
    try work {
      try $0.first(
        "SELECT value, file, line FROM figures WHERE metric = ? AND period = ? AND source = ?",
        .text(metric), .text(period), .text(source)
      ) { row in
        StoredFigure(
          metric: metric, period: period, source: source, value: Double(row.text()) ?? 0,
          file: row.int64(), line: row.int())
      }
    }
  }

  func writeDeals(_ changes: Changes, _ connection: Connection) throws {
    for deal in changes.deals {
      try connection.run(
        """
        INSERT OR REPLACE INTO
          deals(deal, stage, lead, file, line, amount, currency, closed_at, whole_day)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, .text(deal.deal), .text(deal.stage.rawValue), .int(optional: deal.lead),
        .int(deal.file), .int(deal.line), .text(optional: deal.amount.map { String($0) }),
        .text(optional: deal.currency),
        .int(optional: deal.closedAt?.instant.milliseconds),
        .int(deal.closedAt?.dayCode ?? 0))
    }
    for figure in changes.figures {
      try connection.run(
        """
        INSERT OR REPLACE INTO figures(metric, period, source, value, file, line)
        VALUES (?, ?, ?, ?, ?, ?)
        """, .text(figure.metric), .text(figure.period), .text(figure.source),
        .text(String(figure.value)), .int(figure.file), .int(figure.line))
    }
  }
}
