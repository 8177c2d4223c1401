import Foundation
import GRDB
import LeadCore
import Store
import TestSupport
import Testing

@testable import StoreSQLite

@Suite struct IdentityTests {
  /// Strings by their bytes, as the store tells them apart.
  private func distinct(_ texts: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    return texts.filter { seen.insert(Array($0.utf8)).inserted }
  }

  private func keepsApart(_ texts: [String]) throws {
    let texts = distinct(texts)
    let store = try SQLiteStore.inMemory()
    var change = Changes()
    for (place, text) in texts.enumerated() {
      change.newIdentities.append((Identity(kind: "email", value: text), lead: Int64(place + 1)))
      change.newIdentities.append((Identity(kind: "crm", value: text), lead: -Int64(place + 1)))
    }
    change.newIdentities.shuffle()
    try store.commit(change)
    let ids = texts.indices.map { Int64($0 + 1) }
    #expect(try store.leadIDs(of: texts.map { Identity(kind: "email", value: $0) }) == ids)
    #expect(
      try store.leadIDs(of: texts.map { Identity(kind: "crm", value: $0) }) == ids.map { -$0 })
    #expect(
      try store.leadIDs(of: texts.map { Identity(kind: "other", value: $0) }).allSatisfy {
        $0 == nil
      })
    #expect(
      try store.leadIDs(of: texts.map { Identity(kind: "crm", value: $0 + "?\u{7}") })
        .allSatisfy { $0 == nil })
  }

  @Test func keepsOddTextsApart() throws { try keepsApart(oddTexts) }

  @Test(.enabled(if: Corpus.isThere, "the shared corpus is missing: set LEADRELAY_CORPUS"))
  func keepsNaughtyStringsApart() throws {
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: Corpus.naughtyStrings)), as: UTF8.self)
    try keepsApart(text.split(separator: "\n").map(String.init))
  }

  @Test func knowsNobodyAtFirst() throws {
    let store = try SQLiteStore.inMemory()
    #expect(try store.isEmpty)
    #expect(try store.leadIDs(of: [email("a@b.c")]) == [nil])
    #expect(try store.leadIDs(of: []) == [])
    try store.commit(changes(adding: plainLead(1)))
    #expect(try !store.isEmpty)
  }

  private func person(_ number: Int) -> Identity { email("p\(number &* 7919 % 1_000_003)@x.com") }

  /// The store's runs, by how many identities each has.
  private func runs(_ store: SQLiteStore) throws -> [Int] {
    try store.work { connection in
      let told = try connection.all("SELECT identities FROM identity_runs ORDER BY 1") {
        $0.int()
      }
      let parts = try connection.first(
        """
        SELECT count(*) FROM identity_parts WHERE run NOT IN (SELECT run FROM identity_runs)
        """
      ) { $0.int() }
      #expect(parts == 0)
      return told
    }
  }

  /// Few new identities lie in a table, many in runs, and runs are merged; whoever is looked up
  /// does not notice.
  @Test func findsOldAndNewIdentities() throws {
    let scratch = try Scratch()
    var store = try SQLiteStore(path: scratch.database)
    var count = 0
    func add(_ more: Int) throws {
      var change = Changes()
      for number in count..<count + more {
        change.newIdentities.append((person(number), lead: Int64(number + 1)))
        // Few of them have another.
        if number % 1000 == 0 {
          let id = Identity(kind: "crm", value: String(number))
          change.newIdentities.append((id, lead: Int64(number + 1)))
        }
      }
      count += more
      try store.commit(change)
    }
    func verify() throws {
      let sample = stride(from: 0, to: count, by: 37).map { $0 }
      #expect(
        try store.leadIDs(of: sample.map { person($0) }) == sample.map { Int64($0 + 1) })
      #expect(
        try store.leadIDs(of: (count..<count + 500).map { person($0) }).allSatisfy { $0 == nil })
      let crm = stride(from: 0, to: count, by: 1000).map { $0 }
      #expect(
        try store.leadIDs(of: crm.map { Identity(kind: "crm", value: String($0)) })
          == crm.map { Int64($0 + 1) })
    }
    for _ in 0..<3 { try add(20_000) }
    #expect(try runs(store) == [20_000, 20_000, 20_000])
    try verify()
    try add(20_000)
    #expect(try runs(store) == [80_000])
    try verify()
    try store.close()
    store = try SQLiteStore(path: scratch.database)
    for _ in 0..<13 { try add(800) }
    try verify()
    // The table ran over; each kind has a run of its own.
    #expect(try runs(store) == [91, 10_400, 80_000])
    try add(10)
    try verify()
  }

  /// A part begins with a value of any length; what is longer than a part has one alone.
  @Test func findsLongAndShortValues() throws {
    let store = try SQLiteStore.inMemory()
    var change = Changes()
    var values: [Identity] = []
    for number in 0..<4000 {
      let length = number % 400 == 0 ? 9000 : number % 40 == 0 ? 2500 : number % 7
      values.append(
        Identity(kind: "crm", value: String(repeating: "x", count: length) + String(number)))
    }
    values.append(Identity(kind: "crm", value: ""))
    change.newIdentities = zip(values, 1...).map { ($0, lead: Int64($1)) }
    try store.commit(change)
    #expect(try runs(store) == [4001])
    #expect(try store.leadIDs(of: values) == values.indices.map { Int64($0 + 1) })
    let strangers = values.map { Identity(kind: "crm", value: $0.value + "!") }
    #expect(try store.leadIDs(of: strangers).allSatisfy { $0 == nil })
  }

  /// However many come, and wherever they lie: a new identity must be new.
  @Test(arguments: [1, 2000], [1, 2000])
  func refusesIdentitiesThatAreKnown(_ known: Int, _ more: Int) throws {
    let store = try SQLiteStore.inMemory()
    func change(_ numbers: Range<Int>, lead: Int64) -> Changes {
      var change = Changes()
      change.newIdentities = numbers.map { (person($0), lead: lead) }
      return change
    }
    try store.commit(change(0..<known, lead: 1))
    #expect(throws: SQLiteFailure.knownIdentity) {
      try store.commit(change(known - 1..<known - 1 + more, lead: 2))
    }
    var twice = change(known..<known + more, lead: 2)
    twice.newIdentities.append((person(known), lead: 3))
    let failure = #expect(throws: SQLiteFailure.self) { try store.commit(twice) }
    #expect(failure?.isConflict == true)
    #expect(try store.leadIDs(of: [person(0), person(known)]) == [1, nil])
  }

  /// Batches of all sizes, commits that fail, restarts: what is found is what was stored.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func agreesWithADictionary(_ seed: UInt64) throws {
    let scratch = try Scratch()
    var store = try SQLiteStore(path: scratch.database)
    var random = SplitMix64(seed: seed)
    var stored: [String: Int64] = [:]
    var known: [Identity] = []
    let kinds = ["email", "crm", "phone"]
    func key(_ identity: Identity) -> String { identity.kind + ":" + identity.value }
    func stranger() -> Identity {
      let kind = Int.random(in: 0..<20, using: &random)
      let number = UInt32.random(in: 0...UInt32.max, using: &random)
      return Identity(kind: kinds[kind < 17 ? 0 : kind - 17], value: String(number, radix: 36))
    }
    for step in 1...40 {
      var change = Changes()
      var new: [String: Int64] = [:]
      let count = [1, 7, 300, 1500, 4000].randomElement(using: &random)!
      for _ in 0..<count {
        let identity = stranger()
        guard stored[key(identity)] == nil, new[key(identity)] == nil else { continue }
        let lead = Int64(stored.count + new.count + 1)
        new[key(identity)] = lead
        change.newIdentities.append((identity, lead: lead))
      }
      let spoils = Int.random(in: 0..<5, using: &random) == 0
      if spoils, let spoil = known.randomElement(using: &random) {
        change.newIdentities.append((spoil, lead: 9))
        #expect(throws: SQLiteFailure.knownIdentity) { try store.commit(change) }
      } else {
        try step.isMultiple(of: 2) ? store.commit(change) : store.commitBehind(change)
        stored.merge(new) { $1 }
        known += change.newIdentities.map(\.0)
      }
      if Int.random(in: 0..<8, using: &random) == 0 {
        try store.close()
        store = try SQLiteStore(path: scratch.database)
      }
      let asked = change.newIdentities.map(\.0) + (0..<50).map { _ in stranger() }
      let found = try store.leadIDs(of: asked)
      for (identity, lead) in zip(asked, found) where lead != stored[key(identity)] {
        Issue.record("\(identity) is \(lead ?? 0) in step \(step)")
      }
    }
    #expect(try runs(store).count < 30)
  }

  /// A book of an older program: one table of all identities.
  @Test func bringsIdentitiesFromBefore() throws {
    let scratch = try Scratch()
    let old = try DatabaseQueue(path: scratch.database)
    try Schema.migrator.migrate(old, upTo: "v5")
    try old.write { database in
      try database.execute(sql: "INSERT INTO names VALUES (1, 1, 'email'), (1, 2, 'crm')")
      for number in 0..<3000 {
        try database.execute(
          sql: "INSERT INTO identities VALUES (?, CAST(? AS BLOB), ?)",
          arguments: [number % 10 == 0 ? 2 : 1, "p\(number)", number + 1])
      }
      try database.execute(
        sql: """
          INSERT INTO recent_identities
          VALUES (1, CAST('late' AS BLOB), 5000), (1, CAST('p7' AS BLOB), 5001)
          """)
    }
    try old.close()
    let store = try SQLiteStore(path: scratch.database)
    let told = (0..<3000).map { Identity(kind: $0 % 10 == 0 ? "crm" : "email", value: "p\($0)") }
    #expect(try store.leadIDs(of: told) == (1...3000).map { Int64($0) })
    #expect(try store.leadIDs(of: [email("late"), email("p0")]) == [5000, nil])
    #expect(try runs(store) == [300, 2700])
  }

  /// Large batches go through the filter, which a failed commit must not mislead.
  @Test func filtersTruly() throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    func batch(_ range: Range<Int>) -> [Identity] {
      range.map { email("person\($0 &* 7919 % 1_000_003)@example.com") }
    }
    func add(_ range: Range<Int>, spoiled: Bool = false) throws {
      var change = Changes()
      for (identity, number) in zip(batch(range), range) {
        change.newIdentities.append((identity, lead: Int64(number)))
      }
      if spoiled { change.newIdentities.append((email("lead1@example.com"), lead: 9)) }
      try store.commit(change)
    }
    try store.commit(changes(adding: plainLead(1)))
    #expect(try store.leadIDs(of: batch(0..<3000)).allSatisfy { $0 == nil })
    try add(0..<3000)
    #expect(
      try store.leadIDs(of: batch(0..<4000)) == (0..<4000).map { $0 < 3000 ? Int64($0) : nil })
    #expect(throws: SQLiteFailure.self) { try add(3000..<5000, spoiled: true) }
    #expect(
      try store.leadIDs(of: batch(0..<5000)) == (0..<5000).map { $0 < 3000 ? Int64($0) : nil })
    try add(3000..<5000)
    #expect(try store.leadIDs(of: batch(0..<5000)) == (0..<5000).map { Int64($0) })
    // Another connection's identities are found too.
    let other = try SQLiteStore(path: scratch.database)
    var change = Changes()
    change.newIdentities = batch(5000..<6000).map { ($0, lead: 1) }
    try other.commit(change)
    #expect(try store.leadIDs(of: batch(4000..<6000)).allSatisfy { $0 != nil })
    let reopened = try SQLiteStore(path: scratch.database)
    #expect(try reopened.leadIDs(of: batch(0..<5000)) == (0..<5000).map { Int64($0) })
  }

  @Test func filterGrowsWithoutForgetting() {
    var filter = IdentityFilter(keys: 64)
    func hash(_ number: Int) -> UInt64 {
      withUnsafeBytes(of: number) { IdentityFilter.hash(kind: 1, $0) }
    }
    for number in 0..<10_000 { filter.insert(hash(number)) }
    #expect((0..<10_000).allSatisfy { filter.mayContain(hash($0)) })
    #expect((10_000..<20_000).count { filter.mayContain(hash($0)) } < 300)
  }
}
