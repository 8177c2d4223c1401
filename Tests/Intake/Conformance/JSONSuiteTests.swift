import Testing

@testable import Intake

/// JSONTestSuite. Its values are of all kinds, and ours are rows: each becomes the member of a row.
@Suite(.enabled(if: Corpus.isThere, "the shared corpus is missing")) struct JSONSuiteTests {
  static let folder = "json-conformance/JSONTestSuite/"
  static let parsing = Corpus.names(in: folder + "test_parsing", ending: ".json")

  /// `y_` must be read, `n_` must not, and `i_` is left to the reader.
  @Test(arguments: parsing)
  func agreesWithTheSuite(_ name: String) throws {
    let value = try Corpus.bytes(Self.folder + "test_parsing/" + name)
    let rows = Outcome { try Table(Self.row(of: value), "x.json") }
    switch name.prefix(2) {
    case "y_": #expect(Self.isWhole(rows))
    case "n_": #expect(!Self.isWhole(rows))
    default: #expect(Self.isWhole(rows) == JSONSuiteDifference.accepted.contains(name))
    }
    #expect(Outcome { try Table(Self.row(of: value), "x.json", piece: 1) } == rows)
    // The file as it is, where it is no row: reading ends, however the bytes arrive.
    for file in ["x.json", "x.jsonl"] {
      let whole = Outcome { try Table(value, file) }
      #expect(Outcome { try Table(value, file, piece: 7) } == whole)
      #expect(Outcome { try Table(value, file, rowsPerBlock: 1) } == whole)
    }
  }

  /// What the suite leaves open: a number stays as it was written, a name is its bytes, the last of
  /// two members of a name counts, and what is no text is no row.
  @Test(
    arguments: [
      ("number_-9223372036854775808", ["v": "-9223372036854775808"]),
      ("number_-9223372036854775809", ["v": "-9223372036854775809"]),
      ("number_1.0", ["v": "1.0"]), ("number_1e-999", ["v": "1E-999"]),
      ("number_10000000000000000999", ["v": "10000000000000000999"]),
      ("number_9223372036854775807", ["v": "9223372036854775807"]),
      ("number_9223372036854775808", ["v": "9223372036854775808"]),
      ("object_same_key_unclear_values", ["v.a": "-0"]),
      ("string_2_escaped_invalid_codepoints", nil), ("string_3_invalid_codepoints", nil),
    ] as [(String, [String: String]?)])
  func takesValuesAsTheyAreWritten(_ name: String, _ expected: [String: String]?) throws {
    let value = try Corpus.bytes(Self.folder + "test_transform/" + name + ".json")
    let table = try Table(Self.row(of: value), "x.json")
    #expect(table.rows == (expected.map { [Array($0.values)] } ?? []))
    if let expected { #expect(table.header == Array(expected.keys)) }
    #expect(table.rejects.count == (expected == nil ? 1 : 0))
  }

  @Test(arguments: ["object_key_nfc_nfd", "object_key_nfd_nfc"])
  func tellsNamesApartByTheirBytes(_ name: String) throws {
    let value = try Corpus.bytes(Self.folder + "test_transform/" + name + ".json")
    let table = try Table(Self.row(of: value), "x.json")
    #expect(table.rows == [name.contains("nfc_nfd") ? ["NFC", "NFD"] : ["NFD", "NFC"]])
    #expect(table.header.map { $0.unicodeScalars.count }.sorted() == [3, 4])
  }

  private static func row(of value: [UInt8]) -> [UInt8] {
    Array(#"[{"v": "#.utf8) + value + Array("}]".utf8)
  }

  private static func isWhole(_ outcome: Outcome) -> Bool {
    guard case .table(let table) = outcome else { return false }
    return table.rows.count == 1 && table.rejects.isEmpty
  }
}

/// What the suite leaves to the reader (`i_`), and we take: numbers of any size, which stay text.
enum JSONSuiteDifference {
  static let accepted: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json",
    "i_number_neg_int_huge_exp.json", "i_number_pos_double_huge_exp.json",
    "i_number_real_neg_overflow.json", "i_number_real_underflow.json",
    "i_number_too_big_neg_int.json", "i_number_very_big_negative_int.json",
  ]
}
