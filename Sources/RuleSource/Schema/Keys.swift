/// A key of a mapping.
struct Key: Sendable {
  let name: String
  let shape: Shape
  /// What it says, in a sentence or two.
  let about: String
  var isRequired = false
  /// Part of the language, but of a later part of LeadRelay.
  var isLater = false
  /// The key that must stand beside it.
  var needs: String?
  /// What holds where it is missing.
  var usual: JSON?
  /// Values to choose from where others are possible too.
  var examples: [JSON] = []

  /// One that must be there and have a value.
  static func required(
    _ name: String, _ shape: Shape, _ about: String, examples: [JSON] = []
  ) -> Key {
    Key(name: name, shape: shape, about: about, isRequired: true, examples: examples)
  }

  /// One that may be missing.
  static func optional(
    _ name: String, _ shape: Shape, _ about: String, usual: JSON? = nil, needs: String? = nil,
    examples: [JSON] = []
  ) -> Key {
    Key(name: name, shape: shape, about: about, needs: needs, usual: usual, examples: examples)
  }

  /// One that may be missing and has no effect yet.
  static func later(
    _ name: String, _ shape: Shape, _ about: String, usual: JSON? = nil, examples: [JSON] = []
  ) -> Key {
    Key(name: name, shape: shape, about: about, isLater: true, usual: usual, examples: examples)
  }

  /// Whether `key:` with nothing behind it counts as a missing key: a condition, and a value to
  /// compare with, would mean another thing than was meant.
  var allowsNothing: Bool {
    switch shape {
    case .shared, .never: false
    default: !isRequired
    }
  }
}

/// The keys of a mapping, in the order in which people would write them.
struct Keys: Sendable, ExpressibleByArrayLiteral {
  let all: [Key]
  /// What any other key holds; nil where there is no other key.
  var others: Shape?
  /// Whether a key with nothing behind it is an error, required or not.
  var refusesNothing = false
  /// Whether at least one key must be there.
  var isFilled = false

  init(_ all: [Key]) { self.all = all }
  init(arrayLiteral all: Key...) { self.all = all }

  var names: [String] { all.map(\.name) }

  subscript(name: String) -> Key? { all.first { $0.name == name } }

  /// The keys of both; what is said of other keys is that of the first.
  static func + (left: Keys, right: Keys) -> Keys {
    var keys = Keys(left.all + right.all)
    keys.others = left.others
    keys.refusesNothing = left.refusesNothing
    keys.isFilled = left.isFilled
    return keys
  }

  /// Whether nothing may stand behind a key.
  func allowsNothing(behind key: Key) -> Bool { !refusesNothing && key.allowsNothing }
}
