import LeadCore

extension Mapping {
  /// Reads the cells of a block as ours. Text that has to be rewritten goes into the block's
  /// arena, behind what is there; most cells stay where they are.
  public mutating func map(_ block: RowBlock, into mapped: MappedBlock) {
    extend(header: block.header)
    mapped.clear(
      for: block, fields: fieldNames, identities: identityKinds,
      special: !Special.ofKind(kind).isEmpty)
    fillConstants(mapped)
    for i in plans.indices where plans[i].column < block.columns {
      plans[i].values?.beginBlock()
      switch plans[i].content {
      case .text, .salesforceID, .firstID, .phone, .list, .stage: mapText(plans[i], block, mapped)
      case .number: mapNumber(&plans[i], block, mapped)
      case .email: mapEmail(&plans[i], block, mapped)
      case .domain: mapDomain(plans[i], block, mapped)
      case .yesNo: mapYesNo(plans[i], block, mapped)
      case .date: mapDate(&plans[i], block, mapped)
      case .time: mapTimes(&plans[i], block, mapped)
      }
    }
    mapTold(block, mapped)
  }

  private func fillConstants(_ mapped: MappedBlock) {
    for constant in constants {
      let cell = mapped.arena.append(constant.value)
      let special = special(named: constant.ours)
      if let special {
        mapped.store(cell, special: special)
        if special == .at || special == .closedAt { fillTime(constant.value, mapped) }
      } else if let field = fieldNames.firstIndex(of: constant.ours) {
        mapped.store(cell, field: field)
      }
    }
  }

  private func fillTime(_ text: [UInt8], _ mapped: MappedBlock) {
    var dates = DateColumn(name: "at", zone: zone, order: source?.dates)
    let time = text.withUnsafeBufferPointer { dates.read($0)?.time(in: zone) }
    mapped.times = mapped.times.map { _ in time }
  }

  /// Trims a cell and takes placeholders for nothing.
  @inline(__always)
  func cleaned(
    _ cell: Cell, _ base: UnsafePointer<UInt8>, _ empties: Placeholders
  ) -> Cell {
    let cell = TextTrim.trimmed(cell, base)
    if cell.count == 0 || empties.contains(base + Int(cell.offset), Int(cell.count)) {
      return Cell(from: 0, to: 0)
    }
    return cell
  }

  private func mapText(_ plan: ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    let arena = block.arena
    let empties = empties
    let stride = block.columns
    let values = plan.values
    let content = plan.content
    let target = mapped.target(plan)
    let cells = block.cells
    mapped.withCells(target) { out in
      var base = UnsafePointer(arena.base)
      for row in 0..<block.rows {
        var cell = cleaned(cells[row &* stride &+ plan.column], base, empties)
        if cell.count == 0 { continue }
        if let values {
          cell = values.replacement(for: cell, in: arena)
          base = UnsafePointer(arena.base)
        }
        if content != .text {
          cell = rewritten(cell, content, arena)
          base = UnsafePointer(arena.base)
        }
        out[row &* target.stride &+ target.index] = cell
      }
    }
  }

  /// A Salesforce id in its long form, the first of several ids, a deal's stage in our word;
  /// anything else as it is.
  private func rewritten(_ cell: Cell, _ content: Content, _ arena: ByteArena) -> Cell {
    let text = arena.bytes(cell)
    switch content {
    case .salesforceID: return SalesforceID.long(text).map { arena.append($0) } ?? cell
    case .firstID: return firstID(cell, arena)
    case .phone: return PhoneText.plain(text).map { arena.append($0) } ?? cell
    case .list:
      return exporter?.listMark.flatMap { ListText.joined(text, $0) }.map { arena.append($0) }
        ?? cell
    case .stage:
      return DealStage.read(text, or: exporter?.record == .deal ? .open : nil)
        .map { arena.append(Array($0.rawValue.utf8)) } ?? cell
    default: return cell
    }
  }

  /// The first of several ids; the accounts' of Salesforce in their long form.
  private func firstID(_ cell: Cell, _ arena: ByteArena) -> Cell {
    let text = arena.bytes(cell)
    let end = text.firstIndex { $0 == 0x3B || $0 == 0x2C } ?? text.count
    let first = TextTrim.trimmed(
      Cell(from: Int(cell.offset), to: Int(cell.offset) + end), UnsafePointer(arena.base))
    let id = arena.bytes(first)
    guard id.starts(with: "00".utf8) else { return first }
    return SalesforceID.long(id).map { arena.append($0) } ?? first
  }

  /// A cell, trimmed and mapped through `values`; nil where there is nothing.
  func value(_ row: Int, _ plan: ColumnPlan, _ block: RowBlock) -> Cell? {
    let raw = block.cells[row * block.columns + plan.column]
    let cell = cleaned(raw, UnsafePointer(block.arena.base), empties)
    if cell.isMissing { return nil }
    return plan.values.map { $0.replacement(for: cell, in: block.arena) } ?? cell
  }
}
