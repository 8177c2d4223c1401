import Foundation
import LeadCore
import Store
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

  /// New identities lie apart until they are many; whoever is looked up does not notice.
  @Test func findsOldAndNewIdentities() throws {
    let scratch = try Scratch()
    var store = try SQLiteStore(path: scratch.database)
    for step in 0..<5 {
      var change = Changes()
      for number in (step * 30_000)..<(step * 30_000 + 30_000) {
        change.newIdentities.append((email("p\(number)@x.com"), lead: Int64(number + 1)))
      }
      try store.commit(change)
      if step == 1 {
        try store.close()
        store = try SQLiteStore(path: scratch.database)
      }
    }
    let counts = try store.work { connection in
      try ["identities", "recent_identities"].map { table in
        try connection.first("SELECT count(*) FROM \(table)") { $0.int() }
      }
    }
    #expect(counts == [120_000, 30_000])
    let sample = stride(from: 0, to: 150_000, by: 37).map { $0 }
    #expect(
      try store.leadIDs(of: sample.map { email("p\($0)@x.com") })
        == sample.map { Int64($0 + 1) })
    #expect(try store.leadIDs(of: [email("p150000@x.com")]) == [nil])
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
