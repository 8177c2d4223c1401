import Diagnostics
import Intake
public import LeadCore
import Reports
public import RuleSource
public import Store

/// Runs rule tests one after another, each from an empty book, with the engine that the daemon
/// has: what differs is the clock, and that records come from the tests.
///
/// - Parameter store: for nothing else.
public func rehearse(
  _ tests: [RuleTest], _ rules: Rulebook, in store: any LeadRelayStore & ScratchStore & Sendable
) async throws -> [RuleTestResult] {
  guard let first = tests.first else { return [] }
  let clock = VirtualClock(first.now)
  let engine = try await Engine(
    store: store, rules: rules, awaitsLogs: false, clock: { clock.now })
  var results: [RuleTestResult] = []
  for test in tests { results.append(try await engine.rehearse(test, clock)) }
  return results
}

extension Engine {
  fileprivate func rehearse(_ test: RuleTest, _ clock: VirtualClock) throws -> RuleTestResult {
    guard let scratch = store as? any ScratchStore else {
      preconditionFailure("a book is never cleared")
    }
    try scratch.clear()
    clock.set(test.now)
    try restore()
    var rehearsal = Rehearsal(
      file: try ledger(test.span.file.name, sha256: ""),
      identityKinds: identityKinds(rules).union(["email"]))
    var result = RuleTestResult(test: test)
    for (index, step) in test.steps.enumerated() {
      let before = try breachesSoFar()
      let outbox = try lastOutboxEntry()
      try take(step, &rehearsal, clock)
      let asked = try step.lead.map { try known([$0], rehearsal.identityKinds) } ?? rehearsal.lead
      rehearsal.seen = try asked.flatMap {
        try Observation($0, self, breachesBefore: before, outboxBefore: outbox)
      }
      if let seen = rehearsal.seen { result.exercised.formUnion(seen.exercised) }
      let differences = rehearsal.differences(step)
      guard !differences.isEmpty || rehearsal.isRefused(step) else { continue }
      let fields = FieldCatalogue(numbers: names.numbers, rules: rules)
      result.failures.append(
        RuleTestResult.Failure(
          number: index + 1, step: step, differences: differences,
          rejection: rehearsal.rejection,
          explanation: try asked.flatMap { try book.explain($0, fields, now: clock.now) },
          fields: fields, rules: rules))
    }
    return result
  }

  private func take(
    _ step: RuleTest.Step, _ rehearsal: inout Rehearsal, _ clock: VirtualClock
  ) throws {
    rehearsal.rejection = nil
    try goOn(to: clock.now + step.after, clock)
    guard let fact = step.fact else { return }
    for time in 0..<step.times {
      if time > 0 { try goOn(to: clock.now + step.every, clock) }
      try tell(fact, &rehearsal)
    }
    try goOn(to: clock.now, clock)
  }

  /// Takes a record in, the way of a file from the command line.
  private func tell(_ fact: RuleTest.Fact, _ rehearsal: inout Rehearsal) throws {
    var row = JSONObject()
    for property in fact.properties {
      let isIdentity = rehearsal.identityKinds.contains(property.name)
      row.add(
        isIdentity ? CommandLineSource.column(property.name) : property.name, property.value)
    }
    if fact.record != .lead, !fact.properties.contains(where: { $0.name == "at" }) {
      row.add("at", clock())
    }
    var bytes: [UInt8] = []
    row.appendLine(to: &bytes)
    let name = CommandLineSource.fileName(fact.record.fileName, stamp: "test")
    let reader = RowReader(
      MemorySource(bytes), format: FileFormat(.jsonl), encoding: nil, firstLine: fact.line)
    let (block, mapped) = (rehearsal.block, rehearsal.mapped)
    _ = try reader.read(into: block, rows: 1, bytes: bytes.count)
    let sources = CommandLineSource.sources(name, header: block.header, before: [])
    var mapping = try Mapping(
      header: block.header, path: name, sources: sources, zone: rules.calendar.zone,
      types: rules.fieldTypes)
    mapping.map(block, into: mapped)
    let known = rehearsal.file.rejected
    rehearsal.file = try take(
      mapped, block, kind: mapping.kind, of: rehearsal.file, moreFollows: false)
    if rehearsal.file.rejected > known {
      rehearsal.rejection = try store.rejects(of: rehearsal.file.id).last?.reason
    }
    rehearsal.lead = try self.known(fact.properties, rehearsal.identityKinds) ?? rehearsal.lead
  }

  /// The lead that any of these properties identifies.
  private func known(
    _ properties: [RuleTest.Property], _ kinds: Set<String>
  ) throws -> Int64? {
    let identities = properties.filter { kinds.contains($0.name) }
      .map { Identity(kind: $0.name, value: $0.name == "email" ? $0.value.lowercased() : $0.value) }
    return try store.leadIDs(of: identities.sorted()).compactMap { $0 }.first
  }
}

/// A test while it is run.
private struct Rehearsal {
  var file: FileEntry
  /// The lead that the last fact was about.
  var lead: Int64?
  /// What was seen at the end of the last step.
  var seen: Observation?
  /// Why the last fact could not be taken in.
  var rejection: String?
  let identityKinds: Set<String>
  let block = RowBlock()
  let mapped = MappedBlock()

  init(file: FileEntry, identityKinds: Set<String>) {
    self.file = file
    self.identityKinds = identityKinds
  }

  /// Whether a step's fact could not be taken in, unexpectedly.
  func isRefused(_ step: RuleTest.Step) -> Bool {
    rejection != nil && !step.expected.contains { $0.subject == .rejected }
  }

  /// What is otherwise than a step expects.
  func differences(_ step: RuleTest.Step) -> [RuleTestResult.Difference] {
    step.expected.compactMap { expectation in
      let found = expectation.subject == .rejected ? rejection : seen?[expectation.subject]
      let isSo =
        switch (expectation.subject, expectation.value) {
        case (.rejected, .text(let part?)): rejection?.contains(part) ?? false
        case (.not, .reasons(let wanted)):
          seen.map { seen in wanted.allSatisfy { seen.reasons[$0] == $1 } } ?? false
        default: seen != nil && found == expectation.value.text
        }
      return isSo
        ? nil : RuleTestResult.Difference(expectation: expectation, found: found)
    }
  }
}

extension RecordKind {
  /// What the names of its files begin with.
  fileprivate var fileName: String {
    switch self {
    case .lead: "leads"
    case .activity: "activities"
    case .attempt: "attempts"
    case .account: "accounts"
    case .deal: "deals"
    default: rawValue
    }
  }
}
