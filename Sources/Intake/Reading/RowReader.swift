/// Reads the rows of a file block by block, whatever it is packed, encoded and laid out as.
public final class RowReader {
  private let text: TextStream
  private let feed: Feed
  private let reader: Layout
  private enum Layout {
    case csv(CSVReader)
    case json(JSONReader)
  }
  private var ownWarnings: [String] = []

  /// - Parameters:
  ///   - format: what the file's name says, see `FileFormat.init(fileName:)`.
  ///   - encoding: of text that is neither UTF-8 nor marked, such as `windows-1254`; nil means
  ///     windows-1252.
  ///   - firstLine: the line on which JSON begins, where it stands within something else.
  public init(
    _ source: consuming any ByteSource, format: FileFormat, encoding: String?, firstLine: Int = 1
  ) {
    let named = encoding.flatMap { TextEncoding(name: $0) }
    if let encoding, named == nil {
      ownWarnings.append("unknown encoding '\(encoding)', windows-1252 is taken in its place")
    }
    let bytes: any ByteSource = format.isGzip ? Gunzip(source) : source
    text = TextStream(bytes, encoding: named, checksUTF8: !format.isJSON || named != nil)
    feed = Feed(text)
    reader =
      format.isJSON
      ? .json(JSONReader(feed, isLines: format.layout == .jsonl, firstLine: firstLine))
      : .csv(CSVReader(feed, hint: format.layout == .tsv ? 0x09 : nil))
  }

  /// What was found strange, for a person, such as "not UTF-8, read as windows-1252".
  public var warnings: [String] { ownWarnings + text.warnings }

  /// How the text was found to be written, as far as it was read: `UTF-8`, `windows-1254` ….
  public var encoding: String { text.encoding.rawValue }

  /// What separates the columns of CSV, known after the first read.
  public var separator: UInt8 {
    switch reader {
    case .csv(let reader): reader.separator
    case .json: 0x2C
    }
  }

  /// Whether every byte of the file is behind us: the next read would bring nothing.
  var isSpent: Bool { feed.isSpent }

  /// Empties `block`, then fills it with up to `rows` rows or about `bytes` bytes. False at the
  /// end of the file; the block's header is set all the same. Always the same block should be
  /// handed in: its memory is used again.
  public func read(into block: RowBlock, rows: Int, bytes: Int) throws(Unreadable) -> Bool {
    switch reader {
    case .csv(let reader): try reader.read(into: block, rows: rows, bytes: bytes)
    case .json(let reader): try reader.read(into: block, rows: rows, bytes: bytes)
    }
  }
}
