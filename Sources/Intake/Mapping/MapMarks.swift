import CTables
import LeadCore

extension Mapping {
  /// `yes` or `no`. What is neither is no less a wish to be left alone, so nobody guesses.
  func mapYesNo(_ plan: ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
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
  func mapDomain(_ plan: ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
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

  /// Numbers in their plain form; what is none stays as it is, and no rule of numbers holds of it.
  func mapNumber(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
    let (arena, cells, empties, values) = (block.arena, block.cells, empties, plan.values)
    let (stride, column) = (block.columns, plan.column)
    var out = [Cell](repeating: .missing, count: block.rows)
    var base = UnsafePointer(arena.base)
    for row in out.indices {
      var cell = cleaned(cells[row &* stride &+ column], base, empties)
      if cell.count == 0 { continue }
      if let values {
        cell = values.replacement(for: cell, in: arena)
        base = UnsafePointer(arena.base)
      }
      if !lr_is_digits(base + Int(cell.offset), Int(cell.count)) {
        if let plain = RangeText.number(arena.bytes(cell)) {
          cell = arena.append(plain)
          base = UnsafePointer(arena.base)
        } else {
          plan.odd.note(mapped.lines[row])
        }
      }
      out[row] = cell
    }
    mapped.store(out, mapped.target(plan))
  }
}
