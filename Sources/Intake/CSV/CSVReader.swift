import LeadCore

/// Reads CSV block by block: the scanner takes the clean rows, everything else goes through
/// `CSVRow` here.
final class CSVReader {
  private let feed: Feed
  private let hint: UInt8?
  private(set) var separator = UInt8(ascii: ",")
  private var header: [String]?
  private var tape = CSVTape(columns: 0)
  private var line = 1
  /// Inside a line that is too long to be kept.
  private var isSkipping = false
  private var openQuotes = 0
  /// Text that does not stand in the file as it is meant, and which of the block's cells point into
  /// it.
  private let rewritten = ByteArena()
  private var moved: [Int] = []

  init(_ feed: Feed, hint: UInt8?) {
    self.feed = feed
    self.hint = hint
  }

  func read(into block: RowBlock, rows: Int, bytes: Int) throws(Unreadable) -> Bool {
    block.clear()
    feed.begin(block.arena)
    var position = 0
    if header == nil { position = try readHeader(block.arena) }
    guard let header else { return false }
    block.header = header
    block.columns = header.count
    moved.removeAll(keepingCapacity: true)
    rewritten.truncate()
    while block.rows < rows {
      if let next = try step(block, from: position, rows: rows - block.rows) {
        position = next
      } else if feed.atEnd {
        position = block.arena.count
        break
      } else if block.arena.count >= bytes, block.rows > 0 {
        break
      } else {
        try more(block.arena, stuck: block.arena.count - position)
      }
    }
    feed.end(block.arena, at: position)
    settle(block)
    return block.rows > 0 || !block.rejects.isEmpty
  }

  /// Takes what it can from `position` on; nil where more bytes are needed.
  private func step(_ block: RowBlock, from position: Int, rows: Int) throws(Unreadable) -> Int? {
    if isSkipping { return skip(block.arena, from: position) }
    if position == block.arena.count { return nil }
    var scanner = CSVScanner(
      separator: separator, columns: block.columns, position: position, line: line)
    tape.begin(block.cells, bytes: block.arena.count - position)
    let stop = scanner.scan(block.arena.base, to: block.arena.count, rows: rows, tape: tape)
    tape.empty(into: block, rewritten: rewritten, moved: &moved)
    line = scanner.line
    switch stop {
    case .full: return scanner.position
    case .special: return try slowRow(block, from: scanner.position) ?? progress(scanner, position)
    case .needsMore:
      let left = block.arena.count - scanner.position
      if feed.atEnd ? left > 0 : left > Limits.row {
        return try slowRow(block, from: scanner.position) ?? progress(scanner, position)
      }
      return progress(scanner, position)
    }
  }

  private func progress(_ scanner: CSVScanner, _ position: Int) -> Int? {
    scanner.position > position ? scanner.position : nil
  }

  private func more(_ arena: ByteArena, stuck: Int) throws(Unreadable) {
    try feed.more(arena, stuck: stuck)
    // A last line without its end gets one, so that no row is special for being the last.
    if feed.atEnd, arena.count > 0, arena.base[arena.count - 1] != 0x0A { arena.append([0x0A]) }
  }

  private func readHeader(_ arena: ByteArena) throws(Unreadable) -> Int {
    try more(arena, stuck: 0)
    var start = CSVHeader(arena.base, count: arena.count, hint: hint)
    while start == nil, !feed.atEnd, arena.count <= Limits.row {
      try more(arena, stuck: arena.count)
      start = CSVHeader(arena.base, count: arena.count, hint: hint)
    }
    guard let start else {
      if arena.count > Limits.row { throw Unreadable("the first row is over 16 MB", line: 1) }
      let isBlank = arena.bytes(Cell(from: 0, to: arena.count)).allSatisfy {
        $0 == 0x20 || $0 &- 0x09 < 5
      }
      if !isBlank { throw CSVHeader.openQuote }
      header = []
      return arena.count
    }
    separator = start.separator
    header = try start.names()
    tape = CSVTape(columns: start.cells.count)
    line = start.line
    return start.next
  }

