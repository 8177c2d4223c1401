import Intake
import LeadCore
import Store

/// Why a row cannot be taken in, as a sentence for a person.
struct RowProblem: Error {
  var reason: String
  init(_ reason: String) { self.reason = reason }
}

/// A block of rows while it is taken in.
struct Taking {
  let mapped: MappedBlock
  private let block: RowBlock
  var file: FileEntry
  var identities: RowIdentities
  let fields: RowFields
  private let zone: Zone
  var rejects: [RejectedRow] = []
  /// What was found strange, for the log.
  private(set) var warnings: [String] = []
  /// Whether the row just looked at brought a known lead a new identity.
  var addedIdentity = false

  init(
    _ mapped: MappedBlock, _ block: RowBlock, _ kind: RecordKind, file: FileEntry,
    engine: isolated Engine
  ) throws {
    self.mapped = mapped
    self.block = block
    self.file = file
    zone = engine.rules.calendar.zone
    try engine.prepare(mapped)
    identities = try RowIdentities(mapped, engine.store, ofAccounts: kind == .account)
    fields = RowFields(mapped, engine.names, engine.rules, engine.book.reader)
    for reject in block.rejects + mapped.rejects {
      rejects.append(
        RejectedRow(file: file.id, line: reject.line, cells: reject.cells, reason: reject.reason))
    }
  }

  /// When a lead says it came to be; what is not said or lies in the future is now.
  func createdAt(_ row: Int, now: Instant) -> Instant {
    guard let column = fields.createdAt else { return now }
    let told = mapped.arena.bytes(mapped.fields[row * mapped.fieldNames.count + column])
    return told.count == 0 ? now : min(instant(iso: told, zone: zone) ?? now, now)
  }

  func origin(_ line: Int) -> Origin { Origin(file: file.id, line: line) }

  /// Notes that a row cannot be taken in.
  mutating func reject(_ row: Int, _ reason: String) {
    let cells = (0..<block.columns).map { block.arena.text(block.cells[row * block.columns + $0]) }
    rejects.append(
      RejectedRow(file: file.id, line: Int(mapped.lines[row]), cells: cells, reason: reason))
  }

  /// Notes what is strange about a row that is taken in all the same.
  mutating func warn(_ row: Int, _ text: String) {
    warnings.append("line \(mapped.lines[row]): \(text)")
  }

  /// When what was told in the rows that were taken in happened.
  var timesTaken: [FactTime] {
    let rejected = Set(rejects.map(\.line))
    let rows = (0..<mapped.rows).filter { !rejected.contains(Int(mapped.lines[$0])) }
    return rows.compactMap { mapped.times[$0] }
  }

  /// Settles the file's counts; the rows read are the checkpoint.
  ///
  /// - Parameter isLast: all rows of the file are in.
  mutating func finish(isLast: Bool, now: Instant) {
    rejects.sort { $0.line < $1.line }
    file.rejected += rejects.count
    file.rows += mapped.rows + block.rejects.count
    guard isLast else { return }
    file.state = .taken
    file.finished = now
    if file.rejected > 0 { rejects.insert(.header(block.header, of: file.id), at: 0) }
  }
}
