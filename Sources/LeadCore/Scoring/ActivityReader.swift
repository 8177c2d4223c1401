/// Finds which of a rulebook's matches an activity fits, from its properties.
public struct ActivityReader: Sendable {
  private let program: Program
  private let zone: Zone

  public init(_ rules: Rulebook) {
    program = rules.program
    zone = rules.calendar.zone
  }

  /// The properties that any rule looks at; `activity` is the activity's own name.
  public var properties: [String] { program.activity.fields }

  /// `value` gives the text of a property, empty where it is missing. Tests of dates are decided
  /// against the activity's own time: an activity does not change its meaning as it ages.
  public func mark(
    at: Instant, value: (_ property: Int) -> UnsafeBufferPointer<UInt8>
  ) -> ActivityMark {
    let table = program.activity
    let context = ScoringContext(program, zone: zone, now: at)
    var atoms = [UInt64](repeating: 0, count: table.words)
    for slot in table.fields.indices {
      let raw = value(slot)
      guard raw.count > 0 else { continue }
      var reading = FieldValue(raw, context)
      for index in table.atomsOfSlot[slot] where reading.passes(table.atoms[index]) {
        atoms[index >> 6] |= 1 << UInt64(index & 63)
      }
    }
    var bits = MatchBits()
    for (bit, match) in program.matches.enumerated() {
      bits[bit] = atoms.withUnsafeBufferPointer { holds(match.when.code, atoms: $0.baseAddress!) }
    }
    return ActivityMark(at: at, matches: bits)
  }
}
