/// What is already known of the distinct values of one column: value bytes → an entry's number.
///
/// Open addressing; bytes are compared, not only hashes. It stops taking in new values when it is
/// full, so a column without repetition costs little memory.
struct Memo {
  private struct Place {
    var hash: UInt32 = 0
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

  /// The entry of a value, or nil.
  @inline(__always)
  func entry(of value: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    let hash = UInt32(truncatingIfNeeded: hash)
    let (mask, start) = (places.count - 1, value.baseAddress!)
    return places.withUnsafeBufferPointer { places in
      var index = Int(hash) & mask
      while places[index].entry >= 0 {
        let place = places[index]
        if place.hash == hash, Int(place.count) == value.count, isEqual(place, start) {
          return Int(place.entry)
        }
        index = (index + 1) & mask
      }
      return nil
    }
  }

  @inline(__always)
  private func isEqual(_ place: Place, _ value: UnsafePointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer {
      equal($0.baseAddress! + Int(place.offset), value, Int(place.count))
    }
  }

  mutating func insert(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64, entry: Int) {
    precondition(!isFull)
    if entries * 2 >= places.count { grow() }
    keep(
      Place(
        hash: UInt32(truncatingIfNeeded: hash), offset: UInt32(bytes.count),
        count: UInt16(value.count), entry: Int16(entry)))
    bytes.append(contentsOf: value)
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

/// Whether two runs of bytes are the same. The last words compared may overlap those before.
@inline(__always)
private func equal(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  let (a, b) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
  if count >= 8 {
    var i = 0
    while i + 8 < count {
      if a.word(at: i) != b.word(at: i) { return false }
      i += 8
    }
    return a.word(at: count - 8) == b.word(at: count - 8)
  }
  return a.shortWord(count) == b.shortWord(count)
}

/// A 64-bit hash of bytes; the same in every process.
@inline(__always)
func hash(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
  let (base, count) = (UnsafeRawPointer(value.baseAddress!), value.count)
  var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  var last: UInt64
  if count >= 8 {
    var i = 0
    while i + 8 < count {
      state = (state ^ base.word(at: i)) &* 0xFF51_AFD7_ED55_8CCD
      state ^= state >> 32
      i += 8
    }
    last = base.word(at: count - 8)
  } else {
    last = base.shortWord(count)
  }
  state = (state ^ last) &* 0xC4CE_B9FE_1A85_EC53
  return state ^ state >> 29
}

extension UnsafeRawPointer {
  @inline(__always)
  fileprivate func word(at offset: Int) -> UInt64 {
    loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// All of at most seven bytes in a word: two halves that may overlap, or first, middle and last.
  @inline(__always)
  fileprivate func shortWord(_ count: Int) -> UInt64 {
    if count == 0 { return 0 }
    if count >= 4 {
      let first = loadUnaligned(as: UInt32.self)
      let last = loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) << 32
    }
    let first = UInt64(load(as: UInt8.self))
    let middle = UInt64(load(fromByteOffset: count / 2, as: UInt8.self))
    return first | middle << 8 | UInt64(load(fromByteOffset: count - 1, as: UInt8.self)) << 16
  }
}
