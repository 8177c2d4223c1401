import Glibc
import Testing

@testable import Intake

/// The test files of ten readers of CSV and one suite, each read as users' files are.
@Suite(.enabled(if: Corpus.isThere, "the shared corpus is missing")) struct CSVSuiteTests {
  static let folder = "csv-conformance/"
  /// Every file of the suites whose name ends as a file of rows does.
  static let files = Corpus.files(in: folder).filter {
    FileFormat(fileName: $0).map { $0.layout == .csv || $0.layout == .tsv } ?? false
  }

  @Test(arguments: files)
  func readsAsTheStandardSays(_ file: String) throws {
    let bytes = try Corpus.bytes(Self.folder + file)
    let ending = try SuiteEnding(of: bytes, file)
    #expect(ending == SuiteDifference.endings[file] ?? .asWritten)
  }

  /// How the bytes arrive, and how many rows are asked for at a time, changes nothing.
  @Test(arguments: files)
  func readsTheSameInPieces(_ file: String) throws {
    let bytes = try Corpus.bytes(Self.folder + file)
    let whole = Outcome { try Table(bytes, file) }
    for piece in bytes.count < 20_000 ? [1, 7, 64, 4096] : [4096] {
      #expect(Outcome { try Table(bytes, file, piece: piece) } == whole, "\(piece) bytes a piece")
    }
    #expect(Outcome { try Table(bytes, file, rowsPerBlock: 1) } == whole)
  }

  /// No file is taken for more than it holds: whatever its bytes are, JSON read as CSV and CSV as
  /// JSON end.
  @Test(arguments: Corpus.files(in: folder))
  func takesAnythingForAnything(_ file: String) throws {
    let bytes = try Corpus.bytes(Self.folder + file)
    guard bytes.count < 1 << 20 else { return }
    for name in ["x.csv", "x.tsv", "x.json", "x.jsonl"] {
      let whole = Outcome { try Table(bytes, name) }
      #expect(Outcome { try Table(bytes, name, piece: 61) } == whole, "\(name)")
    }
  }

  /// Every difference named is one of a file that is there.
  @Test func namesNoOtherFiles() {
    #expect(Set(SuiteDifference.endings.keys).subtracting(Self.files) == [])
  }

  /// Files that say the same in different forms.
  @Test(arguments: [
    ("csvlint/features/fixtures/lf-line-endings.csv", "crlf-line-endings.csv"),
    ("csvlint/features/fixtures/lf-line-endings.csv", "inconsistent-line-endings.csv"),
    ("csvlint/features/fixtures/lf-line-endings.csv", "inconsistent-line-endings-unquoted.csv"),
    ("csvkit/examples/dummy.csv", "dummy.tsv"),
    ("frictionless/data/table.csv", "table-delimiter.csv"),
  ])
  func readsTwinsAlike(_ file: String, _ twin: String) throws {
    let other = file.split(separator: "/").dropLast().joined(separator: "/") + "/" + twin
    let one = try Table(try Corpus.bytes(Self.folder + file), file)
    let two = try Table(try Corpus.bytes(Self.folder + other), other)
    #expect(one.header == two.header)
    #expect(one.rows == two.rows)
    #expect(one.rejects.isEmpty && two.rejects.isEmpty)
  }

  /// Commons CSV writes down the number of cells of each row, and the cells.
  @Test func agreesWithCommonsCSV() throws {
    let source = "commons-csv/src/test/resources/org/apache/commons/csv/"
    let folder = Self.folder + source + "CSVFileParser/"
    let table = try Table(try Corpus.bytes(folder + "test.csv"))
    let expected = String(
      decoding: try Corpus.bytes(folder + "test_default.txt"), as: UTF8.self
    ).split(separator: "\n").dropFirst(2)
    var rows = table.rows
    var rejects = table.rejects[...]
    #expect(expected.first == "4:[\(table.header.joined(separator: ", "))]")
    for line in expected.dropFirst() {
      // Rows of one cell are comments, and too short for us.
      let ours = line.hasPrefix("1:") ? rejects.popFirst()?.cells : rows.removeFirst()
      // Behind a closing quote Commons CSV forgets blanks, and we forget nothing.
      let text = ours?.joined(separator: ", ").replacing(" l  ", with: " l ") ?? ""
      #expect("\(ours?.count ?? 0):[\(text)]" == line)
    }
    #expect(rows.isEmpty && rejects.isEmpty)
  }

  static let spectrum = Corpus.names(in: "csv-conformance/csv-spectrum/csvs", ending: ".csv")

  @Test(arguments: spectrum)
  func readsTheSpectrum(_ name: String) throws {
    let table = try Table(try Corpus.bytes("csv-conformance/csv-spectrum/csvs/" + name), name)
    let twin = name.replacing(".csv", with: ".json")
    let expected = try Table(try Corpus.bytes("csv-conformance/csv-spectrum/json/" + twin), twin)
    #expect(table.rejects.isEmpty)
    #expect(table.rows.count == expected.rows.count)
    for (row, other) in zip(table.rows, expected.rows) {
      let ours = Dictionary(uniqueKeysWithValues: zip(table.header, row))
      let theirs = Dictionary(uniqueKeysWithValues: zip(expected.header, other))
      // The suite's own twin of this file has another phone number.
      let skipped = name == "location_coordinates.csv" ? "Contact Phone Number" : ""
      #expect(ours.filter { $0.key != skipped } == theirs.filter { $0.key != skipped })
    }
  }
}

/// What comes of a file: its rows, or why there are none.
enum Outcome: Equatable {
  case table(Table)
  case refused(Unreadable)

  init(_ read: () throws -> Table) {
    do {
      self = .table(try read())
    } catch let error as Unreadable {
      self = .refused(error)
    } catch {
      fatalError("no other errors are thrown: \(error)")
    }
  }
}
