public import Diagnostics

/// The entries of a mapping, by key.
///
/// ```swift
/// guard let fields = field.fields(["name", "points"], into: &diagnostics) else { return nil }
/// let name = fields.required("name", into: &diagnostics)?.text(into: &diagnostics)
/// let points = fields["points"]?.integer(in: -100...100, into: &diagnostics) ?? 0
/// ```
public struct Fields: Sendable {
  /// All entries in the order of the file, empty values included.
  public let all: [Field]
  /// How messages name the mapping.
  public let title: String
  /// Where the mapping was written.
  public let span: SourceSpan
  private let index: [String: Int]

  init(_ all: [Field], title: String, at span: SourceSpan) {
    self.all = all
    self.title = title
    self.span = span
    index = Dictionary(all.indices.map { (all[$0].name, $0) }) { first, _ in first }
  }

  /// The keys in the order of the file.
  public var names: [String] { all.map(\.name) }

  /// Whether the key is there, be it with an empty value.
  public func has(_ name: String) -> Bool { index[name] != nil }

  /// The value of the key; nil where the key is missing, or its value is empty or `~`.
  public subscript(name: String) -> Field? {
    guard let position = index[name], !all[position].isNull else { return nil }
    return all[position]
  }

  /// The value of a key that must be there and have a value.
  public func required(_ name: String, into diagnostics: inout Diagnostics) -> Field? {
    if let field = self[name] { return field }
    if let position = index[name] {
      diagnostics.error(.emptyValue, "`\(name)` has no value", at: all[position].span)
    } else {
      diagnostics.error(.missingKey, "\(title) needs the key `\(name)`", at: start)
    }
    return nil
  }

  /// The one key of those that is there with a value; none and several are reported.
  public func exactlyOne(of names: [String], into diagnostics: inout Diagnostics) -> Field? {
    let present = names.compactMap { self[$0] }
    let listed = names.map { "`\($0)`" }.joined(separator: ", ")
    if present.isEmpty {
      diagnostics.error(.missingKey, "\(title) needs one of the keys \(listed)", at: start)
    } else if present.count > 1 {
      diagnostics.error(
        .wrongShape, "\(present[1].title) cannot stand beside \(present[0].title)",
        at: present[1].keySpan)
    }
    return present.count == 1 ? present[0] : nil
  }

  /// Reports every key that is not among the known ones, with the one that was probably meant.
  public func reportUnknown(besides known: [String], into diagnostics: inout Diagnostics) {
    // A key that is already there was hardly meant once more.
    let missing = known.filter { !has($0) }
    for field in all where !known.contains(field.name) {
      diagnostics.error(
        .unknownKey, "unknown key \(quoted(field.name))", at: field.keySpan,
        label: diagnostics.suggestion(for: field.name, among: missing)
          .map { "did you mean '\($0)'?" })
    }
  }

  /// The first character: a whole mapping would be underlined for want of one key.
  private var start: SourceSpan { all.first?.keySpan ?? span }
}
