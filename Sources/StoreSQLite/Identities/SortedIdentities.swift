internal import Glibc
internal import LeadCore
internal import Store

/// New identities in the order of their index, kind first, then the bytes of the value: in that order the
/// index is written page after page.
final class SortedIdentities {
  struct Entry {
    /// The first eight bytes, big-endian, so that they compare as numbers.
    var prefix: UInt64
    var kind: Int32
    var count: Int32
    var offset: Int
    var lead: Int64
  }

  private(set) var entries: [Entry] = []
  private let arena: ByteArena

  /// - Parameter number: gives the number of a kind.
  init(_ identities: [(Identity, lead: Int64)], number: (String) throws -> Int) rethrows {
    arena = ByteArena(capacity: identities.count * 32)
    entries.reserveCapacity(identities.count)
    for (identity, lead) in identities {
      let kind = try number(identity.kind)
      let offset = arena.count
      arena.append(identity.value)
      let bytes = UnsafeRawBufferPointer(start: arena.base + offset, count: arena.count - offset)
      entries.append(
        Entry(
          prefix: Self.prefix(bytes), kind: Int32(kind), count: Int32(bytes.count), offset: offset,
          lead: lead))
    }
    let base = UnsafeRawPointer(arena.base)
    entries.sort { left, right in
      if left.kind != right.kind { return left.kind < right.kind }
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let order = memcmp(
        base + left.offset, base + right.offset, Int(min(left.count, right.count)))
      return order == 0 ? left.count < right.count : order < 0
    }
  }

  func bytes(_ entry: Entry) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: arena.base + entry.offset, count: Int(entry.count))
  }

  private static func prefix(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    if bytes.count >= 8 { return UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)) }
    var prefix: UInt64 = 0
    for place in 0..<8 { prefix = prefix << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0) }
    return prefix
  }
}
