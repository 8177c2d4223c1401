import Foundation
import Testing

@testable import RuleSource

/// Files and texts against the schema, by a validator that is not ours.
@Suite struct SchemaTests {
  /// Every YAML file that must be valid.
  private static let validFiles: [String] = {
    let places = [
      "rules", "bench/rules", "Tests/RuleSource/Fixtures/valid", "Tests/EndToEnd/Fixtures",
      "Sources/CTables/starter",
    ]
    return places.flatMap { files(below: Place.project.appending(path: $0)) }.sorted()
  }()

  private static let invalidFiles = files(below: Place.invalid).filter { path in
    // Of the directories it is the directory that is wrong, not the files in it.
    URL(filePath: path).deletingLastPathComponent().lastPathComponent == "invalid"
  }

  private static func files(below place: URL) -> [String] {
    let all = FileManager.default.enumerator(atPath: place.path())
    return (all?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".yaml") }
      .map { place.appending(path: $0).path() }
  }

  private static let said = Result { try Validator(files: validFiles + invalidFiles) }

  @Test func theSchemaIsSoundAndSaysWhatEachKeyIsFor() throws {
    #expect(try Self.said.get().schemaFaults == [])
  }

  @Test func theSchemaHasEverySection() {
    let sections = Keys.rulebook.names
    #expect(Set(sections).isSuperset(of: Section.allCases.map(\.rawValue) + ["tests"]))
    #expect(Set(sections).count == sections.count)
  }

  @Test func thereIsAnExampleOfEverySection() {
    let names = Self.validFiles.map { URL(filePath: $0) }.filter { $0.path().contains("/valid/") }
      .map { $0.deletingPathExtension().lastPathComponent }
    #expect(Set(Section.allCases.map(\.rawValue)).subtracting(names) == [])
  }

  @Test(arguments: validFiles)
  func isValid(_ file: String) throws { #expect(try Self.said.get().refusals[file] == "") }

  /// Faults that no schema can express, or that it leaves to the reader on purpose.
  private static let beyondSchemas: [String: String] = [
    "always-true-score": "sums points up",
    "ambiguous-rep": "compares names of several reps",
    "depth": "counts levels",
    "duplicate-id": "compares ids of several reps",
    "duplicate-name": "compares names of several rules",
    "empty-range": "compares bounds with each other",
    "empty-team": "looks from a route into a team",
    "file-size": "is about the file; the fixture is a small part of it",
    "grade-order": "compares numbers with each other",
    "idle-step": "is a warning about what is missing",
    "never-holds": "reasons about conditions",
    "no-points": "is a warning about a legal number",
    "no-route": "is a warning about all routes together",
    "nobody-to-tell": "looks from a plan into teams",
    "not-yet": "is right, and will be acted upon",
    "overlapping-ranges": "compares bounds with each other",
    "past-absence": "needs the date",
    "past-date": "needs the date",
    "over-bandwidth": "adds bandwidths up",
    "past-holidays": "needs the date",
    "plan-nowhere": "is a warning about what is missing",
    "pointless-points": "sums points up",
    "redundant": "reasons about conditions",
    "rejection-nowhere": "is a warning about what is missing",
    "shadowed": "compares entries of a list",
    "tag": "is about how YAML is written; the value is the same",
    "team-away": "needs the date",
    "too-many": "counts what is written",
    "too-many-activities": "counts what conditions ask for",
    "track-circle": "follows tracks",
    "unknown-field": "is a warning: a file may bring it",
    "unknown-group": "looks up a name",
    "unknown-list": "looks up a name",
    "unknown-rep": "looks up a name",
    "unknown-team": "looks up a name",
    "unknown-track": "looks up a name",
    "unknown-word": "is a warning: a file may bring other words",
    "unreachable-score": "sums points up",
    "unreached-rep": "looks from reps to routes",
    "unreached-team": "looks from teams to routes",
    "unused-track": "looks from tracks to what leads there",
    "waiting-nowhere": "is a warning about a legal word",
  ]

  @Test(arguments: invalidFiles)
  func isRefused(_ file: String) throws {
    let id = URL(filePath: file).deletingPathExtension().lastPathComponent
    let refusal = try #require(try Self.said.get().refusals[file])
    let reason = Self.beyondSchemas[id]
    #expect(refusal.isEmpty == (reason != nil), "\(id) \(reason ?? "must be refused"): \(refusal)")
  }

  @Test func whatIsBeyondSchemasIsThere() {
    let ids = Self.invalidFiles.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    #expect(Set(Self.beyondSchemas.keys).subtracting(ids) == [])
  }

  private static let texts: [(String, isValid: Bool)] = [
    ("", true), ("# only a comment", true), ("fit:", true), ("[]", false), ("fit: 3", false),
    // Texts may look like something else; what is no text may not.
    ("origin: [{ is: true }]", true), ("origin: [{ is: Sales }]", false),
    ("ignore: [{ name: 12, when: { country: NO, on: 1e3 } }]", true),
    ("ignore: [{ name: ' ', when: {} }]", false), ("ignore: [{ name: [a], when: {} }]", false),
    // Numbers, in quotes too.
    ("fit: { groups: { a: { at_most: \"30\" } } }", true),
    ("fit: { groups: { a: { at_most: 1.5 } } }", false),
    ("fit: { groups: { a: { at_most: 2000000 } } }", false),
    ("fit: { limits: none }", true), ("fit: { limits: [1] }", false),
    // Durations and dates.
    ("nurture: { a: { rest: 0d } }", true), ("nurture: { a: { rest: 30 } }", false),
    ("interest: { half_life: 0d }", false), ("interest: { half_life: none }", true),
    ("teams: { a: { reps: [{ id: b, away: 2026-01-01 }] } }", true),
    ("teams: { a: { reps: [{ id: b, away: 2026-13-01 }] } }", false),
    // Nothing behind a key.
    ("teams: { a: , b: { reps: } }", true), ("calendar: { holidays: }", true),
    ("calendar: { time_zone: }", false), ("origin: [{ is: }]", false),
    ("ignore: [{ name: a, when: }]", false), ("rejections: { else: }", false),
    // Keys that need each other, and keys of the user's choice.
    ("nurture: { a: { then: stay } }", false), ("nurture: { a: { rounds: 1, then: stay } }", true),
    ("nurture: { A B: {} }", false), ("teams: { Inside: {} }", false),
    ("teams: { a: { hours: { mon-fri: 09:00-18:00 } } }", true),
    ("teams: { a: { hours: { weekdays: 09:00-18:00 } } }", false),
    // Conditions.
    ("ignore: [{ name: a, when: { title: { matches: \"^chief\" } } }]", true),
    ("ignore: [{ name: a, when: { country: [] } }]", false),
    ("ignore: [{ name: a, when: { country: {} } }]", false),
    ("ignore: [{ name: a, when: { any: [] } }]", false),
    ("ignore: [{ name: a, when: { any: [{ not: { country: ~ } }] } }]", false),
    ("ignore: [{ name: a, when: { grade: A1 } }]", false),
    ("qualification: { lead: { grade: a1, stage: [SQL] } }", true),
    ("qualification: { lead: { grade: E1 } }", false),
    ("qualification: { lead: { fit: { contains: 5 } } }", false),
    ("qualification: { lead: { fit: 50, cycle: [1, 2] } }", true),
    ("qualification: { lead: { did: { within: 7d } } }", false),
    ("qualification: { lead: { did: { activity: a, where: { did: b } } } }", false),
    ("qualification: { mql: [{ fit: { at_least: 50 } }] }", false),
    // Rules.
    ("fit: { rules: [{ name: a, when: {}, per: seats, points: 1 }] }", false),
    ("fit: { rules: [{ name: a, did: page_viewed, points: 1 }] }", false),
    ("interest: { rules: [{ name: a, did: page_viewed, points: 1, count: 3 per week }] }", false),
    ("interest: { rules: [{ name: a, did: page_viewed, points: 1, count: 3 }] }", true),
    ("derived: { seniority: { chief: [boss] } }", false),
    ("derived: { email_kind: { free: [post.example] } }", true),
    // Tests stand alone.
    ("tests: [{ name: a, stepz: [{ after: 1d }] }]", false),
    ("tests: [{ name: a, steps: [{ expect: { stag: mql } }] }]", false),
    ("tests: [{ name: a, now: 2026-03-02T09:00:00Z, steps: [{ after: 1d }] }]", true),
    ("tests: [{ name: a, steps: [{ after: 1d }] }]", false),
    ("tests: [{ name: a, now: 2026-03-02, steps: [{ after: 1d }] }]", false),
    ("tests: []\nfit: {}", false), ("tests: [{ name: a, steps: [] }]", false),
  ]

  private static let saidOfTexts = Result {
    try Validator(texts: Dictionary(uniqueKeysWithValues: texts.map { ($0.0, $0.0) }))
  }

  @Test(arguments: texts)
  func isAsItShould(_ text: String, _ isValid: Bool) throws {
    let refusal = try #require(try Self.saidOfTexts.get().refusals[text])
    #expect(refusal.isEmpty == isValid, "\(refusal)")
  }
}
