import Intake
import LeadCore

/// Puts scored rows together: the row as it was, then its scores.
struct ScoreWriter {
  private let out = ByteArena(capacity: 1 << 20)
  /// Whether rows can be copied as they stand: they are CSV with commas.
  private let copies: Bool
  private let explains: Bool
  private let numbers = NumberTexts()

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

  /// Adds rows, their scores, and why where that is asked for.
  ///
  /// - Parameters:
  ///   - columns: of the output; a JSON row may still be shorter.
  ///   - isRejected: per row whether it is left out.
  func add(
    _ block: RowBlock, columns: Int, _ assessments: [Assessment], but isRejected: [Bool],
    why: ((_ row: Int) -> String)?
  ) {
    let rows = WrittenRows(block)
    for row in assessments.indices where !isRejected[row] {
      if copies, rows.isAsWritten(row) {
        let raw = rows.raw[row]
        let count = Int(raw.count)
        out.reserve(count).update(from: rows.base + Int(raw.offset), count: count)
        out.commit(count)
      } else {
        encode(row, block, columns)
      }
      addScores(assessments[row])
      if let why {
        byte(UInt8(ascii: ","))
        var text = why(row)
        text.withUTF8 { CSVWriter.append($0, to: out) }
      }
      byte(0x0A)
    }
  }

  /// Writes what has been added.
  func flush() throws {
    try writeAll(UnsafeRawBufferPointer(start: out.base, count: out.count), to: 1)
    out.truncate()
  }

  private func encode(_ row: Int, _ block: RowBlock, _ columns: Int) {
    for column in 0..<columns {
      if column > 0 { byte(UInt8(ascii: ",")) }
      guard column < block.columns else { continue }
      CSVWriter.append(block.arena.bytes(block.cells[row * block.columns + column]), to: out)
    }
  }

  private func addScores(_ assessment: Assessment) {
    add(assessment.fit)
    add(assessment.interest)
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

  /// A comma and a number.
  private func add(_ number: Int) {
    if let text = numbers[number] {
      UnsafeMutableRawPointer(out.reserve(8)).storeBytes(of: text.bytes, as: UInt64.self)
      return out.commit(text.count)
    }
    byte(UInt8(ascii: ","))
    out.append(String(number))
  }
}

/// The rows of a block as they stand in the file.
private struct WrittenRows {
  let raw: [Cell]
  let base: UnsafePointer<UInt8>
  private let cells: [Cell]
  private let columns: Int

  init(_ block: RowBlock) {
    (raw, cells, columns) = (block.raw, block.cells, block.columns)
    base = UnsafePointer(block.arena.base)
  }

  /// Whether the bytes of a row are its cells and nothing else: what had to be mended to be read
  /// (extra columns, a row quoted as a whole) would not fit the header.
  @inline(__always)
  func isAsWritten(_ row: Int) -> Bool {
    let (start, end) = (raw[row].offset, raw[row].offset + raw[row].count)
    let first = cells[row * columns]
    let last = cells[(row + 1) * columns - 1]
    guard first.offset >= start, first.offset <= start + 1 else { return false }
    if last.offset >= start, last.offset <= end {
      let lastEnd = last.offset + last.count
      return lastEnd == end || (lastEnd + 1 == end && base[Int(lastEnd)] == 0x22)
    }
    // Rewritten for the quotes in it: then it must be the quoted cell at the end.
    return raw[row].count > 3 && base[Int(end) - 1] == 0x22
      && !(base[Int(end) - 2] == 0x22 && base[Int(end) - 3] == 0x2C)
  }
}
