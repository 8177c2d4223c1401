import CTables
import LeadCore

extension Mapping {
  /// Times become ISO 8601 in UTC, dates alone stay dates.
  func mapDate(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
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
      let (start, count) = (base + Int(cell.offset), Int(cell.count))
      if !lr_is_plain_time(start, count), DateText(canonical: start, count) == nil {
        if let read = dates.read(arena.bytes(cell)) {
          cell = arena.append(read.isoBytes(in: zone))
          base = UnsafePointer(arena.base)
        } else {
          dates.unreadable.note(mapped.lines[row])
        }
      }
      out[row] = cell
    }
    mapped.store(out, mapped.target(plan))
    plan.dates = dates
  }

  /// Of `at` the text itself is kept, beside what it says; of a deal's end the time alone.
  func mapTimes(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
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
}
