/// The files of the suites that end otherwise than as the standard says, and why. There are no
/// others.
struct SuiteDifference {
  let why: String
  /// Words of the sentence by which the files are refused; nil where they are read, for each file
  /// so many rows and so many rejected, as in `a.csv=3+1`.
  let refused: String?
  /// The folder, which ends in `/:`, and the files in it.
  let files: String

  static let refused: [SuiteDifference] = [
    .init(
      why: "the first row is data: only numbers",
      refused: "it holds only numbers",
      files: """
        csvkit/examples/: no_header_row.csv
        duckdb/data/csv/: mixed_new_line.csv mixed_new_line_2.csv no_opt.csv nullpadding.csv
        small_file.csv
        duckdb/data/csv/afl/3977/: case_11.csv case_13.csv case_14.csv case_15.csv case_16.csv
        case_22.csv case_23.csv case_25.csv case_29.csv case_30.csv case_31.csv case_33.csv
        case_38.csv case_40.csv case_44.csv case_47.csv case_48.csv case_51.csv case_52.csv
        case_54.csv case_58.csv case_59.csv case_63.csv case_65.csv case_66.csv case_68.csv
        case_71.csv case_73.csv case_78.csv case_79.csv case_8.csv case_80.csv case_81.csv
        case_83.csv case_84.csv case_88.csv
        duckdb/data/csv/headers/: integer.csv
        duckdb/data/csv/multiple_files/more_columns/: file_no_header.csv
        duckdb/data/csv/test/: date.csv multi_column_integer.csv multi_column_integer_rn.csv
        test_default.csv too_many_values.csv windows_newline_empty.csv
        duckdb/data/csv/thousands_separator/: simple.csv
        duckdb/data/csv/validator/: single_column.csv
        """),
    .init(
      why: "the first row is data: it holds an e-mail address",
      refused: "e-mail address",
      files: """
        duckdb/data/csv/: repromarket.csv
        papaparse/tests/: long-sample.csv
        """),
    .init(
      why: "the first row has no names at all",
      refused: "all its cells are empty",
      files: """
        duckdb/data/csv/auto/: empty_header.csv
        duckdb/data/csv/multidelimiter/: unterminated_quote_with_escape.csv
        """),
    .init(
      why: "NUL bytes in the first row",
      refused: "NUL bytes",
      files: """
        duckdb/data/csv/: nullbyte_header.csv
        duckdb/data/csv/afl/: 13.csv 14.csv 15.csv 16.csv 17.csv 18.csv 19.csv 2.csv 20.csv
        22.csv
        duckdb/data/csv/afl/3977/: case_1.csv case_34.csv case_67.csv case_70.csv
        duckdb/data/csv/afl/4793/crashes/: case_0.csv
        duckdb/data/csv/afl/ignore_errors/: 1.csv 14.csv 36.csv 37.csv 54.csv
        duckdb/data/csv/afl/no_parameter/: 14.csv 15.csv 2.csv 20.csv 4.csv 5.csv
        duckdb/data/csv/afl/null_padding/: 15.csv 16.csv 24.csv 27.csv 31.csv 36.csv
        duckdb/data/csv/afl/skip/: 2.csv
        duckdb/data/csv/fuzzing/: 14.csv 38.csv
        """),
    .init(
      why: "a quote in the first row is never closed, so there is no row at all",
      refused: "a quote that nothing closes",
      files: """
        duckdb/data/csv/: segfault.csv
        duckdb/data/csv/afl/no_parameter/: 1.csv 16.csv 17.csv 19.csv 22.csv
        duckdb/data/csv/multidelimiter/: simple_unterminated_quote.csv unterminated_escape.csv
        unterminated_quote_escape.csv unterminated_quote_multi_line.csv
        duckdb/data/csv/test/: unterminated.csv
        """),
    .init(
      why: "a title or comments stand above the header, and how many lines is a guess",
      refused: "1 column where those below",
      files: """
        commons-csv/src/test/resources/org/apache/commons/csv/CSVFileParser/:
        test_default_comment.txt
        commons-csv/src/test/resources/org/apache/commons/csv/csv-167/: sample1.csv
        duckdb/data/csv/: 17738.csv 17738_rn.csv dirty_line.csv
        duckdb/data/csv/auto/: multiple_skip_row.csv skip_row.csv
        duckdb/data/csv/comments/: empty_space.csv error.csv mid_line_header.csv
        mid_line_quote.csv midline_empty_space.csv
        duckdb/data/csv/inconsistencies/: line_with_spaces.csv
        frictionless/data/: countries.csv skip-rows-before-headers.csv
        univocity-parsers/src/test/resources/csv/: essential-dos.csv essential-mac.csv
        essential.csv
        univocity-parsers/src/test/resources/examples/: example.tsv
        """),
  ]

