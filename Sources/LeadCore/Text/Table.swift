public import CTables

/// The rows of an embedded table: lines cut at tabs, without comments and blank lines.
public func rows(of table: LRTable) -> [[String]] {
  let text = String(
    decoding: UnsafeBufferPointer(start: table.bytes, count: table.count), as: UTF8.self)
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: "\t").map(String.init) }
}
