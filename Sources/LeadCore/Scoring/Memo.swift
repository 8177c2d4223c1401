/// What is already known of the distinct values of one column: value bytes → an entry's number.
///
/// Open addressing; bytes are compared, not only hashes. It stops taking in new values when it is
/// full, so a column without repetition costs little memory.
struct Memo {
  private struct Place {
    var hash: UInt64 = 0
    var offset: UInt32 = 0
    var count: UInt32 = 0
    var entry: Int32 = -1
  }

  static let valueLimit = 256
  private static let entryLimit = 6_000
  private var places = [Place](repeating: Place(), count: 8_192 * 2)
  private var bytes: [UInt8] = []
  private var entries = 0

  var isFull: Bool { entries >= Memo.entryLimit }

  /// The entry of a value, or nil.
  @inline(__always)
  func entry(of value: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index].entry >= 0 {
      let place = places[index]
      if place.hash == hash, Int(place.count) == value.count {
        let same = bytes.withUnsafeBufferPointer {
          equal($0.baseAddress! + Int(place.offset), value.baseAddress!, value.count)
        }
        if same { return Int(place.entry) }
      }
      index = (index + 1) & (places.count - 1)
    }
    return nil
  }

  mutating func insert(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64, entry: Int) {
    precondition(!isFull)
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index].entry >= 0 { index = (index + 1) & (places.count - 1) }
    places[index] = Place(
      hash: hash, offset: UInt32(bytes.count), count: UInt32(value.count), entry: Int32(entry))
    bytes.append(contentsOf: value)
    entries += 1
  }
}

@inline(__always)
private func equal(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  var i = 0
  while i + 8 <= count {
    let left = UnsafeRawPointer(a + i).loadUnaligned(as: UInt64.self)
    let right = UnsafeRawPointer(b + i).loadUnaligned(as: UInt64.self)
    if left != right { return false }
    i += 8
  }
  while i < count {
    if a[i] != b[i] { return false }
    i += 1
  }
  return true
}

/// A 64-bit hash of bytes; the same in every process.
@inline(__always)
func hash(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
  var state = UInt64(value.count) &* 0x9E37_79B9_7F4A_7C15
  let base = UnsafeRawPointer(value.baseAddress!)
  var i = 0
  while i + 8 <= value.count {
    state =
      (state ^ base.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
    state ^= state >> 32
    i += 8
  }
  var tail: UInt64 = 0
  while i < value.count {
    tail = tail << 8 | UInt64(value[i])
    i += 1
  }
  state = (state ^ tail) &* 0xC4CE_B9FE_1A85_EC53
  return state ^ state >> 29
}
