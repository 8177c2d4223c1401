import CZLib
import Testing

@testable import Intake

@Suite struct EncodingTests {
  static let folder = "exports/salesforce-dataloader/src/test/resources/testfiles/data/"

  @Test(
    .enabled(if: Corpus.isThere, "the shared corpus is missing"),
    arguments: ["UTF8", "UTF16LE", "UTF16BE", "UTF32LE", "UTF32BE"], [1, 7, Int.max])
  func readsByteOrderMarks(_ name: String, _ piece: Int) throws {
    let plain = try Table(try Corpus.bytes(Self.folder + "csvtext.csv"))
    let marked = try Table(
      try Corpus.bytes(Self.folder + "csvtext_BOM_\(name).csv"), piece: piece)
    #expect(marked.header == ["column1", "column2", "column3"])
    #expect(marked.rows == plain.rows)
  }

  @Test(arguments: [
    ("windows-1254", [0x49, 0xFE, 0xFD, 0x6B] as [UInt8], "Işık"),
    ("cp1252", [0x47, 0x61, 0xEB, 0x6C, 0x6C, 0x65, 0x20, 0x80], "Gaëlle €"),
    ("windows-1250", [0xA3, 0xF3, 0x64, 0x9F], "Łódź"),
    ("windows-1256", [0xC8, 0x81, 0x90], "بپگ"), ("none", [0xE9, 0x74, 0xE9], "été"),
  ])
  func readsCodePages(_ encoding: String, _ bytes: [UInt8], _ text: String) throws {
    for piece in [1, 7, Int.max] {
      let name = encoding == "none" ? nil : encoding
      let table = try Table(
        Array("name,x\n".utf8) + bytes + Array(",1\n".utf8), encoding: name, piece: piece)
      #expect(table.rows == [[text, "1"]])
    }
  }

  @Test func saysWhatItTook() throws {
    let reader = RowReader(
      MemorySource(Array("a,b\n".utf8) + [0xE9, 0x2C, 0x31]), format: FileFormat(.csv),
      encoding: nil)
    #expect(try reader.read(into: RowBlock(), rows: 9, bytes: 9999))
    #expect(reader.warnings == ["not UTF-8, read as windows-1252"])
  }

  @Test func readsStrayBytesInUTF8() throws {
    var bytes = Array("a,b\n".utf8)
    for i in 0..<20_000 { bytes += Array("ü\(i),é\n".utf8) }
    let at = bytes.count / 2
    bytes.replaceSubrange(at..<at, with: [0xE4])
    let table = try Table(bytes)
    #expect(table.rows.count == 20_000)
    #expect(table.rows.filter { $0.joined().contains("ä") }.count == 1)
    #expect(try Table(bytes, piece: 7) == table)
  }

  @Test func unpacksGzip() throws {
    let text = Array("a,b\n1,2\n".utf8)
    let packed = gzip(text) + gzip(Array("3,4\n".utf8)) + [0, 0, 0]
    for piece in [1, 7, Int.max] {
      #expect(try Table(packed, "x.csv.gz", piece: piece).rows == [["1", "2"], ["3", "4"]])
    }
    #expect(throws: Unreadable.self) { try Table(Array(packed[..<20]), "x.csv.gz") }
    #expect(throws: Unreadable.self) { try Table(text, "x.csv.gz") }
    #expect(throws: Unreadable.self) { try Table("PK\u{3}\u{4}xxxx") }
  }

  /// What is not whole, or has something else behind it, is no file to take rows from.
  @Test func refusesDamagedGzip() throws {
    let packed = gzip(Array("a,b\n1,2\n".utf8)) + gzip(Array("3,4\n".utf8))
    let first = gzip(Array("a,b\n1,2\n".utf8)).count
    for cut in 0..<packed.count where cut != first {
      let whole = Outcome { try Table(Array(packed[..<cut]), "x.csv.gz") }
      guard case .refused(let why) = whole else {
        Issue.record("cut at \(cut) it is read")
        continue
      }
      #expect(why.reason.contains("ends too early"), "cut at \(cut)")
      #expect(Outcome { try Table(Array(packed[..<cut]), "x.csv.gz", piece: 1) } == whole)
    }
    let tail = Outcome { try Table(packed + Array("3,4\n".utf8), "x.csv.gz") }
    let why = "behind the gzip data stand bytes that are none: the file is damaged, send it again"
    #expect(tail == .refused(Unreadable(why)))
    var flipped = packed
    flipped[first - 6] ^= 1
    #expect(throws: Unreadable.self) { try Table(flipped, "x.csv.gz") }
  }

  /// Marks of UTF-16 and UTF-32, that of UTF-32LE beginning like UTF-16LE's.
  @Test(arguments: [1, 7, Int.max])
  func readsWideText(_ piece: Int) throws {
    let text = "id,name\r\n1,\"Işık\n😀\"\r\n2,سلام\r\n"
    let rows = [["1", "Işık\n😀"], ["2", "سلام"]]
    let narrow = ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let wide = ("\u{FEFF}" + text).unicodeScalars.flatMap { scalar in
      (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
    }
    for (little, unit) in [(narrow, 2), (wide, 4)] {
      let big = stride(from: 0, to: little.count, by: unit).flatMap { place in
        little[place..<place + unit].reversed()
      }
      for bytes in [little, big] {
        let table = try Table(bytes, piece: piece)
        #expect(table.header == ["id", "name"] && table.rows == rows)
        #expect(table.lines == [2, 4] && table.rejects.isEmpty)
      }
    }
  }

  private func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var out = [UInt8](repeating: 0, count: 1000)
    let left = input.withUnsafeMutableBufferPointer { from in
      out.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        deflate(&stream, Z_FINISH)
        return Int(stream.avail_out)
      }
    }
    return Array(out[..<(1000 - left)])
  }
}
