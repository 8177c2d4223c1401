/// The tests that a rulebook makes of fields, put in order by field.
public struct AtomTable: Sendable {
  /// One test of one field; its index is its bit.
  struct Atom: Hashable, Sendable {
    var slot: Int
    var derivation: Derivation?
    var test: FieldTest
  }

  /// The tested fields; the index of a name is its *slot*.
  public private(set) var fields: [String] = []
  private(set) var atoms: [Atom] = []
  /// Per slot, its atoms in ascending order.
  private(set) var atomsOfSlot: [[Int]] = []
  /// A bit for each atom that is asked for once the sums are known, see `Program.compile`.
  private(set) var asked: [UInt64] = []
  private var slots: [String: Int] = [:]
  private var indices: [Atom: Int] = [:]

  /// 64-bit words that a row's atoms take.
  public var words: Int { max(1, (atoms.count + 63) / 64) }

  public mutating func slot(_ field: String) -> Int {
    if let known = slots[field] { return known }
    slots[field] = fields.count
    fields.append(field)
    atomsOfSlot.append([])
    return fields.count - 1
  }

  mutating func atom(_ field: String, _ derivation: Derivation?, _ test: FieldTest) -> Int32 {
    let atom = Atom(slot: slot(field), derivation: derivation, test: test)
    if let known = indices[atom] { return Int32(known) }
    indices[atom] = atoms.count
    atomsOfSlot[atom.slot].append(atoms.count)
    atoms.append(atom)
    return Int32(atoms.count - 1)
  }

  /// Notes that the atoms of a condition are asked for once the sums are known.
  mutating func ask(for code: [Operation]) { code.markAtoms(in: &asked) }

  /// Whether a slot's atoms depend on the present time, so that no answer may be remembered.
  func isTimed(slot: Int) -> Bool {
    atomsOfSlot[slot].contains {
      if case .date = atoms[$0].test { true } else { false }
    }
  }
}

extension [Operation] {
  /// Sets the bits of the atoms that it asks for.
  func markAtoms(in bits: inout [UInt64]) {
    for case .atom(let atom) in self {
      let word = Int(atom) >> 6
      while bits.count <= word { bits.append(0) }
      bits[word] |= 1 << UInt64(atom & 63)
    }
  }
}

/// Fields that are found from another field where no file brings them.
enum Derivation: String, Hashable, Sendable, CaseIterable {
  case emailDomain = "email_domain"
  case emailKind = "email_kind"
  case seniority
  case department

  /// The field it is found from.
  var base: String {
    switch self {
    case .emailDomain, .emailKind: "email"
    case .seniority, .department: "title"
    }
  }
}
