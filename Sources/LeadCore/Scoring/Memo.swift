import Glibc

/// What is already known of the distinct values of one column: value bytes → an entry's number.
///
/// Open addressing; bytes are compared, not only hashes. It stops taking in new values when it is
/// full, so a column without repetition costs little memory.
struct Memo {
  private struct Place {
    var start = ShortText.none
    var hash: UInt32 = 0
    /// Where the value lies in `bytes`, if it is longer than a short text.
    var offset: UInt32 = 0
    var count: UInt16 = 0
    /// -1 where the place is free.
    var entry: Int16 = -1
  }

  static let valueLimit = 256
  private static let entryLimit = 6_000
  /// A power of two of them, at most half in use: few values stay in the nearest cache.
  private var places = [Place](repeating: Place(), count: 64)
  private var bytes: [UInt8] = []
  private var entries = 0

  var isFull: Bool { entries >= Memo.entryLimit }

  /// A value as it is looked up.
  struct Key {
    fileprivate let value: UnsafeBufferPointer<UInt8>
    fileprivate let start: ShortText
    fileprivate let hash: UInt32

    /// - Parameter value: in a `ByteArena`, of one byte at least and `valueLimit` at most.
    @inline(__always)
    init(_ value: UnsafeBufferPointer<UInt8>) {
      self.value = value
      start = ShortText(value.baseAddress!, value.count)
      let product = (start.first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
        by: start.second ^ UInt64(truncatingIfNeeded: value.count) ^ 0xD6E8_FEB8_6659_FD93)
      let folded = product.high ^ product.low
      let rest = value.count > ShortText.limit ? LeadCore.hash(value) : 0
      hash = UInt32(truncatingIfNeeded: folded ^ folded &>> 32 ^ rest)
    }
  }

  /// The entry of a value, or nil.
  @inline(__always)
  func entry(of key: Key) -> Int? {
    places.withUnsafeBufferPointer { places in
      var index = Int(key.hash) & (places.count &- 1)
      while places[index].entry >= 0 {
        if isSame(places[index], key) { return Int(places[index].entry) }
        index = (index &+ 1) & (places.count &- 1)
      }
      return nil
    }
  }

  @inline(__always)
  private func isSame(_ place: Place, _ key: Key) -> Bool {
    guard place.start == key.start, Int(place.count) == key.value.count else { return false }
    return place.count <= ShortText.limit
      || bytes.withUnsafeBytes {
        memcmp($0.baseAddress! + Int(place.offset), key.value.baseAddress!, key.value.count) == 0
      }
  }

  mutating func insert(_ key: Key, entry: Int) {
    precondition(!isFull)
    if entries * 2 >= places.count { grow() }
    keep(
      Place(
        start: key.start, hash: key.hash, offset: UInt32(bytes.count),
        count: UInt16(key.value.count), entry: Int16(entry)))
    if key.value.count > ShortText.limit { bytes.append(contentsOf: key.value) }
    entries += 1
  }

  private mutating func grow() {
    let kept = places
    places = Array(repeating: Place(), count: kept.count * 2)
    for place in kept where place.entry >= 0 { keep(place) }
  }

  private mutating func keep(_ place: Place) {
    var index = Int(place.hash) & (places.count - 1)
    while places[index].entry >= 0 { index = (index + 1) & (places.count - 1) }
    places[index] = place
  }
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
