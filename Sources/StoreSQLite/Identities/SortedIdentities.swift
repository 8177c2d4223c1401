internal import Store

/// New identities in order, kind first, then the bytes of the value: a kind after the other is a
/// run.
struct SortedIdentities: ~Copyable {
  struct Entry {
    /// The first eight bytes, big-endian, so that they compare as numbers.
    var prefix: UInt64
    var kind: Int32
    var count: Int32
    var offset: Int
    var lead: Int64
  }

  private(set) var entries: [Entry] = []
  private var arena: StagedBytes

  /// - Parameter number: gives the number of a kind.
  init(
    _ identities: [(Identity, lead: Int64)], _ plain: PlainLeads, number: (String) throws -> Int
  ) rethrows {
    var arena = StagedBytes(capacity: (identities.count + plain.identities.count) * 32)
    var entries: [Entry] = []
    entries.reserveCapacity(identities.count + plain.identities.count)
    plain.bytes.withUnsafeBytes { all in
      for identity in plain.identities {
        let value = UnsafeRawBufferPointer(
          rebasing: all[identity.offset..<identity.offset + Int(identity.count)])
        let offset = arena.append(value)
        entries.append(
          Entry(
            prefix: Self.prefix(value), kind: identity.kind, count: identity.count, offset: offset,
            lead: identity.lead))
      }
    }
    for (identity, lead) in identities {
      let kind = try number(identity.kind)
      let offset = arena.append(identity.value)
      let bytes = UnsafeRawBufferPointer(start: arena.base + offset, count: arena.count - offset)
      entries.append(
        Entry(
          prefix: Self.prefix(bytes), kind: Int32(kind), count: Int32(bytes.count), offset: offset,
          lead: lead))
    }
    self.arena = arena
    self.entries = entries
    sort()
  }

  /// The bytes of a value; valid as long as this is.
  func bytes(_ entry: Entry) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: arena.base + entry.offset, count: Int(entry.count))
  }

  /// Whether two of them are the same identity.
  func isSame(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (entries[left], entries[right])
    return left.prefix == right.prefix && left.kind == right.kind
      && bytes(left).elementsEqual(bytes(right))
  }

  /// The lead of an identity among these.
  func lead(kind: Int, _ value: UnsafeRawBufferPointer) -> Int64? {
    let wanted = (Int32(kind), Self.prefix(value))
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if (entries[middle].kind, entries[middle].prefix) < wanted {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while low < entries.count, (entries[low].kind, entries[low].prefix) == wanted {
      if value.elementsEqual(bytes(entries[low])) { return entries[low].lead }
      low += 1
    }
    return nil
  }

  /// By kind and prefix digit by digit, lowest first, then runs of equal prefixes by what follows.
  private mutating func sort() {
    var kinds: Int32 = 0
    for entry in entries { kinds = max(kinds, entry.kind) }
    if entries.count > 256, kinds < 256 {
      var other = entries
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        Self.pass(&entries, &other) { Int(truncatingIfNeeded: $0.prefix >> shift & 0xFF) }
      }
      Self.pass(&entries, &other) { Int($0.kind) }
      sortRuns()
    } else {
      let base = arena.base
      entries.sort { Self.isBefore($0, $1, base) }
    }
  }

  /// One pass of a counting sort; leaves all as it is where the digit is the same everywhere.
  private static func pass(_ from: inout [Entry], _ to: inout [Entry], _ digit: (Entry) -> Int) {
    var ends = [Int](repeating: 0, count: 257)
    for entry in from { ends[digit(entry) + 1] += 1 }
    guard !ends.contains(from.count) else { return }
    for value in 1...256 { ends[value] += ends[value - 1] }
    for entry in from {
      let value = digit(entry)
      to[ends[value]] = entry
      ends[value] += 1
    }
    swap(&from, &to)
  }

  private mutating func sortRuns() {
    let base = arena.base
    var start = 0
    while start < entries.count {
      let (kind, prefix) = (entries[start].kind, entries[start].prefix)
      var end = start + 1
      while end < entries.count, entries[end].prefix == prefix, entries[end].kind == kind {
        end += 1
      }
      if end - start > 1 { entries[start..<end].sort { Self.isBefore($0, $1, base) } }
      start = end
    }
  }

  private static func isBefore(
    _ left: Entry, _ right: Entry, _ base: UnsafeMutableRawPointer
  ) -> Bool {
    if left.kind != right.kind { return left.kind < right.kind }
    if left.prefix != right.prefix { return left.prefix < right.prefix }
    return IdentityRuns.order(
      .init(start: base + left.offset, count: Int(left.count)),
      .init(start: base + right.offset, count: Int(right.count))) < 0
  }

  private static func prefix(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    if bytes.count >= 8 { return UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)) }
    var prefix: UInt64 = 0
    for place in 0..<8 { prefix = prefix << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0) }
    return prefix
  }
}
