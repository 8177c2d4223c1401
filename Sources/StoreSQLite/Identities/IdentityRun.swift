internal import Glibc
internal import GRDBSQLite

/// Writes a run: identities of one kind in the order of their bytes, never changed any more. It is
/// a row of `identity_runs`, and rows of `identity_parts` of about a page each.
///
/// A part is identities one after another, each its value and its lead as `PackedBytes` has them;
/// its row tells the first value.
struct IdentityRunWriter: ~Copyable {
  /// Bytes of a part; with the rest of its row that is a page, if no value is very long.
  private static let part = 7800

  private let connection: Connection
  private let run: Int64
  private let kind: Int
  private var rows: RowWriter
  private var packed = PackedBytes()
  private var first = StagedBytes(capacity: 256)
  private var count: Int64 = 0

  /// - Parameter kind: the number of the kind of all of them.
  init(kind: Int, _ connection: Connection) throws {
    self.connection = connection
    self.kind = kind
    run =
      try connection.first("SELECT coalesce(max(run), 0) FROM identity_runs") { $0.int64() }! + 1
    rows = RowWriter(connection, "INSERT INTO identity_parts(run, first, entries)", columns: 3)
  }

  /// Adds an identity, greater than the one before.
  mutating func add(_ value: UnsafeRawBufferPointer, lead: Int64) throws {
    if packed.bytes.count + value.count > IdentityRunWriter.part { try endPart() }
    if packed.bytes.isEmpty { _ = first.append(value) }
    packed.append(value)
    packed.append(Int(lead))
    count += 1
  }

  private mutating func endPart() throws {
    guard !packed.bytes.isEmpty else { return }
    rows.int(run)
    rows.bytes(UnsafeRawBufferPointer(start: first.base, count: first.count))
    rows.bytes(packed.bytes)
    try rows.endRow()
    packed.clear()
    first.clear()
  }

  consuming func finish() throws {
    try endPart()
    try rows.finish()
    try connection.run(
      "INSERT INTO identity_runs(run, kind, identities) VALUES (?, ?, ?)", .int(run), .int(kind),
      .int(count))
  }
}

extension PackedReader {
  /// The next identity of a part.
  fileprivate mutating func identity() throws -> (value: UnsafeRawBufferPointer, lead: Int64) {
    (try bytes(), Int64(try number()))
  }
}

/// Goes through a run.
final class IdentityRunReader {
  private static let parts = "SELECT entries FROM identity_parts WHERE run = ? ORDER BY first"

  private let connection: Connection
  private let statement: Statement
  // Exclusivity is checked at compile time only: a merge is little but these.
  @exclusivity(unchecked) private var part = StagedBytes(capacity: 8192)
  @exclusivity(unchecked) private var packed = PackedReader(.init(start: nil, count: 0))
  /// The identity at hand, good until the next; nil behind the last one.
  @exclusivity(unchecked) private(set) var value: UnsafeRawBufferPointer?
  @exclusivity(unchecked) private(set) var lead: Int64 = 0

  init(_ run: Int64, _ connection: Connection) throws {
    self.connection = connection
    statement = try connection.take(IdentityRunReader.parts)
    try statement.bind(.int(run), at: 1)
    try advance()
  }

  deinit { connection.giveBack(statement, IdentityRunReader.parts) }

  func advance() throws {
    if packed.isAtEnd {
      guard value != nil || part.count == 0, try statement.step() else { return value = nil }
      part.clear()
      var row = statement.row
      row.withBytes { _ = part.append($0) }
      packed = PackedReader(UnsafeRawBufferPointer(start: part.base, count: part.count))
    }
    (value, lead) = try packed.identity()
  }
}

/// What is known of the runs together.
enum IdentityRuns {
  /// So many runs of about one size become one.
  private static let fanIn = 4
  /// The identities of a small run.
  static let least = 1000
  /// Runs of more identities are not merged: the commit that does it would take too long.
  private static let most = 1 << 20

  /// The lead of an identity in the part that has it if the run has.
  static func lead(
    of value: UnsafeRawBufferPointer, in part: UnsafeRawBufferPointer
  ) throws -> Int64? {
    var packed = PackedReader(part)
    while !packed.isAtEnd {
      let (known, lead) = try packed.identity()
      let order = order(known, value)
      if order >= 0 { return order == 0 ? lead : nil }
    }
    return nil
  }

  /// Calls back for every value of a part.
  static func forEach(
    in part: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws {
    var packed = PackedReader(part)
    while !packed.isAtEnd { body(try packed.identity().value) }
  }

  /// Makes one of runs of a kind that are of about one size, if there are many.
  ///
  /// Sizes are four times each other, so an identity is written again once for each of them
  /// (O'Neil et al., "The Log-Structured Merge-Tree").
  static func merge(kind: Int, _ connection: Connection) throws {
    let runs = try connection.all(
      "SELECT run, identities FROM identity_runs WHERE kind = ? AND identities <= ?", .int(kind),
      .int(most)
    ) { (run: $0.int64(), size: (Int.bitWidth - ($0.int() / least).leadingZeroBitCount) / 2) }
    let crowds = Dictionary(grouping: runs, by: \.size).filter { $0.value.count >= fanIn }
    guard let smallest = crowds.min(by: { $0.key < $1.key }) else { return }
    try merge(smallest.value.map(\.run), kind, connection)
  }

  /// No identity should be in two of them; if one is, the lead that came first keeps it.
  private static func merge(_ runs: [Int64], _ kind: Int, _ connection: Connection) throws {
    let readers = try runs.map { try IdentityRunReader($0, connection) }
    var writer = try IdentityRunWriter(kind: kind, connection)
    while let least = least(readers), let value = least.value {
      var lead = least.lead
      for reader in readers where reader !== least {
        guard let other = reader.value, order(other, value) == 0 else { continue }
        lead = min(lead, reader.lead)
        try reader.advance()
      }
      try writer.add(value, lead: lead)
      try least.advance()
    }
    try writer.finish()
    for run in runs {
      try connection.run("DELETE FROM identity_parts WHERE run = ?", .int(run))
      try connection.run("DELETE FROM identity_runs WHERE run = ?", .int(run))
    }
  }

  private static func least(_ readers: [IdentityRunReader]) -> IdentityRunReader? {
    var least: IdentityRunReader?
    for reader in readers {
      guard let value = reader.value else { continue }
      if let known = least?.value, order(known, value) <= 0 { continue }
      least = reader
    }
    return least
  }

  /// Below zero where the left comes first, zero where both are the same.
  static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let count = min(left.count, right.count)
    if count > 0, let left = left.baseAddress, let right = right.baseAddress {
      let order = memcmp(left, right, count)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }
}
