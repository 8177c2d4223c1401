import LeadCore
import Store
import Testing

@testable import StoreSQLite

@Suite struct LedgerTests {
  @Test func keepsFiles() throws {
    let store = try SQLiteStore.inMemory()
    var full = FileEntry(id: 0, name: "a\0/ö.csv", sha256: "x", state: .taking, firstSeen: at(1))
    full.rows = 1
    full.taken = 2
    full.rejected = 3
    full.duplicates = 4
    full.finished = at(5)
    full.reason = "why\0"
    full.id = try store.save(full)
    let bare = FileEntry(id: 0, name: "", sha256: "y", state: .failed, firstSeen: at(2))
    let second = try store.save(bare)
    #expect(second > full.id)
    #expect("\(try store.files()[0])" == "\(full)")
    #expect(try store.files().map(\.id) == [full.id, second])
    #expect(try store.files()[1].finished == nil)
    #expect(try store.files()[1].reason == nil)
    for state in [FileEntry.State.taking, .taken, .done, .duplicate, .failed] {
      full.state = state
      full.reason = nil
      #expect(try store.save(full) == full.id)
      #expect("\(try store.files()[0])" == "\(full)")
    }
    full.rows = 50
    var change = Changes()
    change.file = full
    try store.commit(change)
    #expect(try store.files()[0].rows == 50)
  }

  @Test func prefersTheFileThatTookItIn() throws {
    let store = try SQLiteStore.inMemory()
    #expect(try store.file(sha256: "x") == nil)
    var ids: [FileEntry.State: Int64] = [:]
    for state in [FileEntry.State.duplicate, .failed, .taking, .taken, .done, .duplicate] {
      ids[state] = try store.save(
        FileEntry(id: 0, name: "f", sha256: "x", state: state, firstSeen: at(1)))
      #expect(try store.file(sha256: "x")?.id == (state == .duplicate ? ids[.done] : ids[state]))
    }
    let again = FileEntry(id: 0, name: "f", sha256: "x", state: .failed, firstSeen: at(1))
    _ = try store.save(again)
    #expect(try store.file(sha256: "x")?.id == ids[.done])
    #expect(try store.file(sha256: "X") == nil)
  }

  @Test func keepsRejects() throws {
    let store = try SQLiteStore.inMemory()
    var change = Changes()
    change.rejects = [
      RejectedRow(file: 1, line: 9, cells: oddTexts, reason: "odd\0"),
      RejectedRow(file: 2, line: 1, cells: [], reason: ""),
      RejectedRow(file: 1, line: 3, cells: ["", ""], reason: "r"),
    ]
    try store.commit(change)
    #expect(try store.rejects(of: 1).map(\.line) == [9, 3])
    #expect(try store.rejects(of: 1)[0].cells == oddTexts)
    #expect(try store.rejects(of: 1)[0].reason == "odd\0")
    #expect(try store.rejects(of: 1)[1].cells == ["", ""])
    #expect(try store.rejects(of: 2)[0].cells == [])
    try store.removeRejects(of: 1)
    #expect(try store.rejects(of: 1).isEmpty)
    #expect(try store.rejects(of: 2).count == 1)
  }

  @Test func deliversWholeCommits() throws {
    let store = try SQLiteStore.inMemory()
    let channels = [OutboxEntry.Channel.handoffs, .withdrawn, .nurture, .alerts]
    for commit in 1...3 {
      var change = Changes()
      for place in 0..<3 {
        change.outbox.append(
          OutboxEntry(
            commit: Int64(commit), channel: channels[(commit + place) % 4],
            address: place == 0 ? "" : "rep\(place)", payload: "{\"a\":\"\0\"}",
            at: at(Int64(place))))
      }
      try store.commit(change)
    }
    #expect(try store.lastIDs().commit == 3)
    #expect(try store.undelivered(limit: 0).isEmpty)
    #expect(try store.undelivered(limit: 1).map(\.commit) == [1, 1, 1])
    #expect(try store.undelivered(limit: 3).map(\.commit) == [1, 1, 1])
    #expect(try store.undelivered(limit: 4).map(\.commit) == [1, 1, 1, 2, 2, 2])
    let all = try store.undelivered(limit: 100)
    #expect(all.map(\.commit) == [1, 1, 1, 2, 2, 2, 3, 3, 3])
    #expect(all.map(\.id) == all.map(\.id).sorted())
    #expect(all[1].channel == channels[2])
    #expect(all[1].address == "rep1")
    #expect(all[1].payload == "{\"a\":\"\0\"}")
    #expect(all[1].at == at(1))
    try store.markDelivered([all[0].id, all[1].id, all[4].id, all[4].id, 999], at: at(7))
    #expect(try store.undelivered(limit: 1).map(\.id) == [all[2].id])
    #expect(try store.undelivered(limit: 2).map(\.id) == [all[2].id, all[3].id, all[5].id])
    try store.markDelivered(all.map(\.id), at: at(8))
    #expect(try store.undelivered(limit: 5).isEmpty)
    #expect(try store.lastIDs().commit == 3)
  }

  @Test func keepsHistory() throws {
    let store = try SQLiteStore.inMemory()
    let entries = [
      HistoryEntry(
        lead: 1, at: at(9), decidedAt: at(10), kind: "stage", text: "a\0b", trace: "{}", file: 3,
        line: 4),
      HistoryEntry(
        lead: 1, at: at(1), decidedAt: at(11), kind: "handed", text: "", trace: nil, file: 0,
        line: 0),
    ]
    var change = Changes()
    change.history = entries
    try store.commit(change)
    #expect(try store.history(of: 1).map { "\($0)" } == entries.map { "\($0)" })
    #expect(try store.history(of: 2).isEmpty)
  }

  @Test func keepsNotesAndNames() throws {
    let store = try SQLiteStore.inMemory()
    #expect(try store.note("k") == nil)
    for text in oddTexts {
      try store.setNote("k", text)
      #expect(try store.note("k") == text)
    }
    var change = Changes()
    change.decidedAt = at(77)
    try store.commit(change)
    #expect(try store.note(SQLiteStore.decidedAtNote) == "77")
    let first = try store.addFields(["email", "name"])
    let second = try store.addFields(["name", "ünvan\0", "city", "city"])
    #expect(first.allSatisfy { second[$0.key] == $0.value })
    #expect(Set(second.values).count == 4)
    #expect(try store.fieldNumbers() == second)
  }
}
