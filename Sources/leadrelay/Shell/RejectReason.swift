import Daemon
import Intake
import LeadCore

/// Why the first row of a file of rejects was rejected.
func firstReason(inRejects path: String) throws -> String? {
  let reader = RowReader(
    try DescriptorSource(path: path), format: FileFormat(.csv), encoding: nil)
  let block = RowBlock()
  _ = try reader.read(into: block, rows: 1, bytes: 1 << 20)
  guard block.rows > 0, let column = block.header.firstIndex(of: "_reason") else { return nil }
  return block.arena.text(block.cells[column])
}
