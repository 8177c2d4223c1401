import Diagnostics
import Intake
import LeadCore

extension Engine {
  /// A row of an activity, attempt or feedback file as the fact it tells.
  func readFact(
    _ kind: RecordKind, _ row: Int, _ at: FactTime, _ taking: Taking
  ) throws(RowProblem) -> Fact {
    switch kind {
    case .attempt: .attempt(try readAttempt(row, at, taking.mapped))
    case .feedback: .feedback(try readFeedback(row, at, taking.mapped))
    default: .activity(try readActivity(row, at, taking))
    }
  }

  private func readAttempt(
    _ row: Int, _ at: FactTime, _ mapped: MappedBlock
  ) throws(RowProblem) -> Attempt {
    let outcome = try word(
      mapped.text(.outcome, row), "outcome", Attempt.Outcome.allCases)
    return Attempt(
      at: at, outcome: outcome, rep: rep(mapped.text(.rep, row)),
      channel: mapped.text(.channel, row), reason: mapped.text(.reason, row))
  }

  private func readFeedback(
    _ row: Int, _ at: FactTime, _ mapped: MappedBlock
  ) throws(RowProblem) -> Feedback {
    let verdict = try word(
      mapped.text(.verdict, row), "verdict", Feedback.Verdict.allCases)
    return Feedback(
      at: at, verdict: verdict, rep: rep(mapped.text(.rep, row)),
      reason: mapped.text(.reason, row), track: mapped.text(.track, row),
      amount: mapped.text(.amount, row))
  }

  private func readActivity(
    _ row: Int, _ at: FactTime, _ taking: Taking
  ) throws(RowProblem) -> ActivityMark {
    let mapped = taking.mapped
    guard mapped.text(.activity, row) != nil else {
      throw RowProblem("no `activity`: what was done? (a column, or `set:` in sources)")
    }
    return book.reader.mark(at: at.instant) { property in
      switch taking.fields.properties[property] {
      case .field(let column):
        mapped.arena.bytes(mapped.fields[row * mapped.fieldNames.count + column])
      case .special(let special): mapped.arena.bytes(mapped.special(special, row))
      case .nowhere: UnsafeBufferPointer(start: nil, count: 0)
      }
    }
  }

  /// The id of the rep a file names; a name that no rep goes by stays as it is.
  private func rep(_ name: String?) -> String? { name.map { rules.rep(called: $0) ?? $0 } }

  /// One of a fixed set of words.
  func word<Word: RawRepresentable<String>>(
    _ text: String?, _ column: String, _ words: [Word]
  ) throws(RowProblem) -> Word {
    guard let text else { throw RowProblem("no `\(column)`") }
    if let word = Word(rawValue: FoldedText(text).description) { return word }
    let known = words.map(\.rawValue)
    let hint =
      closest(to: text, among: known).map { "; did you mean '\($0)'?" }
      ?? "; it is one of \(known.joined(separator: ", ")) (see `values:` in sources)"
    throw RowProblem("\(column) '\(text)' is unknown\(hint)")
  }

  /// What tells a repeated fact: its id, or its kind, time and properties. FNV-1a, 64 bits; facts
  /// are compared with those of the same lead only.
  func factKey(
    _ kind: RecordKind, id: String?, _ at: FactTime, _ properties: FieldRecord
  ) -> UInt64 {
    var hash = FNV1a()
    hash.add(kind.rawValue.utf8)
    if let id {
      hash.add([1])
      hash.add(id.utf8)
    } else {
      hash.add([0])
      withUnsafeBytes(of: at.instant.milliseconds.littleEndian) { hash.add($0) }
      hash.add(properties.bytes)
    }
    return hash.value
  }
}

/// The Fowler–Noll–Vo hash, variant 1a, of 64 bits (RFC 9923).
struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}
