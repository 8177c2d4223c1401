import LeadCore

/// What a test is asked of: one value, or none.
enum Subject: Hashable {
  case field(String)
  case standing(Standing)

  /// Whether it is a whole number that every lead has.
  var isScore: Bool {
    self == .standing(.fit) || self == .standing(.interest) || self == .standing(.cycle)
  }

  /// All that it can be, where that is little.
  var words: [FoldedText]? {
    switch self {
    case .standing(.stage): Stage.allCases.map { FoldedText($0.rawValue) }
    case .standing(.grade):
      ["a", "b", "c", "d"].flatMap { letter in (1...4).map { FoldedText("\(letter)\($0)") } }
    default: nil
    }
  }
}

/// Tests of one value: those that hold and those that do not.
struct Tests {
  var passed: [FieldTest] = []
  var failed: [FieldTest] = []

  private var valueCount = 1

  mutating func add(_ test: FieldTest, _ passes: Bool) {
    if passes { passed.append(test) } else { failed.append(test) }
    if case .equals(let values) = test { valueCount += values.count }
  }

  /// How long it takes to compare them, in steps.
  var steps: Int { (passed.count + failed.count) * valueCount / 16 }
}

extension Implication {
  /// Lists longer than this are not gone through.
  private static let longestList = 1_000

  /// Whether some value, or none, passes and fails the tests as it should.
  func mayPass(_ tests: Tests, _ subject: Subject) -> Bool {
    let words = subject.words
    // Where there is no value, every test fails.
    if tests.passed.isEmpty, words == nil, !subject.isScore { return true }
    if tests.failed.contains(.known) || tests.failed.contains(where: tests.passed.contains) {
      return false
    }
    if let values = words ?? tests.passed.lazy.compactMap(self.values).first {
      return values.contains { value in
        tests.passed.allSatisfy { passes(value, $0) != false }
          && !tests.failed.contains { passes(value, $0) == true }
      }
    }
    return mayBeNumber(tests, subject) && mayBeDate(tests) && mayBeText(tests)
  }

  /// The values of which a test leaves one.
  private func values(_ test: FieldTest) -> [FoldedText]? {
    switch test {
    case .equals(let values): return values
    case .inList(let name):
      guard let list = lists[name], !list.isEmpty, list.count <= Self.longestList
      else { return nil }
      return list.all
    default: return nil
    }
  }

  /// Whether a value passes; nil where that is not known. A list without entries may be waiting
  /// for them.
  private func passes(_ value: FoldedText, _ test: FieldTest) -> Bool? {
    switch test {
    case .date: nil
    case .inList(let name) where lists[name]?.isEmpty ?? true: nil
    default: LeadCore.passes(value, test, lists: lists)
    }
  }

  private func mayBeNumber(_ tests: Tests, _ subject: Subject) -> Bool {
    func ranges(_ tests: [FieldTest]) -> [NumberRange] {
      tests.compactMap { if case .number(let range) = $0 { range } else { nil } }
    }
    var inside = ranges(tests.passed)
    if subject == .standing(.cycle) {
      inside.append(NumberRange(lower: .init(0, isInclusive: true)))
    }
    guard !inside.isEmpty || subject.isScore else { return true }
    return isLeft(of: inside, without: ranges(tests.failed), inWholeNumbers: subject.isScore)
  }

  /// Dates are ranges of milliseconds: since 1970, and back from now.
  private func mayBeDate(_ tests: Tests) -> Bool {
    func dates(_ tests: [FieldTest]) -> [DateTest] {
      tests.compactMap { if case .date(let test) = $0 { test } else { nil } }
    }
    let (passed, failed) = (dates(tests.passed), dates(tests.failed))
    guard !passed.isEmpty else { return true }
    func mayBe(_ range: (DateTest) -> NumberRange?, _ other: (DateTest) -> NumberRange?) -> Bool {
      isLeft(
        of: passed.compactMap(range), without: failed.compactMap(other), inWholeNumbers: true)
    }
    let mayBeAgo = mayBe({ $0.ago }, { $0.ago })
    guard let now else { return mayBeAgo && mayBe({ $0.dates }, { $0.dates }) }
    return mayBeAgo && mayBe({ $0.dates(from: now) }, { $0.datesPassedForGood(at: now) })
  }

