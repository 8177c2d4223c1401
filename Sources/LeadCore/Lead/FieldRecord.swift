/// The fields of one lead or the properties of one activity, packed: field number, length and
/// bytes one after another, in ascending order of field number.
///
/// Numbers are given to names by whoever stores records (`names` in the store); the packed form
/// is what stands in the database.
public struct FieldRecord: Hashable, Sendable {
  public private(set) var bytes: [UInt8]

  public init() { bytes = [] }

  /// Takes over bytes that a record once gave.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Packs field numbers with their values; empty ones are left out.
  public init(_ entries: [Int: [UInt8]]) {
    self.init()
    reserve(entries.values.reduce(0) { $0 + $1.count + 4 })
    for field in entries.keys.sorted() {
      entries[field]!.withUnsafeBufferPointer { append(field, $0) }
    }
  }

  /// Packs the cells of a row: numbers of fields, ascending, each with the cell of its value.
  public init(
    _ numbers: [Int], in arena: ByteArena, cell: (_ place: Int) -> Cell
  ) {
    bytes = [UInt8](unsafeUninitializedCapacity: FieldRecord.size(numbers, cell)) { out, count in
      FieldRecord.write(numbers, in: arena, to: out, at: &count, cell)
    }
  }

  /// Packs the cells of a row in the same way behind what `bytes` holds.
  @inline(__always)
  public static func append(
    _ numbers: [Int], in arena: ByteArena, to bytes: inout [UInt8], cell: (_ place: Int) -> Cell
  ) {
    let size = size(numbers, cell)
    var count = bytes.count
    // Room once for all of it: asking at each byte whether there is any takes longer than writing.
    bytes.append(contentsOf: repeatElement(0, count: size))
    bytes.withUnsafeMutableBufferPointer { write(numbers, in: arena, to: $0, at: &count, cell) }
  }

  /// How many bytes the cells of a row take when packed.
  @inline(__always)
  private static func size(_ numbers: [Int], _ cell: (_ place: Int) -> Cell) -> Int {
    var size = 0
    for place in numbers.indices {
      let count = Int(cell(place).count)
      if count > 0 { size += count + length(count) + length(numbers[place]) }
    }
    return size
  }

  @inline(__always)
  private static func write(
    _ numbers: [Int], in arena: ByteArena, to out: UnsafeMutableBufferPointer<UInt8>,
    at count: inout Int, _ cell: (_ place: Int) -> Cell
  ) {
    let base = arena.base
    for place in numbers.indices {
      let cell = cell(place)
      guard !cell.isMissing else { continue }
      write(numbers[place], to: out, at: &count)
      write(Int(cell.count), to: out, at: &count)
      (out.baseAddress! + count).initialize(
        from: base + Int(cell.offset), count: Int(cell.count))
      count += Int(cell.count)
    }
  }

  /// Appends a number, seven bits a byte, lowest first, the top bit set on all bytes but the last.
  @inline(__always)
  public static func appendVarint(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// How many bytes a number takes.
  private static func length(_ number: Int) -> Int {
    number < 0x80 ? 1 : (Int.bitWidth - number.leadingZeroBitCount + 6) / 7
  }

  private static func write(
    _ number: Int, to out: UnsafeMutableBufferPointer<UInt8>, at count: inout Int
  ) {
    var rest = UInt(number)
    while rest >= 0x80 {
      out[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
      count += 1
    }
    out[count] = UInt8(rest)
    count += 1
  }

  /// Packs values in the order given, which must ascend by field number; empty ones are left out.
  public mutating func append(_ field: Int, _ value: UnsafeBufferPointer<UInt8>) {
    guard value.count > 0 else { return }
    FieldRecord.appendVarint(field, to: &bytes)
    FieldRecord.appendVarint(value.count, to: &bytes)
    bytes.append(contentsOf: value)
  }

  public mutating func append(_ field: Int, _ value: String) {
    var value = value
    value.withUTF8 { append(field, $0) }
  }

  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Calls back for every field, in ascending order of field number.
  public func forEach(_ body: (_ field: Int, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { all in
      var entries = Entries(all)
      while entries.field < .max {
        body(entries.field, UnsafeBufferPointer(rebasing: entries.value))
        entries.advance()
      }
    }
  }

  /// This record with new values laid over it: a new value replaces an old one, nothing never
  /// replaces something, and fields of `keeping` stay as they first were.
  public func overlaid(with newer: FieldRecord, keeping: Set<Int>) -> FieldRecord {
    var laid = FieldRecord()
    laid.reserve(bytes.count + newer.bytes.count)
    bytes.withUnsafeBufferPointer { ours in
      newer.bytes.withUnsafeBufferPointer { theirs in
        var (old, new) = (Entries(ours), Entries(theirs))
        while case let field = min(old.field, new.field), field < .max {
          let (isOurs, isTheirs) = (old.field == field, new.field == field)
          let isKept = isOurs && (!isTheirs || keeping.contains(field))
          laid.bytes.append(contentsOf: isKept ? old.bytes : new.bytes)
          if isOurs { old.advance() }
          if isTheirs { new.advance() }
        }
      }
    }
    return laid
  }

  /// Goes through packed fields.
  private struct Entries {
    private let all: UnsafeBufferPointer<UInt8>
    private var place = 0
    /// The field at hand, `Int.max` behind the last one, its value, and all its bytes.
    private(set) var field = Int.max
    private(set) var value: Slice<UnsafeBufferPointer<UInt8>>
    private(set) var bytes: Slice<UnsafeBufferPointer<UInt8>>

    init(_ all: UnsafeBufferPointer<UInt8>) {
      self.all = all
      (value, bytes) = (all[..<0], all[..<0])
      advance()
    }

    mutating func advance() {
      let start = place
      field = .max
      guard let next = FieldRecord.varint(all, &place), let count = FieldRecord.varint(all, &place),
        count <= all.count - place
      else { return place = all.count }
      (field, value) = (next, all[place..<place + count])
      place += count
      bytes = all[start..<place]
    }
  }

  /// Field numbers with their values.
  public var entries: [Int: [UInt8]] {
    var entries: [Int: [UInt8]] = [:]
    forEach { entries[$0] = Array($1) }
    return entries
  }

  private static func varint(_ all: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int? {
    var number: UInt = 0
    var shift: UInt = 0
    while place < all.count, shift < 63 {
      let byte = all[place]
      place += 1
      number |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(number) }
      shift += 7
    }
    return nil
  }
}
