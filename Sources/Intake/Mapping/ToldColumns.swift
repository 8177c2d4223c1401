import LeadCore

/// Where the columns of a source stand that tell more than a field: how old a row is, whose the
/// lead is, what became of it, what it did.
struct ToldColumns {
  /// A column of times, read beside the field that it is.
  struct Times {
    let column: Int
    var dates: DateColumn
  }

  struct Activity {
    let told: Source.ActivityColumns
    var times: Times?
    /// One for each of its properties.
    var columns: [Int?]
  }

  private(set) var source: Source?
  var asOf: Times?
  private(set) var owner: Int?
  private(set) var verdict: Int?
  var activities: [Activity]

  init(_ source: Source?) {
    self.source = source
    activities = (source?.activities ?? []).map {
      Activity(told: $0, columns: Array(repeating: nil, count: $0.properties.count))
    }
  }

  /// Looks for the columns among those of the file, or those that turned up since.
  mutating func find(in columns: inout ColumnNames, zone: Zone) {
    guard let source else { return }
    let (headers, first) = (columns.headers, columns.first)
    func times(_ column: Int?) -> Times? {
      column.map {
        let name = headers[$0 - first]
        return Times(column: $0, dates: DateColumn(name: name, zone: zone, order: source.dates))
      }
    }
    asOf = asOf ?? times(columns.place(of: source.asOf, "as_of"))
    owner = owner ?? columns.place(of: source.owner, "owner")
    verdict = verdict ?? columns.place(of: source.verdict?.from, "verdict")
    for i in activities.indices {
      let told = activities[i].told
      activities[i].times = activities[i].times ?? times(columns.place(of: told.at, "activities"))
      for (place, property) in told.properties.enumerated()
      where activities[i].columns[place] == nil {
        activities[i].columns[place] = columns.place(of: property.header, "activities")
      }
    }
  }

  /// What was found strange among the times.
  var warnings: [String] {
    ([asOf?.dates] + activities.map { $0.times?.dates }).compactMap { $0 }.flatMap(\.warnings)
  }
}

extension Mapping {
  /// Fills in what the source's columns tell beside fields.
  mutating func mapTold(_ block: RowBlock, _ mapped: MappedBlock) {
    guard let source = told.source else { return }
    var told = told
    if source.asOf != nil { mapped.asOf = times(&told.asOf, block) }
    if source.owner != nil {
      mapped.owners = cells(told.owner, block, mapped)
      mapped.ownerField = fieldName(told.owner)
    }
    if let verdict = source.verdict {
      mapped.verdicts = verdicts(verdict, block, mapped)
      mapped.verdictField = fieldName(told.verdict)
    }
    for i in told.activities.indices {
      let columns = told.activities[i].columns
      var activity = ToldActivities(activity: told.activities[i].told.activity)
      activity.times = times(&told.activities[i].times, block)
      activity.fields = zip(told.activities[i].told.properties, columns).map {
        (name: $0.ours, cells: cells($1, block, mapped))
      }
      mapped.told.append(activity)
    }
    self.told = told
  }

  /// The field that a column is.
  private func fieldName(_ column: Int?) -> String? {
    guard let column else { return nil }
    return plans.first { $0.column == column }?.field.map { fieldNames[$0] }
  }

  /// The cells of a column as its field has them, else as they stand in the file but trimmed.
  private func cells(_ column: Int?, _ block: RowBlock, _ mapped: MappedBlock) -> [Cell] {
    guard let column, column < block.columns else {
      return Array(repeating: .missing, count: block.rows)
    }
    if let field = plans.first(where: { $0.column == column })?.field {
      return (0..<block.rows).map { mapped.fields[$0 * mapped.fieldNames.count + field] }
    }
    return (0..<block.rows).map { cleaned($0, column, block) }
  }

  private func cleaned(_ row: Int, _ column: Int, _ block: RowBlock) -> Cell {
    cleaned(
      block.cells[row &* block.columns &+ column], UnsafePointer(block.arena.base), empties)
  }

  private func times(_ times: inout ToldColumns.Times?, _ block: RowBlock) -> [FactTime?] {
    var read = [FactTime?](repeating: nil, count: block.rows)
    guard let column = times?.column, column < block.columns, var dates = times?.dates else {
      return read
    }
    dates.learn(block, column: column)
    for row in read.indices {
      let cell = cleaned(row, column, block)
      if cell.isMissing { continue }
      read[row] = dates.read(block.arena.bytes(cell))?.time(in: zone)
      if read[row] == nil { dates.unreadable.note(block.lines[row]) }
    }
    times?.dates = dates
    return read
  }

  /// A value is looked up as exported, and as `values` of the source makes it.
  private func verdicts(
    _ column: Source.VerdictColumn, _ block: RowBlock, _ mapped: MappedBlock
  ) -> [Feedback.Verdict?] {
    var known: [[UInt8]: Feedback.Verdict?] = [:]
    func verdict(_ cell: Cell) -> Feedback.Verdict? {
      if cell.isMissing { return nil }
      let text = Array(block.arena.bytes(cell))
      if let found = known[text] { return found }
      let found = column.values[FoldedText(block.arena.bytes(cell))]
      if known.count < 4096 { known[text] = .some(found) }
      return found
    }
    let meant = cells(told.verdict, block, mapped)
    guard let place = told.verdict, place < block.columns else { return meant.map { _ in nil } }
    return meant.enumerated().map { row, cell in
      verdict(cleaned(row, place, block)) ?? verdict(cell)
    }
  }
}
