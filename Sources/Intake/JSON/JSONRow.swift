import LeadCore

/// Turns objects into rows: names become columns, nested names are joined by dots.
struct JSONRow {
  /// Marks a cell whose text lies in `rewritten` and not in the block's arena.
  private static let moved: UInt32 = 1 << 31

  /// All names seen so far, in the order in which they turned up.
  private(set) var header: [String] = []
  private var keys: [[UInt8]] = []
  private var columnOfKey: [[UInt8]: Int] = [:]
  /// The cells of the rows of the block at hand, row after row; a row is as long as the header
  /// was then.
  private var cells: [Cell] = []
  private var rowEnds: [Int] = []
  private var rewritten: [UInt8] = []
  private var current: [Cell] = []
  private var path: [UInt8] = []
  /// The column after the one found last: most objects name their members in the same order.
  private var expected = 0

  /// Reads one object, the scanner standing before it, as a row.
  mutating func read(_ scanner: inout JSONScanner) throws(JSONFault) {
    current = [Cell](repeating: Cell(from: 0, to: 0), count: header.count)
    path.removeAll(keepingCapacity: true)
    expected = 0
    try object(&scanner, depth: 0)
  }

  /// Keeps the row read last.
  mutating func keep() {
    cells.append(contentsOf: current)
    rowEnds.append(cells.count)
  }

  private mutating func object(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
    if depth >= Limits.depth {
      throw .wrong("values nest deeper than \(Limits.depth)", at: scanner.position)
    }
    try scanner.expect(UInt8(ascii: "{"), "'{'")
    var isFirst = true
    while try !scanner.isClosed(by: UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      let outer = path.count
      let start = scanner.position
      let key = try scanner.key()
      if outer > 0 { path.append(UInt8(ascii: ".")) }
      append(key, scanner.base)
      if try scanner.next() == UInt8(ascii: "{") {
        try object(&scanner, depth: depth + 1)
      } else {
        let column = try column(at: start)
        current[column] = try member(&scanner, depth: depth + 1)
        try takeApart(column, scanner)
      }
      path.removeSubrange(outer...)
    }
  }

  /// Of a list of answers to a form every answer becomes a column of its own.
  private mutating func takeApart(_ list: Int, _ scanner: JSONScanner) throws(JSONFault) {
    let cell = current[list]
    guard JSONAnswers.columns.contains(path), cell.count > 0, cell.offset & JSONRow.moved == 0,
      let answers = try JSONAnswers(cell, scanner)
    else { return }
    let outer = path.count
    for answer in answers.all {
      path.append(UInt8(ascii: "."))
      append(answer.name, scanner.base)
      let column = try column(at: Int(cell.offset))
      var value = JSONScanner(scanner.base, from: answer.value, to: scanner.end)
      current[column] = try member(&value, depth: 1)
      path.removeSubrange(outer...)
    }
    current[list] = Cell(from: 0, to: 0)
  }

  private mutating func append(_ key: JSONValue, _ base: UnsafePointer<UInt8>) {
    let bytes = UnsafeBufferPointer(
      start: base + Int(key.cell.offset), count: Int(key.cell.count))
    if key.kind == .escapedString {
      JSONScanner.unescape(bytes, into: &path)
    } else {
      path.append(contentsOf: bytes)
    }
  }

  /// The column of the name in `path`, a new one where it was never seen.
  private mutating func column(at offset: Int) throws(JSONFault) -> Int {
    if expected < keys.count, keys[expected] == path {
      expected += 1
      return expected - 1
    }
    if let known = columnOfKey[path] {
      expected = known + 1
      return known
    }
    if keys.count >= Limits.columns {
      throw .wrong("more than \(Limits.columns) different names", at: offset)
    }
    keys.append(path)
    columnOfKey[path] = keys.count - 1
    let name = TextTrim.trimmed(String(decoding: path, as: UTF8.self))
    header.append(name.isEmpty ? "column_\(keys.count)" : name)
    current.append(Cell(from: 0, to: 0))
    expected = keys.count
    return keys.count - 1
  }

  private mutating func member(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(JSONFault) -> Cell {
    if try scanner.next() == UInt8(ascii: "[") { return try list(&scanner, depth: depth) }
    let value = try scanner.value(depth: depth)
    switch value.kind {
    case .null: return Cell(from: 0, to: 0)
    case .escapedString:
      let start = rewritten.count
      JSONScanner.unescape(bytes(of: value, scanner.base), into: &rewritten)
      return rewrittenCell(from: start)
    default: return value.cell
    }
  }

  /// A list of scalars as text with "; " between them; any other list as it is written.
  private mutating func list(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> Cell {
    if depth >= Limits.depth {
      throw .wrong("values nest deeper than \(Limits.depth)", at: scanner.position)
    }
    let from = scanner.position
    let start = rewritten.count
    var isFlat = true
    var isFirst = true
    scanner.position += 1
    while try !scanner.isClosed(by: UInt8(ascii: "]"), isFirst: isFirst) {
      isFirst = false
      let value = try scanner.value(depth: depth + 1)
      switch value.kind {
      case .array, .object: isFlat = false
      case .null: break
      default:
        if rewritten.count > start { rewritten.append(contentsOf: "; ".utf8) }
        if value.kind == .escapedString {
          JSONScanner.unescape(bytes(of: value, scanner.base), into: &rewritten)
        } else {
          rewritten.append(contentsOf: bytes(of: value, scanner.base))
        }
      }
    }
    if isFlat { return rewrittenCell(from: start) }
    rewritten.removeSubrange(start...)
    return Cell(from: from, to: scanner.position)
  }

  private func bytes(
    of value: JSONValue, _ base: UnsafePointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + Int(value.cell.offset), count: Int(value.cell.count))
  }

  private func rewrittenCell(from start: Int) -> Cell {
    var cell = Cell(from: start, to: rewritten.count)
    if cell.count > 0 { cell.offset |= JSONRow.moved }
    return cell
  }

  /// Hands all rows to the block, every one as long as the header is now.
  mutating func settle(_ block: RowBlock) {
    let shift = UInt32(truncatingIfNeeded: block.arena.count)
    block.arena.append(rewritten)
    block.header = header
    block.columns = header.count
    var at = 0
    for end in rowEnds {
      for cell in cells[at..<end] {
        var cell = cell
        if cell.offset & JSONRow.moved != 0 { cell.offset = cell.offset & ~JSONRow.moved + shift }
        block.cells.append(cell)
      }
      for _ in (end - at)..<header.count { block.cells.append(Cell(from: 0, to: 0)) }
      at = end
    }
    cells.removeAll(keepingCapacity: true)
    rowEnds.removeAll(keepingCapacity: true)
    rewritten.removeAll(keepingCapacity: true)
  }
}
