/// What a rule file may ask of the reader. No rule file can take the service down.
public enum Limits {
  /// The largest file, in bytes.
  public static let fileSize = 16 << 20
  /// The deepest nesting of lists and mappings, aliases included.
  public static let depth = 64
  /// Values in one file, as written.
  public static let nodes = 1_000_000
  /// Values that aliases may add to those written.
  public static let aliasedNodes = 100_000
  /// Marks on one letter, as accents are: comparing texts takes the square of their number.
  static let marks = 100
  /// Lines that look like directives: libyaml compares each with all before it.
  static let directives = 100
  /// Places reported for bytes that no text file should have.
  static let encodingFaults = 20
}
