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
      case .text, .salesforceID, .accountID, .number: mapText(plans[i], block, mapped)
      case .email: mapEmail(&plans[i], block, mapped)
      case .domain: mapDomain(plans[i], block, mapped)
      case .yesNo: mapYesNo(plans[i], block, mapped)
      case .createdAt: mapCreated(&plans[i], block, mapped)
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
    block.cells.withUnsafeBufferPointer { cells in
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
  }

  /// A number in its plain form, a Salesforce id in its long one; anything else as it is.
  private func rewritten(_ cell: Cell, _ content: Content, _ arena: ByteArena) -> Cell {
    let text = arena.bytes(cell)
    if content == .salesforceID || (content == .accountID && text.starts(with: "001".utf8)) {
      return SalesforceID.long(text).map { arena.append($0) } ?? cell
    }
    if content == .accountID { return cell }
    if text.allSatisfy({ $0 &- 0x30 < 10 }) { return cell }
    guard let plain = NumberText.plain(text), !text.elementsEqual(plain) else { return cell }
    return arena.append(plain)
  }

  private func mapEmail(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    let arena = block.arena
    let roles = RoleAddresses.standard
    let cells = block.cells
    let empties = empties
    let (stride, column) = (block.columns, plan.column)
    var addresses = [Cell](repeating: Cell(from: 0, to: 0), count: block.rows)
    var known = addresses
    var base = UnsafePointer(arena.base)
    for row in addresses.indices {
      var cell = cleaned(cells[row &* stride &+ column], base, empties)
      if cell.count == 0 { continue }
      if let values = plan.values {
        cell = values.replacement(for: cell, in: arena)
        base = UnsafePointer(arena.base)
      }
      switch EmailText.shape(base + Int(cell.offset), Int(cell.count)) {
      case .plain: break
      case .upperCase: cell = arena.lowercased(cell)
      case .other:
        guard let address = EmailText.address(in: arena.bytes(cell)) else {
          plan.badAddresses += 1
          continue
        }
        cell = arena.append(address)
      }
      base = UnsafePointer(arena.base)
      addresses[row] = cell
      let text = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
      if !roles.contains(text) { known[row] = cell }
    }
    mapped.store(known, mapped.target(plan))
    if let field = plan.field {
      mapped.store(
        addresses, MappedBlock.Target(kind: .field, index: field, stride: fieldNames.count))
    }
  }

  /// Times become ISO 8601 in UTC, dates alone stay dates.
  private func mapCreated(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    guard var dates = plan.dates else { return }
    dates.learn(block, column: plan.column)
    let arena = block.arena
    let cells = block.cells
    let empties = empties
    let (stride, column) = (block.columns, plan.column)
    var out = [Cell](repeating: Cell(from: 0, to: 0), count: block.rows)
    var base = UnsafePointer(arena.base)
    for row in out.indices {
      var cell = cleaned(cells[row &* stride &+ column], base, empties)
      if cell.count == 0 { continue }
      if let values = plan.values {
        cell = values.replacement(for: cell, in: arena)
        base = UnsafePointer(arena.base)
      }
      if DateText(canonical: base + Int(cell.offset), Int(cell.count)) == nil {
        if let read = dates.read(arena.bytes(cell)) {
          cell = arena.append(read.isoBytes(in: zone))
          base = UnsafePointer(arena.base)
        } else {
          dates.unreadable += 1
        }
      }
      out[row] = cell
    }
    mapped.store(out, mapped.target(plan))
    plan.dates = dates
  }

  /// Of `at` the text itself is kept, beside what it says; of a deal's end the time alone.
  private func mapTimes(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    guard var dates = plan.dates, let special = plan.special else { return }
    dates.learn(block, column: plan.column)
    let arena = block.arena
    for row in 0..<block.rows {
      guard var cell = value(row, plan, block) else { continue }
      if let read = dates.read(arena.bytes(cell)) {
        mapped.times[row] = read.time(in: zone)
        if special == .closedAt { cell = arena.append(read.isoBytes(in: zone)) }
      } else {
        mapped.reject(
          row, block, "\(special.name): cannot read '\(arena.text(cell))' as a date")
      }
      mapped.specials[row * Special.allCases.count + special.rawValue] = cell
    }
    plan.dates = dates
  }

  /// A cell, trimmed and mapped through `values`; nil where there is nothing.
  private func value(_ row: Int, _ plan: ColumnPlan, _ block: RowBlock) -> Cell? {
    let raw = block.cells[row * block.columns + plan.column]
    let cell = cleaned(raw, UnsafePointer(block.arena.base), empties)
    if cell.isMissing { return nil }
    return plan.values.map { $0.replacement(for: cell, in: block.arena) } ?? cell
  }

  /// `yes` or `no`. What is neither is no less a wish to be left alone, so nobody guesses.
  private func mapYesNo(_ plan: ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    let (yes, no) = (block.arena.append("yes"), block.arena.append("no"))
    var out = [Cell](repeating: .missing, count: block.rows)
    for row in out.indices {
      guard let cell = value(row, plan, block) else { continue }
      if let isYes = YesNo.read(block.arena.bytes(cell)) {
        out[row] = isYes ? yes : no
      } else {
        mapped.reject(
          row, block, "\(plan.header): '\(block.arena.text(cell))' is neither yes nor no")
      }
    }
    mapped.store(out, mapped.target(plan))
  }

  /// An account's domain is an identity; as a field the column is what it says.
  private func mapDomain(_ plan: ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    var domains = [Cell](repeating: .missing, count: block.rows)
    var texts = domains
    for row in texts.indices {
      guard let cell = value(row, plan, block) else { continue }
      texts[row] = cell
      if let domain = DomainText.company(in: block.arena.bytes(cell)) {
        domains[row] = block.arena.append(domain)
      }
    }
    mapped.store(domains, mapped.target(plan))
    if let field = plan.field {
      mapped.store(texts, MappedBlock.Target(kind: .field, index: field, stride: fieldNames.count))
    }
  }
}

extension ByteArena {
  /// The cell in small letters (ASCII's only), behind everything else.
  func lowercased(_ cell: Cell) -> Cell {
    let count = Int(cell.count)
    let to = reserve(count)
    let from = base + Int(cell.offset)
    for i in 0..<count { to[i] = from[i] &- 0x41 < 26 ? from[i] | 0x20 : from[i] }
    commit(count)
    return Cell(from: self.count - count, to: self.count)
  }
}
