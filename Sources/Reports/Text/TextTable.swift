/// A table for people, its columns aligned.
///
/// The widths are settled by the first rows, so that a long table is written as it comes; a later
/// cell that is wider moves the rest of its line.
public struct TextTable {
  /// One column.
  public struct Column: Sendable {
    public var title: String
    public var isNumber: Bool
    /// Wider cells are cut.
    public var most: Int

    public init(_ title: String, isNumber: Bool = false, most: Int = 40) {
      self.title = title
      self.isNumber = isNumber
      self.most = most
    }
  }

  private let columns: [Column]
  private let style: TextStyle
  private let write: (String) throws -> Void
  /// Rows that wait for the widths.
  private var waiting: [[String]] = []
  private var widths: [Int]?
  /// How many rows it has so far.
  public private(set) var rows = 0
  private static let settledBy = 200

  /// - Parameter write: gets line after line, each with its line feed.
  public init(_ columns: [Column], _ style: TextStyle, write: @escaping (String) throws -> Void) {
    self.columns = columns
    self.style = style
    self.write = write
  }

  /// Adds a row; what is missing shows as `–`.
  public mutating func add(_ cells: [String?]) throws {
    precondition(cells.count == columns.count, "a row has as many cells as the table columns")
    rows += 1
    let shown = zip(cells, columns).map { text, column in
      text.map { cell($0, most: column.most) } ?? "–"
    }
    if widths != nil { return try writeRow(shown) }
    waiting.append(shown)
    if waiting.count >= TextTable.settledBy { try settle() }
  }

  /// Writes what still waits; a table without rows is not written at all.
  public mutating func finish() throws { if widths == nil, !waiting.isEmpty { try settle() } }

  private mutating func settle() throws {
    var widths = columns.map { width(of: $0.title) }
    for row in waiting {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], width(of: cell)) }
    }
    self.widths = widths
    try write(style.bold(line(columns.map(\.title), widths)) + "\n")
    for row in waiting { try writeRow(row) }
    waiting = []
  }

  private func writeRow(_ cells: [String]) throws { try write(line(cells, widths ?? []) + "\n") }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += "  " }
      let padding = String(repeating: " ", count: max(0, widths[index] - width(of: cell)))
      let isLast = index == cells.count - 1
      line += columns[index].isNumber ? padding + cell : isLast ? cell : cell + padding
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
