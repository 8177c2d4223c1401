/// Bytes waiting to be bound, named by their offset: growing moves them.
///
/// Owned by value: unlike a class's, its fields cost no exclusivity checks in loops over millions
/// of rows.
struct StagedBytes: ~Copyable {
  private(set) var base: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = .allocate(byteCount: self.capacity, alignment: 8)
  }

  deinit { base.deallocate() }

  /// Copies bytes and returns the offset they begin at.
  mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int {
    let offset = count
    if offset + bytes.count > capacity { grow(to: offset + bytes.count) }
    if let start = bytes.baseAddress {
      (base + offset).copyMemory(from: start, byteCount: bytes.count)
    }
    count += bytes.count
    return offset
  }

  /// Copies a text's UTF-8 and returns the offset it begins at.
  mutating func append(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func clear() { count = 0 }

  private mutating func grow(to wanted: Int) {
    capacity = max(wanted, capacity * 2)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    moved.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = moved
  }
}