  /// Deals with the row at `position` byte by byte; nil where it does not end yet.
  private func slowRow(_ block: RowBlock, from position: Int) throws(Unreadable) -> Int? {
    let base = UnsafePointer(block.arena.base)
    let row = CSVRow(base, from: position, to: block.arena.count, separator: separator)
    // A carriage return as the last byte may be half a line end.
    let cut = row.next == block.arena.count && row.isWhole && base[row.end] == 0x0D
    let tooLong = row.end - position > Limits.row
    if !feed.atEnd, !tooLong, !row.isWhole || cut { return nil }
    if let quote = row.strayQuote, row.breaks > 1 || !row.isWhole {
      return try resynchronise(block, from: position, quote: quote, row: row)
    }
    let begun = line
    line += row.breaks
    if tooLong {
      block.rejects.append(Reject(line: begun, cells: [], reason: "the row is over 16 MB"))
      isSkipping = !row.isWhole
    } else {
      take(row, at: position, line: begun, block)
    }
    return row.next
  }

  /// A quote swallowed the rows behind it: they are read again from the line after the one it
  /// stands on.
  private func resynchronise(
    _ block: RowBlock, from position: Int, quote: Int, row: CSVRow
  ) throws(Unreadable) -> Int {
    openQuotes += 1
    if openQuotes > Limits.openQuotes {
      throw Unreadable(
        "quotes are opened and not closed in over \(Limits.openQuotes) rows: export the file again",
        line: line)
    }
    let base = UnsafePointer(block.arena.base)
    var next = quote
    while next < row.next, base[next] != 0x0A, base[next] != 0x0D { next += 1 }
    let end = next
    if next < row.next {
      next += base[next] == 0x0D && next + 1 < row.next && base[next + 1] == 0x0A ? 2 : 1
    } else {
      isSkipping = !feed.atEnd
    }
    let begun = line
    let quoteLine = line + CSVRow.lineBreaks(base, from: position, to: quote)
    line += CSVRow.lineBreaks(base, from: position, to: next)
    let text = String(
      decoding: UnsafeBufferPointer(start: base + position, count: min(end - position, 1 << 20)),
      as: UTF8.self)
    block.rejects.append(
      Reject(
        line: begun, cells: CSVRow.roughCells(text, separator: separator),
        reason: "a quote is opened on line \(quoteLine) and not closed as it should be"))
    return next
  }

  /// The position behind the end of a line that is too long.
  private func skip(_ arena: ByteArena, from position: Int) -> Int? {
    var i = position
    while i < arena.count, arena.base[i] != 0x0A { i += 1 }
    guard i < arena.count else {
      arena.truncate(to: position)
      return nil
    }
    isSkipping = false
    line += 1
    return i + 1
  }

  private func take(_ row: CSVRow, at position: Int, line begun: Int, _ block: RowBlock) {
    let base = UnsafePointer(block.arena.base)
    if row.fields.count == 1, !row.hasQuotedField, row.fields[0].isBlank(base) { return }
    let texts: () -> [String] = { row.texts(base).map { String($0.prefix(Limits.rejectedCell)) } }
    if row.hasNul {
      block.rejects.append(
        Reject(line: begun, cells: texts(), reason: "the row holds NUL bytes, it is damaged"))
      return
    }
    var fields = row.fields
    if fields.count == 1, block.columns > 1, row.hasQuotedField,
      let inner = CSVRow.unwrapped(fields[0], base, separator: separator, columns: block.columns)
    {
      fields = inner
    }
    while fields.count > block.columns, fields.last?.isEmpty == true { fields.removeLast() }
    if fields.count != block.columns {
      let reason = "has \(fields.count) columns where the header has \(block.columns)"
      block.rejects.append(Reject(line: begun, cells: texts(), reason: reason))
      return
    }
    for field in fields {
      switch field {
      case .slice(let cell): block.cells.append(cell)
      case .rewritten(let bytes):
        moved.append(block.cells.count)
        block.cells.append(rewritten.append(bytes))
      }
    }
    block.raw.append(Cell(from: position, to: row.end))
    block.lines.append(Int32(truncatingIfNeeded: begun))
  }

  /// Puts rewritten text behind the block's bytes, now that no more of them come.
  private func settle(_ block: RowBlock) {
    let shift = UInt32(truncatingIfNeeded: block.arena.count)
    block.arena.append(rewritten.bytes(Cell(from: 0, to: rewritten.count)))
    for index in moved { block.cells[index].offset &+= shift }
  }
}
