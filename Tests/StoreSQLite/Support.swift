import Foundation
import LeadCore
import Store

@testable import StoreSQLite

/// A directory that is gone after the test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "leadrelay-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var database: String { path + "/store.db" }
}

/// The shared corpus: `LEADRELAY_CORPUS`, else beside the package.
enum Corpus {
  static let naughtyStrings: String = {
    let root =
      ProcessInfo.processInfo.environment["LEADRELAY_CORPUS"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("shared/corpus").path
    return root + "/lists/blns/blns.txt"
  }()
  static var isThere: Bool { FileManager.default.fileExists(atPath: naughtyStrings) }
}

func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

func email(_ value: String) -> Identity { Identity(kind: "email", value: value) }

/// A lead with an e-mail address and one field.
func plainLead(_ id: Int64, email address: String? = nil) -> StoredLead {
  var record = FieldRecord()
  record.append(1, "Lead \(id)")
  return StoredLead(
    identities: [email(address ?? "lead\(id)@example.com")], record: record,
    state: LeadState(id: id, since: at(id), createdAt: at(id * 2)))
}

/// Leads with their identities, as new.
func changes(adding leads: StoredLead...) -> Changes {
  var changes = Changes()
  for lead in leads {
    changes.newLeads.append(lead)
    changes.newIdentities += lead.identities.map { ($0, lead: lead.state.id) }
  }
  return changes
}

func plainHandoff(_ id: Int64, rep: String = "ayse", at instant: Instant = at(1000)) -> Handoff {
  var handoff = Handoff(
    rep: rep, team: "tr", route: "default", plan: nil, terms: .none, cycle: 1, at: instant,
    zone: .utc)
  handoff.id = id
  return handoff
}

/// Texts that stores have been known to cut, fold or mistake.
let oddTexts = [
  "", " ", "\0", "a\0b", "a\0c", "é", "e\u{301}", "🏳️‍🌈", "O'Brien", "'; DROP TABLE leads; --",
  "NULL", "1", "01", "1.0", "\u{FEFF}x", "A@B.c", "a@b.c", String(repeating: "x", count: 100_000),
]
