import Glibc
import LeadCore

/// Reads JSON block by block: an array of objects, objects one behind the other, or one a line.
final class JSONReader {
  private enum Layout {
    case undecided, lines, objects, ended
    case array(Expected)

    var isLines: Bool {
      if case .lines = self { true } else { false }
    }
  }
  private enum Expected { case opening, firstOrEnd, commaOrEnd, element }

  private let feed: Feed
  private let isLines: Bool
  private var layout = Layout.undecided
  private var rows = JSONRow()
  /// The line at `counted` of the block at hand, and how many characters of it earlier blocks held.
  private var line: Int
  private var counted = 0
  private var earlier = 0
  private var isSkipping = false

  init(_ feed: Feed, isLines: Bool, firstLine: Int) {
    self.feed = feed
    line = firstLine
    self.isLines = isLines
  }

  func read(into block: RowBlock, rows wanted: Int, bytes: Int) throws(Unreadable) -> Bool {
    block.clear()
    feed.begin(block.arena)
    counted = 0
    var position = 0
    while block.rows < wanted {
      if case .ended = layout {
        position = block.arena.count
        if feed.atEnd { break }
        block.arena.truncate(to: position)
        break
      }
      if let next = try step(block, from: position) {
        position = next
      } else if feed.atEnd {
        position = block.arena.count
        break
      } else if block.arena.count >= bytes, block.rows > 0 {
        break
      } else {
        try feed.more(block.arena, stuck: block.arena.count - position)
      }
    }
    countLines(block.arena, to: position)
    earlier = column(block.arena, at: position) - 1
    feed.end(block.arena, at: position)
    rows.settle(block)
    return block.rows > 0 || !block.rejects.isEmpty
  }

  /// Goes on from `position`; nil where more bytes are needed, or none are left.
  private func step(_ block: RowBlock, from position: Int) throws(Unreadable) -> Int? {
    let base = UnsafePointer(block.arena.base)
    var scanner = JSONScanner(base, from: position, to: block.arena.count)
    switch layout {
    case .undecided: return try decide(&scanner)
    case .lines: return readLine(block, from: position)
    case .ended: return nil
    case .objects, .array: break
    }
    var begun = position
    do throws(JSONFault) {
      guard scanner.peek() != nil else {
        if case .array = layout, feed.atEnd { throw .cut }
        return scanner.position > position ? scanner.position : nil
      }
      begun = scanner.position
      if case .array(let expected) = layout {
        try readArray(&scanner, expected, block)
      } else {
        try readObject(&scanner, block)
      }
      return scanner.position
    } catch {
      if case .cut = error, !feed.atEnd, block.arena.count - begun <= Limits.row { return nil }
      // What follows a mistake cannot be told apart any more.
      layout = .ended
      reject(block, error, from: begun, cells: [])
      return block.arena.count
    }
  }

  private func decide(_ scanner: inout JSONScanner) throws(Unreadable) -> Int? {
    guard let first = scanner.peek() else {
      return nil
    }
    if first == UInt8(ascii: "[") {
      layout = .array(.opening)
      return scanner.position
    }
    if isLines {
      layout = .lines
      return 0
    }
    if first != UInt8(ascii: "{") {
      throw Unreadable("this is no JSON: expected an array of objects, or objects one a line")
    }
    let start = scanner.position
    let end = lineEnd(scanner.base, from: start, to: scanner.end)
    if end == nil, !feed.atEnd, scanner.end - start <= Limits.row { return nil }
    var line = JSONScanner(scanner.base, from: start, to: end ?? scanner.end)
    layout = .objects
    if (try? line.value(depth: 0)) != nil, line.peek() == nil { layout = .lines }
    return layout.isLines ? 0 : start
  }

