public import CTables

/// The rows of an embedded table: lines cut at tabs, without comments and blank lines.
public func rows(of table: LRTable) -> [[String]] {
  // By bytes: text is split at what people take for characters, many times as slowly.
  UnsafeBufferPointer(start: table.bytes, count: table.count)
    .split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
    .map { line in
      line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
    }
}
