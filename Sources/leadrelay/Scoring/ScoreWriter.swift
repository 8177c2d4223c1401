import Intake
import LeadCore

/// Puts scored rows together: the row as it was, then its scores.
struct ScoreWriter {
  private let out = ByteArena(capacity: 1 << 20)
  /// Whether rows can be copied as they stand: they are CSV with commas.
  private let copies: Bool
  private let explains: Bool
  private let numbers = NumberTexts()
  /// Bytes that the scores of a row take at most: two numbers of 64 bits, a grade and a word.
  private static let longestScores = 64

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

  @inline(__always)
  private func addScores(_ assessment: Assessment) {
    // Room is asked for once, however little is written at a time.
    let to = out.reserve(ScoreWriter.longestScores)
    var end = 0
    write(assessment.fit, to, &end)
    write(assessment.interest, to, &end)
    to[end] = UInt8(ascii: ",")
    to[end + 1] = UInt8(ascii: "A") + UInt8(assessment.grade.fit)
    to[end + 2] = UInt8(ascii: "1") + UInt8(assessment.grade.interest)
    let qualified: StaticString = assessment.qualified ? ",true" : ",false"
    (to + end + 3).update(from: qualified.utf8Start, count: qualified.utf8CodeUnitCount)
    out.commit(end + 3 + qualified.utf8CodeUnitCount)
  }

  /// A comma and a number.
  @inline(__always)
  private func write(_ number: Int, _ to: UnsafeMutablePointer<UInt8>, _ end: inout Int) {
    if let text = numbers[number] {
      UnsafeMutableRawPointer(to + end).storeBytes(of: text.bytes, as: UInt64.self)
      end += text.count
      return
    }
    for byte in ",\(number)".utf8 {
      to[end] = byte
      end += 1
    }
  }

  private func byte(_ byte: UInt8) {
    out.reserve(1)[0] = byte
    out.commit(1)
  }
}

/// The rows of a block as they stand in the file.
private struct WrittenRows {
  let raw: [Cell]
  let base: UnsafePointer<UInt8>
  private let cells: UnsafeBufferPointer<Cell>
  private let columns: Int

  init(_ block: RowBlock) {
    (raw, cells, columns) = (block.raw, block.cells[0..<block.cells.count], block.columns)
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