  /// Whether a number lies in all of these ranges and in none of those.
  private func isLeft(
    of inside: [NumberRange], without outside: [NumberRange], inWholeNumbers isWhole: Bool
  ) -> Bool {
    var whole = NumberRange()
    for range in inside { whole.narrow(to: range) }
    var left = [isWhole ? whole.inWholeNumbers : whole]
    for range in outside {
      left = left.flatMap { $0.parts(outside: range) }
      if isWhole { left = left.map(\.inWholeNumbers) }
      left.removeAll(where: \.isEmpty)
    }
    return left.contains { !$0.isEmpty }
  }

  private func mayBeText(_ tests: Tests) -> Bool {
    for (place, test) in tests.passed.enumerated() {
      if tests.failed.contains(where: { test.entails($0) }) { return false }
      if tests.passed[..<place].contains(where: { $0.excludes(test) }) { return false }
    }
    return true
  }
}

extension NumberRange {
  /// What of this range lies outside of the other.
  fileprivate func parts(outside other: NumberRange) -> [NumberRange] {
    let below = other.lower.map {
      NumberRange(upper: .init($0.value, isInclusive: !$0.isInclusive))
    }
    let above = other.upper.map {
      NumberRange(lower: .init($0.value, isInclusive: !$0.isInclusive))
    }
    return [below, above].compactMap { $0 }.map { side in
      var part = self
      part.narrow(to: side)
      return part
    }
  }

  /// The same whole numbers, between inclusive bounds.
  fileprivate var inWholeNumbers: NumberRange {
    var range = self
    if let lower {
      let least = lower.value.rounded(.up)
      let isOut = !lower.isInclusive && least == lower.value
      range.lower = .init(isOut ? least + 1 : least, isInclusive: true)
    }
    if let upper {
      let most = upper.value.rounded(.down)
      let isOut = !upper.isInclusive && most == upper.value
      range.upper = .init(isOut ? most - 1 : most, isInclusive: true)
    }
    return range
  }
}

/// Dates as ranges of milliseconds. What is older or younger than something changes with time.
extension DateTest {
  /// The dates that pass, counted from now; nil where it does not speak of now.
  fileprivate var ago: NumberRange? {
    switch self {
    case .before, .after: nil
    case .within(let span):
      NumberRange(
        lower: .init(-Double(span.milliseconds), isInclusive: true),
        upper: .init(0, isInclusive: true))
    case .olderThan(let span):
      NumberRange(upper: .init(-Double(span.milliseconds), isInclusive: false))
    }
  }

  /// The dates that pass, whenever that is asked; nil where it speaks of now.
  fileprivate var dates: NumberRange? {
    switch self {
    case .before(let instant):
      NumberRange(upper: .init(Double(instant.milliseconds), isInclusive: false))
    case .after(let instant):
      NumberRange(lower: .init(Double(instant.milliseconds), isInclusive: true))
    case .within, .olderThan: nil
    }
  }

  /// The dates that pass now or later; nil is any.
  fileprivate func dates(from now: Instant) -> NumberRange? {
    guard case .within(let span) = self else { return dates }
    let first = now - span
    return NumberRange(lower: .init(Double(first.milliseconds), isInclusive: true))
  }

  /// The dates that pass now and ever after; nil is none.
  fileprivate func datesPassedForGood(at now: Instant) -> NumberRange? {
    guard case .olderThan(let span) = self else { return dates }
    let end = now - span
    return NumberRange(upper: .init(Double(end.milliseconds), isInclusive: false))
  }
}

extension FieldTest {
  /// Whether every text that passes this test of texts passes the other.
  fileprivate func entails(_ other: FieldTest) -> Bool {
    switch (self, other) {
    case (.contains(let parts), .contains), (.hasWord(let parts), .contains),
      (.hasWord(let parts), .hasWord), (.startsWith(let parts), .contains),
      (.startsWith(let parts), .startsWith), (.endsWith(let parts), .contains),
      (.endsWith(let parts), .endsWith):
      parts.allSatisfy { LeadCore.passes($0, other, lists: [:]) }
    default: false
    }
  }

  /// Whether no text passes both: it cannot begin, or end, in two ways.
  fileprivate func excludes(_ other: FieldTest) -> Bool {
    switch (self, other) {
    case (.startsWith(let ours), .startsWith(let theirs)):
      !ours.contains { our in
        theirs.contains { $0.bytes.starts(with: our.bytes) || our.bytes.starts(with: $0.bytes) }
      }
    case (.endsWith(let ours), .endsWith(let theirs)):
      !ours.contains { our in
        theirs.contains { their in
          let length = min(our.bytes.count, their.bytes.count)
          return our.bytes.suffix(length).elementsEqual(their.bytes.suffix(length))
        }
      }
    default: false
    }
  }
}
