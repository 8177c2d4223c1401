import Dispatch
public import LeadCore
import Synchronization

/// Reads and maps the blocks of a file on a thread of its own, ahead of whoever works on them.
///
/// `@unchecked Sendable`: at any time a piece belongs to one side, and the semaphores hand it over;
/// the reader and the mapping are touched by the thread alone.
public final class ReadAhead: @unchecked Sendable {
  /// A run of rows, as they stand in the file and as ours.
  public final class Piece {
    public let rows = RowBlock()
    public let mapped = MappedBlock()
    /// What the rows of the file are.
    public fileprivate(set) var kind = RecordKind.lead
    /// What was found strange up to here, for a person.
    public fileprivate(set) var warnings: [String] = []
    /// What separates the columns of CSV.
    public fileprivate(set) var separator: UInt8 = 0x2C
    /// Whether there are more pieces.
    public fileprivate(set) var hasMore = true
    fileprivate var failure: Unreadable?
  }

  private let reader: RowReader
  private let newMapping: @Sendable (_ header: [String]) throws(Unreadable) -> Mapping
  private var mapping: Mapping?
  private let rows: Int
  private let bytes: Int
  private var known: Int
  private let pieces: [Piece]
  /// From zero: a semaphore must not end below the value that it began with.
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let isCancelled = Atomic(false)
  private var isAhead: Bool { pieces.count > 1 }
  private var taken = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - rows: how many rows a piece has at most.
  ///   - bytes: about how many bytes.
  ///   - ahead: how many pieces are read before they are asked for. 0 where no thread is worth its
  ///     start, for a small file.
  ///   - known: so many rows at the beginning are read, but not handed out: a former run ended
  ///     behind them.
  ///   - mapping: how a file of this header is read.
  public init(
    _ reader: RowReader, rows: Int, bytes: Int, ahead: Int = 1, skipping known: Int = 0,
    mapping: @escaping @Sendable (_ header: [String]) throws(Unreadable) -> Mapping
  ) {
    self.reader = reader
    self.rows = rows
    self.bytes = bytes
    self.known = known
    newMapping = mapping
    pieces = (0...ahead).map { _ in Piece() }
    guard isAhead else { return }
    for _ in pieces { free.signal() }
    DispatchQueue(label: "leadrelay.read").async { self.fill() }
  }

  private func fill() {
    for place in 0... {
      free.wait()
      if isCancelled.load(ordering: .acquiring) { return }
      let piece = pieces[place % pieces.count]
      fill(piece)
      filled.signal()
      if !piece.hasMore { return }
    }
  }

  private func fill(_ piece: Piece) {
    do throws(Unreadable) {
      try read(into: piece)
    } catch {
      piece.failure = error
      piece.hasMore = false
    }
  }

  private func read(into piece: Piece) throws(Unreadable) {
    while known > 0, piece.hasMore {
      // Towards the place where the former run ended the steps become small, whatever size its
      // batches had.
      try read(into: piece, rows: min(rows, max(1, known / 4)))
      known -= piece.rows.rows + piece.rows.rejects.count
    }
    if known < 0 {
      // The former run ended between a rejected row and the row that this step had to read.
      piece.rows.keepLast(-known)
      known = 0
      mapping?.map(piece.rows, into: piece.mapped)
    } else if piece.hasMore {
      try read(into: piece, rows: rows)
    } else {
      piece.rows.clear()
      mapping?.map(piece.rows, into: piece.mapped)
    }
  }

  private func read(into piece: Piece, rows: Int) throws(Unreadable) {
    piece.hasMore = try reader.read(into: piece.rows, rows: rows, bytes: bytes)
    // A block that is not full ends with the file: no empty piece follows it, nor a commit for it.
    if piece.rows.rows < rows, reader.isSpent { piece.hasMore = false }
    piece.separator = reader.separator
    if mapping == nil, !piece.rows.header.isEmpty { mapping = try newMapping(piece.rows.header) }
    guard mapping != nil else { return piece.warnings = reader.warnings }
    mapping!.map(piece.rows, into: piece.mapped)
    piece.kind = mapping!.kind
    piece.warnings = reader.warnings + mapping!.warnings
  }

  /// The next piece, good until the next call; nil behind the last one. The last one may be without
  /// rows, and without a header where the file has none.
  public func next() throws(Unreadable) -> Piece? {
    if isAtEnd { return nil }
    let piece = pieces[taken % pieces.count]
    if isAhead {
      if taken > 0 { free.signal() }
      filled.wait()
    } else {
      fill(piece)
    }
    taken += 1
    isAtEnd = !piece.hasMore
    if let failure = piece.failure { throw failure }
    return piece
  }

  /// Ends the thread; nothing more is asked for.
  public func cancel() {
    guard isAhead, !isAtEnd else { return }
    isAtEnd = true
    isCancelled.store(true, ordering: .releasing)
    free.signal()
  }
}