  private func lineEnd(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard let found = memchr(base + start, 0x0A, end - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func readArray(
    _ scanner: inout JSONScanner, _ expected: Expected, _ block: RowBlock
  ) throws(JSONFault) {
    let close = UInt8(ascii: "]")
    switch expected {
    case .opening:
      try scanner.expect(UInt8(ascii: "["), "'['")
      layout = .array(.firstOrEnd)
    case .firstOrEnd, .commaOrEnd:
      var isFirst = false
      if case .firstOrEnd = expected { isFirst = true }
      let isClosed = try scanner.isClosed(by: close, isFirst: isFirst)
      layout = isClosed ? .objects : .array(.element)
    case .element:
      try readObject(&scanner, block)
      layout = .array(.commaOrEnd)
    }
  }

  /// Takes one object as a row; another value in its place is rejected alone.
  private func readObject(_ scanner: inout JSONScanner, _ block: RowBlock) throws(JSONFault) {
    let start = scanner.position
    if try scanner.next() == UInt8(ascii: "{") {
      try rows.read(&scanner)
      countLines(block.arena, to: start)
      rows.keep()
      block.lines.append(Int32(truncatingIfNeeded: line))
    } else {
      if case .objects = layout {
        throw .wrong("expected '{'", at: scanner.position)
      }
      let value = try scanner.value(depth: 0)
      countLines(block.arena, to: start)
      block.rejects.append(
        Reject(line: line, cells: [short(block.arena, value.cell)], reason: "is not an object"))
    }
  }

  private func readLine(_ block: RowBlock, from position: Int) -> Int? {
    let arena = block.arena
    let base = UnsafePointer(arena.base)
    let end = lineEnd(base, from: position, to: arena.count)
    if isSkipping {
      isSkipping = end == nil
      return end.map { $0 + 1 } ?? (position < arena.count ? arena.count : nil)
    }
    if end == nil, arena.count - position > Limits.row {
      countLines(arena, to: position)
      block.rejects.append(Reject(line: line, cells: [], reason: "the line is over 16 MB"))
      isSkipping = true
      return arena.count
    }
    guard let end = end ?? (feed.atEnd && position < arena.count ? arena.count : nil) else {
      return nil
    }
    var scanner = JSONScanner(base, from: position, to: end)
    do throws(JSONFault) {
      if scanner.peek() != nil {
        let start = scanner.position
        try rows.read(&scanner)
        if scanner.peek() != nil { throw .wrong("text behind the object", at: scanner.position) }
        countLines(arena, to: start)
        rows.keep()
        block.lines.append(Int32(truncatingIfNeeded: line))
      }
    } catch {
      let text = short(arena, Cell(from: position, to: end))
      reject(block, error, from: position, cells: [text])
    }
    return min(end + 1, arena.count)
  }

  private func short(_ arena: ByteArena, _ cell: Cell) -> String {
    String(decoding: arena.bytes(cell).prefix(Limits.rejectedCell), as: UTF8.self)
  }

  private func reject(_ block: RowBlock, _ fault: JSONFault, from start: Int, cells: [String]) {
    countLines(block.arena, to: start)
    let begun = line
    var reason = "the JSON ends too early"
    switch fault {
    case .cut where !feed.atEnd && !layout.isLines: reason = "a value is over 16 MB"
    case .cut: break
    case .wrong(let what, let offset):
      let column = column(block.arena, at: offset)
      countLines(block.arena, to: max(offset, start))
      reason = "line \(line), column \(column): \(what)"
    }
    block.rejects.append(Reject(line: begun, cells: cells, reason: reason))
  }

  private func countLines(_ arena: ByteArena, to position: Int) {
    let base = UnsafePointer(arena.base)
    while counted < position, let feed = lineEnd(base, from: counted, to: position) {
      line += 1
      counted = feed + 1
    }
    counted = max(counted, position)
  }

  /// Characters from the beginning of the line up to and with the one at `offset`.
  private func column(_ arena: ByteArena, at offset: Int) -> Int {
    var start = offset
    var characters = 1
    while start > 0, arena.base[start - 1] != 0x0A {
      start -= 1
      if arena.base[start] & 0xC0 != 0x80 { characters += 1 }
    }
    return start == 0 ? characters + earlier : characters
  }
}
