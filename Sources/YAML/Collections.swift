public import Diagnostics

extension Field {
  /// The items of a list.
  ///
  /// - Parameter orOne: whether anything but a list counts as a list of one.
  public func items(
    orOne: Bool = false, into diagnostics: inout Diagnostics
  ) -> [Field]? {
    if let nodes = node.sequence {
      return nodes.map {
        Field(name: name, keySpan: keySpan, node: $0, title: "an item of \(keyTitle(name))")
      }
    }
    if orOne, !isNull { return [self] }
    reportShape(expected: "a list", into: &diagnostics)
    return nil
  }

  /// What the function makes of each item; items that it has reported, and left nil, are left out.
  public func list<Value>(
    orOne: Bool = false, into diagnostics: inout Diagnostics,
    read: (Field, inout Diagnostics) -> Value?
  ) -> [Value]? {
    items(orOne: orOne, into: &diagnostics)?.compactMap { read($0, &diagnostics) }
  }

  /// The texts of a list; a single one counts as a list of one.
  public func texts(into diagnostics: inout Diagnostics) -> [String]? {
    list(orOne: true, into: &diagnostics) { $0.text(into: &$1) }
  }

  /// The entries of a mapping whose keys are names chosen by the user.
  ///
  /// Nothing counts as an empty mapping, so that a section may be left bare.
  public func entries(into diagnostics: inout Diagnostics) -> [Field]? {
    if let entries = node.mapping { return entries.map(Field.init) }
    if isNull { return [] }
    reportShape(expected: "a mapping", into: &diagnostics)
    return nil
  }

  /// The entries of a mapping with the given keys; any other key is reported.
  ///
  /// - Parameter orEmpty: whether nothing counts as a mapping without entries.
  public func fields(
    _ known: [String], orEmpty: Bool = false, into diagnostics: inout Diagnostics
  ) -> Fields? {
    guard let fields = openFields(orEmpty: orEmpty, into: &diagnostics) else { return nil }
    fields.reportUnknown(besides: known, into: &diagnostics)
    return fields
  }

  /// The entries of a mapping, of which the caller checks the keys itself.
  public func openFields(
    orEmpty: Bool = false, into diagnostics: inout Diagnostics
  ) -> Fields? {
    if let entries = node.mapping { return Fields(entries.map(Field.init), title: title, at: span) }
    if orEmpty, isNull { return Fields([], title: title, at: span) }
    reportShape(expected: "a mapping", into: &diagnostics)
    return nil
  }
}

extension Node {
  /// The entries of a whole file; any key that is not known is reported.
  public func fields(_ known: [String], into diagnostics: inout Diagnostics) -> Fields? {
    Field(name: "", keySpan: span, node: self, title: "the file")
      .fields(known, into: &diagnostics)
  }
}
