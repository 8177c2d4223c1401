/// One value of one field while its atoms are decided: folded, read as number and as date at most
/// once.
struct FieldValue {
  let raw: UnsafeBufferPointer<UInt8>
  let context: ScoringContext
  private lazy var folded = FoldedText(raw)
  private lazy var asNumber = number(raw)
  private lazy var asInstant = instant(iso: raw, zone: context.zone)
  private var derived: [Derivation: FoldedText?] = [:]

  init(_ raw: UnsafeBufferPointer<UInt8>, _ context: ScoringContext) {
    self.raw = raw
    self.context = context
  }

  /// Whether an atom's test holds for this value, which is not missing.
  mutating func passes(_ atom: AtomTable.Atom) -> Bool {
    guard let derivation = atom.derivation else {
      switch atom.test {
      case .known: return true
      case .number(let range): return asNumber.map(range.contains) ?? false
      case .date(let test): return asInstant.map { test.holds($0, now: context.now) } ?? false
      default: return LeadCore.passes(folded, atom.test, lists: context.lists)
      }
    }
    if derived[derivation] == nil {
      derived[derivation] = context.derived.derive(derivation, from: folded)
    }
    guard let value = derived[derivation] ?? nil else { return false }
    return LeadCore.passes(value, atom.test, lists: context.lists)
  }
}

/// What deciding an atom needs beside the value.
struct ScoringContext {
  let lists: [String: WordList]
  let derived: DerivedTables
  let zone: Zone
  let now: Instant

  init(_ program: Program, zone: Zone, now: Instant) {
    lists = program.lists
    derived = program.derived
    self.zone = zone
    self.now = now
  }
}

/// Whether a test of text or number holds for a folded value; tests of dates never do.
public func passes(_ text: FoldedText, _ test: FieldTest, lists: [String: WordList]) -> Bool {
  let bytes = text.bytes
  switch test {
  case .known: return true
  case .equals(let wanted): return wanted.contains(text)
  case .inList(let name): return lists[name]?.contains(text) ?? false
  case .contains(let parts): return parts.contains { firstRange(of: $0.bytes, in: bytes) != nil }
  case .hasWord(let words): return words.contains { hasWord($0.bytes, in: bytes) }
  case .startsWith(let starts): return starts.contains { bytes.starts(with: $0.bytes) }
  case .endsWith(let ends):
    return ends.contains {
      bytes.count >= $0.bytes.count && bytes.suffix($0.bytes.count).elementsEqual($0.bytes)
    }
  case .matches(let patterns): return patterns.contains { $0.isFound(in: bytes) }
  case .number(let range):
    return bytes.withUnsafeBufferPointer { number($0) }.map(range.contains) ?? false
  case .date: return false
  }
}
