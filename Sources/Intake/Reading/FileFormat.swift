/// What a file's name says about its content.
public struct FileFormat: Equatable, Sendable {
  /// How the rows lie in it.
  public enum Layout: Equatable, Sendable {
    /// Separated columns, the separator to be found out.
    case csv
    /// The same, tabs most likely.
    case tsv
    /// One JSON array or object; several objects, one a line, are understood too.
    case json
    /// One JSON object a line.
    case jsonl
  }

  public var layout: Layout
  /// Packed by gzip (RFC 1952).
  public var isGzip: Bool

  public init(_ layout: Layout, isGzip: Bool = false) {
    self.layout = layout
    self.isGzip = isGzip
  }

  /// Nil where the name's ending is none that LeadRelay reads.
  public init?(fileName: String) {
    var name = fileName.lowercased()[...]
    isGzip = name.hasSuffix(".gz")
    if isGzip { name = name.dropLast(3) }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...] {
    case "csv", "txt": layout = .csv
    case "tsv": layout = .tsv
    case "json": layout = .json
    case "jsonl", "ndjson": layout = .jsonl
    default: return nil
    }
  }

  var isJSON: Bool { layout == .json || layout == .jsonl }
}
