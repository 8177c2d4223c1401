/// A set of identities that may say "perhaps" of a stranger, never "no" of a member: it spares the
/// index the look-ups of unknown identities.
///
/// Split block Bloom filters (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom
/// Filters"): a key sets eight bits of one 32-byte block. When a filter is full, one of twice the
/// size joins it.
struct IdentityFilter {
  private static let keysPerBlock = 16

  private struct Layer {
    var blocks: [SIMD8<UInt32>]
    var room: Int

    init(keys: Int) {
      let count = max(1, keys / IdentityFilter.keysPerBlock)
      blocks = Array(repeating: .zero, count: count)
      room = count * IdentityFilter.keysPerBlock
    }

    func place(of hash: UInt64) -> Int {
      Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(blocks.count)) >> 32)
    }
  }

  private var layers: [Layer]

  /// - Parameter keys: for how many keys room is made at first.
  init(keys: Int) { layers = [Layer(keys: keys)] }

  /// Adds a key; returns whether it may have been a member.
  @discardableResult
  mutating func insert(_ hash: UInt64) -> Bool {
    if mayContain(hash) { return true }
    if layers[layers.count - 1].room == 0 {
      layers.append(Layer(keys: layers[layers.count - 1].blocks.count * 2 * Self.keysPerBlock))
    }
    let last = layers.count - 1
    layers[last].room -= 1
    let place = layers[last].place(of: hash)
    layers[last].blocks[place] |= Self.mask(hash)
    return false
  }

  func mayContain(_ hash: UInt64) -> Bool {
    let mask = Self.mask(hash)
    for layer in layers where layer.blocks[layer.place(of: hash)] & mask == mask { return true }
    return false
  }

  private static func mask(_ hash: UInt64) -> SIMD8<UInt32> {
    let salts = SIMD8<UInt32>(
      0x47b6_137b, 0x4497_4d91, 0x8824_ad5b, 0xa2b7_289d, 0x7054_95c7, 0x2df1_424b, 0x9efc_4947,
      0x5c6b_fb31)
    let bits = (SIMD8(repeating: UInt32(truncatingIfNeeded: hash)) &* salts) &>> 27
    return SIMD8(repeating: 1) &<< bits
  }

  /// A hash of an identity's kind and bytes, by folded 128-bit products of eight bytes each.
  static func hash(kind: Int, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: kind) ^ 0x9e37_79b9_7f4a_7c15
    var place = 0
    while place + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      hash = fold(hash ^ word, 0xa076_1d64_78bd_642f)
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    return fold(
      fold(hash ^ rest, 0xe703_7ed1_a0b4_28db) ^ UInt64(bytes.count), 0x8ebc_6af0_9c88_c6e3)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
