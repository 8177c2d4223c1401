import Daemon
import Glibc
import Intake

/// A file to be scored, or standard input.
struct ScoreInput {
  /// As it was given.
  let path: String
  let format: FileFormat

  static let standardInput = "-"

  /// The name that sources are matched on.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// - Throws: `Failure` where there is no such file, or none that is read.
  init(_ path: String) throws {
    self.path = path
    if path == ScoreInput.standardInput {
      format = FileFormat(ScoreInput.beginsAsJSON() ? .jsonl : .csv)
      return
    }
    guard fileExists(path) else { throw Failure(.noInput, "there is no file \(path)") }
    guard let format = FileFormat(fileName: path) else {
      throw Failure(
        .data,
        "\(path) ends in none of .csv .tsv .txt .json .jsonl .ndjson (or one of these with .gz)")
    }
    self.format = format
  }

  func open() throws -> any ByteSource {
    path == ScoreInput.standardInput ? StandardInput() : try DescriptorSource(path: path)
  }

  var isJSON: Bool { format.layout == .json || format.layout == .jsonl }

  /// The columns of a JSON file: they are known when all of it was read once.
  func columnsOfJSON() throws -> [String] {
    let reader = RowReader(try open(), format: format, encoding: nil)
    let block = RowBlock()
    while try reader.read(into: block, rows: 20_000, bytes: 8 << 20) {}
    return block.header
  }

  /// Looks at the first bytes without taking them, where standard input lets us: a file does, a
  /// pipe does not, and is taken for CSV unless its name says otherwise.
  private static func beginsAsJSON() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(0, &bytes, bytes.count, lseek(0, 0, SEEK_CUR))
    let first = bytes.prefix(max(0, count)).first { $0 > 0x20 && $0 < 0x80 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }
}

/// The bytes that are piped into the program.
struct StandardInput: ByteSource {
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    while true {
      let count = Glibc.read(0, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw Unreadable("cannot be read: \(String(cString: strerror(errno)))")
      }
    }
  }
}
