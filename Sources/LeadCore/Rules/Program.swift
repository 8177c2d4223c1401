/// The conditions of a rulebook in a form that is cheap to run: every test of one field is an
/// *atom* that is decided once per distinct value; a condition is a few operations on atom bits.
public struct Program: Sendable {
  /// The fields of leads that are tested, with their atoms.
  public internal(set) var lead = AtomTable()
  /// The same for properties of activities.
  public internal(set) var activity = AtomTable()
  /// What activities rules speak of; an `ActivityMark` has a bit for each.
  public internal(set) var matches: [CompiledMatch] = []
  var didTests: [CompiledDid] = []
  var standingTests: [(Standing, FieldTest)] = []
  public let lists: [String: WordList]
  /// What `seniority`, `department` and `email_kind` are found by.
  public var derived = DerivedTables()

  public init(lists: [String: WordList] = [:]) { self.lists = lists }

  /// The name of the property that holds an activity's own name.
  static let activityName = "activity"
  /// How many different `did` matches a rulebook may have: the bits of an `ActivityMark`.
  public static let matchLimit = 128
}

/// A condition, and the operations that decide it.
public struct When: Sendable {
  public let condition: Condition
  let code: [Operation]

  /// Whether it can be decided from the lead's fields alone.
  var isStatic: Bool {
    code.allSatisfy {
      switch $0 {
      case .standing, .did: false
      default: true
      }
    }
  }
  public var isAlways: Bool { code.isEmpty }
}

/// One step of a condition, on a stack of bits.
enum Operation: Sendable {
  case atom(Int32)
  case standing(Int32)
  case did(Int32)
  case constant(Bool)
  case and, or, not
}

/// An activity match and where its condition stands in the activity program.
public struct CompiledMatch: Sendable {
  public let match: ActivityMatch
  let when: When
}

struct CompiledDid: Sendable {
  var match: Int
  var within: Interval?
  var atLeast: Int
}

extension Program {
  /// Compiles a condition on a lead.
  ///
  /// - Parameter forPoints: whether all that follows from it is points; leads that differ in no
  ///   other condition and in no sum of points are alike.
  public mutating func compile(_ condition: Condition, forPoints: Bool = false) -> When {
    var code: [Operation] = []
    if condition != .always { emit(condition, into: &code, table: \.lead) }
    if !forPoints { lead.ask(for: code) }
    return When(condition: condition, code: code)
  }

  /// Makes a field one that scoring reads, though no condition tests it (`per:`).
  public mutating func read(field: String) { _ = lead.slot(field) }

  /// The bit that activities get for which this match holds; nil where there are too many.
  public mutating func compile(_ match: ActivityMatch) -> Int? {
    if let known = matches.firstIndex(where: { $0.match == match }) { return known }
    guard matches.count < Program.matchLimit else { return nil }
    let name = Condition.field(Program.activityName, .equals(match.activities))
    var code: [Operation] = []
    emit(.all([name, match.properties]), into: &code, table: \.activity)
    let when = When(condition: match.properties, code: code)
    matches.append(CompiledMatch(match: match, when: when))
    return matches.count - 1
  }

  private mutating func emit(
    _ condition: Condition, into code: inout [Operation],
    table: WritableKeyPath<Program, AtomTable>
  ) {
    switch condition {
    case .all(let parts): emit(parts, .and, empty: true, into: &code, table: table)
    case .any(let parts): emit(parts, .or, empty: false, into: &code, table: table)
    case .not(let part):
      emit(part, into: &code, table: table)
      code.append(.not)
    case .field(let field, let test):
      emitField(field, test, into: &code, table: table)
    case .standing(let standing, let test):
      code.append(.standing(Int32(standingTests.count)))
      standingTests.append((standing, test))
    case .did(let test):
      guard let match = compile(test.match) else { return code.append(.constant(false)) }
      code.append(.did(Int32(didTests.count)))
      didTests.append(CompiledDid(match: match, within: test.within, atLeast: test.atLeast))
    }
  }

  private mutating func emit(
    _ parts: [Condition], _ join: Operation, empty: Bool, into code: inout [Operation],
    table: WritableKeyPath<Program, AtomTable>
  ) {
    guard let first = parts.first else { return code.append(.constant(empty)) }
    emit(first, into: &code, table: table)
    for part in parts.dropFirst() {
      emit(part, into: &code, table: table)
      code.append(join)
    }
  }

  /// A derived field that a file brings itself is taken as it is; otherwise it is derived.
  private mutating func emitField(
    _ field: String, _ test: FieldTest, into code: inout [Operation],
    table: WritableKeyPath<Program, AtomTable>
  ) {
    let own = self[keyPath: table].atom(field, nil, test)
    code.append(.atom(own))
    guard table == \Program.lead, let derivation = Derivation(rawValue: field) else { return }
    let known = self[keyPath: table].atom(field, nil, .known)
    let derived = self[keyPath: table].atom(derivation.base, derivation, test)
    code += [.atom(known), .not, .atom(derived), .and, .or]
  }
}

/// Runs a condition of fields alone over a row's atom bits.
@inline(__always)
func holds(_ code: [Operation], atoms: UnsafePointer<UInt64>) -> Bool {
  var stack: UInt64 = 1
  for operation in code {
    switch operation {
    case .atom(let atom):
      stack = stack << 1 | (atoms[Int(atom) >> 6] >> UInt64(atom & 63)) & 1
    case .constant(let value): stack = stack << 1 | (value ? 1 : 0)
    case .and: stack = stack >> 1 & (stack | ~1)
    case .or: stack = stack >> 1 | (stack & 1)
    case .not: stack ^= 1
    case .standing, .did: preconditionFailure("not a condition of fields alone")
    }
  }
  return stack & 1 == 1
}
