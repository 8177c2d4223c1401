/// How the text of a file is written as bytes.
enum TextEncoding: String, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"
  case windows1250 = "windows-1250"
  case windows1252 = "windows-1252"
  case windows1254 = "windows-1254"
  case windows1256 = "windows-1256"

  /// What glibc's iconv calls it.
  var iconvName: String {
    switch self {
    case .windows1250: "CP1250"
    case .windows1252: "CP1252"
    case .windows1254: "CP1254"
    case .windows1256: "CP1256"
    default: rawValue
    }
  }

  /// How many bytes one unit takes, to step over a bad one.
  var unit: Int {
    switch self {
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32LittleEndian, .utf32BigEndian: 4
    default: 1
    }
  }

  /// The encoding of a name from `sources.encoding`: `windows-1254`, `cp1254`, `Windows1254` …
  init?(name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    let found = TextEncoding.allCases.first { encoding in
      let ours = encoding.rawValue.lowercased().filter { $0 != "-" }
      return plain == ours || plain == encoding.iconvName.lowercased()
    }
    guard let found else { return nil }
    self = found
  }

  /// The encoding a byte order mark names, and how long the mark is (Unicode 16, table 23-1).
  static func marked(_ bytes: UnsafeBufferPointer<UInt8>) -> (encoding: TextEncoding, length: Int)?
  {
    func begins(_ mark: [UInt8]) -> Bool { bytes.starts(with: mark) }
    if begins([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    // The longer one first: it begins like UTF-16LE's.
    if begins([0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
    if begins([0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
    if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]), bytes.count >= 6 {
      // Some writers put UTF-16's mark before UTF-32: as UTF-16 such text would be half NUL bytes.
      let wide = (bytes[2] != 0, bytes[3] != 0, bytes[4] != 0, bytes[5] != 0)
      if wide == (true, false, false, false) { return (.utf32LittleEndian, 2) }
      if wide == (false, false, false, true) { return (.utf32BigEndian, 2) }
    }
    if begins([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if begins([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }
}
