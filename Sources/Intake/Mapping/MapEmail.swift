import CTables
import LeadCore

extension Mapping {
  func mapEmail(_ plan: inout ColumnPlan, _ block: RowBlock, _ mapped: MappedBlock) {
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
      switch lr_email_shape(base + Int(cell.offset), Int(cell.count)) {
      case LREmailPlain: break
      case LREmailUpperCase: cell = arena.lowercased(cell)
      default:
        guard let address = EmailText.address(in: arena.bytes(cell)) else {
          plan.odd.note(mapped.lines[row])
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
