/// What people drop in place of data, known by how it begins.
enum ForeignFile {
  /// How many bytes of a file `reason` looks at.
  static let looked = 256

  /// Says what a file is and what to do, or nil where it may be data. `start` are its first bytes,
  /// all of them where they are fewer than `looked`.
  static func reason(_ start: [UInt8]) -> String? {
    if let (_, reason) = signatures.first(where: { start.starts(with: $0.0) }) { return reason }
    let bytes = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    let text = String(decoding: bytes.drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
    if let (_, reason) = beginnings.first(where: { text.hasPrefix($0.0) }) { return reason }
    return start.count < looked && isPath(text)
      ? "this is the path of another file, a link that was copied as text: send the file itself"
      : nil
  }

  private static let signatures: [([UInt8], String)] = [
    (Array("PK\u{3}\u{4}".utf8), workbook), (Array("PK\u{5}\u{6}".utf8), workbook),
    ([0xD0, 0xCF, 0x11, 0xE0], "this is an old Excel workbook: export it as CSV (UTF-8)"),
    (Array("%PDF".utf8), "this is a PDF document: export the data as CSV (UTF-8)"),
    ([0x1F, 0x8B], "this is packed by gzip: give it a name that ends in .gz"),
    (Array("BZh".utf8), packed), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], packed),
    ([0x28, 0xB5, 0x2F, 0xFD], packed), ([0x37, 0x7A, 0xBC, 0xAF], packed),
    (Array("PAR1".utf8), "this is a Parquet file: export it as CSV (UTF-8)"),
    (Array("SQLite format 3".utf8), "this is a database of SQLite: export it as CSV (UTF-8)"),
    (Array("{\\rtf".utf8), "this is a text document (RTF): export the data as CSV (UTF-8)"),
  ]
  private static let workbook =
    "this is an Excel workbook or a zip archive: export it as CSV (UTF-8)"
  private static let packed =
    "this is packed, and not by gzip: unpack it, or pack it by gzip and let its name end in .gz"

  private static let beginnings: [(String, String)] =
    ["<!doctype", "<html", "<head", "<body", "<script", "<table", "<?xml"].map { ($0, page) } + [
      ("version https://git-lfs.github.com/spec/", pointer("Git LFS", "git lfs pull")),
      ("version https://hawser.github.com/spec/", pointer("Git LFS", "git lfs pull")),
      ("/annex/objects/", pointer("git-annex", "git annex get")),
      ("outs:\n- md5:", pointer("DVC", "dvc pull")),
      ("begin:vcard", "these are contacts as vCard: export them as CSV (UTF-8)"),
    ]
  private static let page =
    "this is a web page or XML and no table: the download may have asked for a login; "
    + "export the data as CSV (UTF-8)"

  private static func pointer(_ system: String, _ command: String) -> String {
    "this is a \(system) pointer in place of the file: fetch it with \(command)"
  }

  /// One line that names a file which we would read.
  private static func isPath(_ text: String) -> Bool {
    let line = text.hasSuffix("\n") ? text.dropLast() : text[...]
    return line.contains("/") && FileFormat(fileName: String(line)) != nil
      && !line.contains { "\n\r,;\t|\"".contains($0) }
  }
}