  static let mended: [SuiteDifference] = [
    .init(
      why: "prose, read as a table of one column; lines with commas are rejected",
      refused: nil,
      files: """
        commons-csv/: LICENSE.txt=92+76
        commons-csv/src/test/resources/org/apache/commons/csv/CSVFileParser/: README.txt=15+4
        testCSV246_checkWithNoComment.txt=5+4 testCSV85_default.txt=6+4
        testCSV85_ignoreEmpty.txt=5+4 test_default.txt=7+7 test_rfc4180.txt=10+7
        test_rfc4180_trim.txt=10+7
        miller/: LICENSE.txt=11+10
        univocity-parsers/src/test/resources/examples/: bean_test.txt=0+3 example.txt=6+4
        """),
    .init(
      why: "made by fuzzers: stray quotes and NUL bytes",
      refused: nil,
      files: """
        duckdb/data/csv/: quoted_comment_buffer_boundary.csv=0+2
        duckdb/data/csv/afl/: 24.csv=0+1 6.csv=0+5
        duckdb/data/csv/afl/20250211_csv_fuzz_crash/: case_53.csv=6+2
        duckdb/data/csv/afl/20250226_csv_fuzz_error/: case_1.csv=1+2
        duckdb/data/csv/afl/3977/: case_32.csv=27+4 case_37.csv=2+8 case_39.csv=1+26
        case_41.csv=7+13 case_53.csv=2+17 case_61.csv=19+7 case_64.csv=22+4 case_82.csv=21+5
        case_9.csv=28+1
        duckdb/data/csv/afl/4234/: test_fuzz_4234.csv=0+2
        duckdb/data/csv/afl/4329/: case_1.csv=1+4
        duckdb/data/csv/afl/4496/crashes/: case_0.csv=138+1 case_1.csv=145+1
        duckdb/data/csv/afl/4793/crashes/: case_1.csv=8+3
        duckdb/data/csv/afl/5194/crashes/: case_0.csv=21+3 case_4.csv=0+2
        duckdb/data/csv/afl/ignore_errors/: 13.csv=2+9 15.csv=0+2 16.csv=1+1 17.csv=0+3
        18.csv=2+1 19.csv=0+3 20.csv=3+17 22.csv=0+9 24.csv=1+10 26.csv=0+10 27.csv=1+2
        29.csv=0+7 31.csv=1+8 38.csv=0+17 39.csv=0+18 41.csv=0+17 42.csv=1+13 44.csv=1+3
        45.csv=1+15 46.csv=1+17 49.csv=1+13 50.csv=0+16 51.csv=1+14 55.csv=0+15
        duckdb/data/csv/afl/no_parameter/: 13.csv=0+1 18.csv=0+1 24.csv=0+1 6.csv=0+0
        duckdb/data/csv/afl/null_padding/: 1.csv=1+1 13.csv=0+2 14.csv=2+2 17.csv=1+5 18.csv=0+2
        19.csv=1+2 2.csv=0+1 20.csv=0+2 22.csv=0+2 26.csv=2+5 29.csv=0+3 30.csv=0+3 37.csv=1+2
        38.csv=0+6 39.csv=0+2 4.csv=0+4 41.csv=0+3 42.csv=0+9 44.csv=0+4 45.csv=0+1 5.csv=1+4267
        6.csv=0+2
        duckdb/data/csv/afl/skip/: 1.csv=1+1
        duckdb/data/csv/fuzzing/: 13.csv=6+2 22.csv=5+2 24.csv=7+2 26.csv=1+4 27.csv=6+1
        29.csv=3+2 30.csv=7+1 5.csv=2067+3 6.csv=6+1
        """),
    .init(
      why:
        "quotes behind a backslash: it stays, and a row that then has too many cells is rejected",
      refused: nil,
      files: """
        commons-csv/src/test/resources/org/apache/commons/csv/CSV-141/: csv-141.csv=2+1
        duckdb/data/csv/: escape.csv=0+0
        duckdb/data/csv/auto/: backslash_escape.csv=2+0
        duckdb/data/csv/unquoted_escape/: identical.csv=5+0 mixed.csv=3+4 plain.csv=7+2
        rust-csv/examples/data/: strange.csv=4+2
        univocity-parsers/src/test/resources/examples/: escape.csv=1+0 european.csv=4+1
        """),
    .init(
      why: "separators of several characters are none to us; the quotes between them are text",
      refused: nil,
      files: """
        duckdb/data/csv/multidelimiter/: aa_delim_quoted.csv=18+0 aa_delim_quoted_2.csv=18+0
        escape_non_quote_escape_complex.csv=0+0 incomplete_multibyte_delimiter.csv=0+0
        duckdb/data/csv/test/: long_escaped_value.csv=0+0
        """),
    .init(
      why: "quotes inside a cell, or text behind a closing quote: the text is kept",
      refused: nil,
      files: """
        commons-csv/src/test/resources/org/apache/commons/csv/CSVFileParser/: test.csv=5+7
        csv-spectrum/csvs/: location_coordinates.csv=1+0
        csvlint/features/fixtures/: invalid_many_rows.csv=10+0
        duckdb/data/csv/: all_quotes.csv=4+1 thijs_unquoted.csv=3+0
        duckdb/data/csv/rejects/multiple_errors/: invalid_utf_unquoted.csv=2+0
        multiple_errors.csv=2+5 unquoted_cast.csv=3+0 unquoted_maxline.csv=3+0
        unquoted_more.csv=2+1
        duckdb/data/csv/rejects/unquoted/: unquoted_last_value.csv=3+1
        duckdb/data/csv/unescaped_quotes/: end_quote.csv=1+0 end_quote_3.csv=2+0
        end_quote_mixed.csv=2+0 stops.csv=9+0 unescaped_quote_new_line.csv=6+5
        duckdb/data/csv/validator/: single_column_notquoted_newline.csv=6+0
        miller/test/input/: pr-1787.csv=2+1
        univocity-parsers/src/test/resources/csv/: test.csv=0+0
        univocity-parsers/src/test/resources/examples/: bean_test.tsv=2+0 example.csv=4+8
        """),
    .init(
      why: "another encoding: what the bytes say is the same, but not byte by byte",
      refused: nil,
      files: """
        duckdb/data/csv/encodings/: only_utf16.csv=5+0
        """),
  ]

  /// Rows that are quoted as a whole are rows, not cells; and two of these files have such rows.
  static let wrapped: Set<String> = [
    "duckdb/data/csv/quoted_values_delimited.csv",
    "duckdb/data/csv/test/invalid_utf_list.csv",
  ]

  /// How each of the files ends.
  static let endings: [String: SuiteEnding] = {
    var endings: [String: SuiteEnding] = [:]
    for difference in refused + mended {
      var folder = ""
      for word in difference.files.split(whereSeparator: \.isWhitespace) {
        if word.hasSuffix("/:") {
          folder = String(word.dropLast())
          continue
        }
        let parts = word.split(separator: "=")
        let counts = parts.last?.split(separator: "+").compactMap { Int($0) } ?? []
        endings[folder + parts[0]] =
          difference.refused.map { .refused($0) } ?? .mended(rows: counts[0], rejected: counts[1])
      }
    }
    for file in wrapped { endings[file] = .readDifferently(row: 0) }
    return endings
  }()
}
