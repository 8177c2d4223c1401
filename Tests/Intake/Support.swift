import Glibc
import LeadCore
import Testing

@testable import Intake

/// The shared corpus: `LEADRELAY_CORPUS`, else beside the package.
enum Corpus {
  static let root: String = {
    if let named = getenv("LEADRELAY_CORPUS") { return String(cString: named) }
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/shared/corpus"
  }()

  static var isThere: Bool { access(root, R_OK) == 0 }

  static func bytes(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(root + "/" + path, "r"), "no \(path) in the corpus")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let got = fread(&buffer, 1, buffer.count, file), got > 0 {
      bytes += buffer[..<got]
    }
    return bytes
  }

  /// The paths of all files below a folder, from there on.
  static func files(in folder: String) -> [String] {
    guard let manifest = try? bytes("MANIFEST.tsv") else { return [] }
    return manifest.split(separator: 0x0A).compactMap { line in
      let path = String(decoding: line.split(separator: 0x09)[0], as: UTF8.self)
      return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : nil
    }
  }

  static func names(in folder: String, ending: String) -> [String] {
    guard let directory = opendir(root + "/" + folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

/// Hands out its bytes in pieces of one size.
struct DripSource: ByteSource {
  var bytes: [UInt8]
  let piece: Int
  var position = 0

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let count = min(piece, buffer.count, bytes.count - position)
    for i in 0..<count { buffer[i] = bytes[position + i] }
    position += count
    return count
  }
}

/// All rows of a file as text.
struct Table: Equatable {
  var header: [String] = []
  var rows: [[String]] = []
  var raw: [String] = []
  var lines: [Int] = []
  var rejects: [Reject] = []

  init(
    _ bytes: [UInt8], _ name: String = "x.csv", encoding: String? = nil, piece: Int = .max,
    rowsPerBlock: Int = 1000, bytesPerBlock: Int = 1 << 20
  ) throws {
    let format = try #require(FileFormat(fileName: name))
    let reader = RowReader(
      DripSource(bytes: bytes, piece: piece), format: format, encoding: encoding)
    let block = RowBlock()
    while try reader.read(into: block, rows: rowsPerBlock, bytes: bytesPerBlock) {
      for row in 0..<block.rows {
        rows.append(
          (0..<block.columns).map { block.arena.text(block.cells[row * block.columns + $0]) })
        if !block.raw.isEmpty { raw.append(block.arena.text(block.raw[row])) }
        lines.append(Int(block.lines[row]))
      }
      rejects += block.rejects
    }
    header = block.header
    // Blocks of a JSON file grow in width.
    for i in rows.indices where rows[i].count < header.count {
      rows[i] += [String](repeating: "", count: header.count - rows[i].count)
    }
  }

  init(_ text: String, _ name: String = "x.csv", piece: Int = .max, rowsPerBlock: Int = 1000) throws
  {
    try self.init(Array(text.utf8), name, piece: piece, rowsPerBlock: rowsPerBlock)
  }
}
