import LeadCore

extension MappedBlock {
  /// Which cells a column is written to.
  struct Target {
    enum Kind { case field, identity, special }
    let kind: Kind
    let index: Int
    let stride: Int
  }

  func target(_ plan: ColumnPlan) -> Target {
    if let special = plan.special {
      return Target(kind: .special, index: special.rawValue, stride: Special.allCases.count)
    }
    if let identity = plan.identity {
      let index = identityKinds.firstIndex(of: identity.kind) ?? 0
      return Target(kind: .identity, index: index, stride: identityKinds.count)
    }
    return Target(kind: .field, index: plan.field ?? 0, stride: fieldNames.count)
  }

  func withCells(_ target: Target, _ body: (UnsafeMutableBufferPointer<Cell>) -> Void) {
    switch target.kind {
    case .field: fields.withUnsafeMutableBufferPointer { body($0) }
    case .identity: identities.withUnsafeMutableBufferPointer { body($0) }
    case .special: specials.withUnsafeMutableBufferPointer { body($0) }
    }
  }

  /// One cell for each row.
  func store(_ column: [Cell], _ target: Target) {
    withCells(target) { out in
      for row in column.indices { out[row &* target.stride &+ target.index] = column[row] }
    }
  }

  /// The same cell for every row.
  func store(_ cell: Cell, field: Int) {
    for row in 0..<rows { fields[row * fieldNames.count + field] = cell }
  }

  func store(_ cell: Cell, special: Special) {
    for row in 0..<rows { specials[row * Special.allCases.count + special.rawValue] = cell }
  }

  func reject(_ row: Int, _ block: RowBlock, _ reason: String) {
    if isRejected[row] { return }
    isRejected[row] = true
    let cells = block.cells[(row * block.columns)..<((row + 1) * block.columns)]
    rejects.append(
      Reject(line: Int(lines[row]), cells: cells.map { block.arena.text($0) }, reason: reason))
  }
}
