/// What no file may exceed, so that memory stays bounded whatever is dropped.
enum Limits {
  /// Bytes of one row.
  static let row = 16 << 20
  static let columns = 16_384
  /// How deep JSON values may nest.
  static let depth = 64
  /// Characters of a reject's cell that are shown.
  static let rejectedCell = 4096
  /// Quotes that are opened and never closed before a file is given up.
  static let openQuotes = 1000
}
