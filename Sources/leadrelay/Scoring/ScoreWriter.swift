import Intake
import LeadCore

/// Puts scored rows together: the row as it was, then its scores.
struct ScoreWriter {
  private let out = ByteArena(capacity: 1 << 20)
  /// Whether rows can be copied as they stand: they are CSV with commas.
  private let copies: Bool
  private let explains: Bool

  init(copies: Bool, explains: Bool) {
    self.copies = copies
    self.explains = explains
  }

  func writeHeader(_ header: [String]) throws {
    var line: [UInt8] = []
    for name in header {
      CSVWriter.append(name, to: &line)
      line.append(UInt8(ascii: ","))
    }
    line += "fit,interest,grade,qualified".utf8
    if explains { line += ",why".utf8 }
    line.append(0x0A)
    try writeAll(line, to: 1)
  }

  /// Adds a row, its scores, and why where that is asked for.
  ///
  /// - Parameter columns: of the output; a JSON row may still be shorter.
  @inline(__always)
  func add(
    _ row: Int, of block: RowBlock, columns: Int, _ assessment: Assessment, why: String?
  ) {
    if copies, isAsWritten(row, block) {
      let raw = block.raw[row]
      let count = Int(raw.count)
      out.reserve(count).update(from: block.arena.base + Int(raw.offset), count: count)
      out.commit(count)
    } else {
      encode(row, block, columns)
    }
    addScores(assessment)
    if let why {
      byte(UInt8(ascii: ","))
      var text = why
      text.withUTF8 { CSVWriter.append($0, to: out) }
    }
    byte(0x0A)
  }

  /// Writes what has been added.
  func flush() throws {
    try writeAll(UnsafeRawBufferPointer(start: out.base, count: out.count), to: 1)
    out.truncate()
  }

  /// Whether the bytes of a row are its cells and nothing else: what had to be mended to be read
  /// (extra columns, a row quoted as a whole) would not fit the header.
  @inline(__always)
  private func isAsWritten(_ row: Int, _ block: RowBlock) -> Bool {
    let raw = block.raw[row]
    let (start, end) = (raw.offset, raw.offset + raw.count)
    let first = block.cells[row * block.columns]
    let last = block.cells[(row + 1) * block.columns - 1]
    guard first.offset >= start, first.offset <= start + 1 else { return false }
    let base = block.arena.base
    if last.offset >= start, last.offset <= end {
      let lastEnd = last.offset + last.count
      return lastEnd == end || (lastEnd + 1 == end && base[Int(lastEnd)] == 0x22)
    }
    // Rewritten for the quotes in it: then it must be the quoted cell at the end.
    return raw.count > 3 && base[Int(end) - 1] == 0x22
      && !(base[Int(end) - 2] == 0x22 && base[Int(end) - 3] == 0x2C)
  }

  private func encode(_ row: Int, _ block: RowBlock, _ columns: Int) {
    for column in 0..<columns {
      if column > 0 { byte(UInt8(ascii: ",")) }
      guard column < block.columns else { continue }
      CSVWriter.append(block.arena.bytes(block.cells[row * block.columns + column]), to: out)
    }
  }

  private func addScores(_ assessment: Assessment) {
    byte(UInt8(ascii: ","))
    number(assessment.fit)
    byte(UInt8(ascii: ","))
    number(assessment.interest)
    let to = out.reserve(16)
    to[0] = UInt8(ascii: ",")
    to[1] = UInt8(ascii: "A") + UInt8(assessment.grade.fit)
    to[2] = UInt8(ascii: "1") + UInt8(assessment.grade.interest)
    out.commit(3)
    if assessment.qualified { text(",true") } else { text(",false") }
  }

  private func text(_ text: StaticString) {
    out.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func byte(_ byte: UInt8) {
    out.reserve(1)[0] = byte
    out.commit(1)
  }

  private func number(_ number: Int) {
    if number >= 0, number < 10 { return byte(0x30 + UInt8(number)) }
    if number >= 0, number < 100 {
      let to = out.reserve(2)
      to[0] = 0x30 + UInt8(number / 10)
      to[1] = 0x30 + UInt8(number % 10)
      return out.commit(2)
    }
    out.append(String(number))
  }
}
