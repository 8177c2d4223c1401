import Foundation
import Intake
import LeadCore
import Store

/// Writes what the outbox holds to files: one for each commit and address, whole or not at all.
///
/// At least once: a file that was written before a crash is written again, under the same name
/// and with the same content.
struct OutboxFiles {
  let data: DataDirectory

  private struct Group: Hashable {
    var commit: Int64
    var channel: OutboxEntry.Channel
    var address: String
  }

  /// Delivers whole commits.
  func deliver(_ entries: [OutboxEntry]) throws {
    var groups: [Group] = []
    var members: [Group: [OutboxEntry]] = [:]
    for entry in entries {
      let group = Group(commit: entry.commit, channel: entry.channel, address: entry.address)
      if members[group] == nil { groups.append(group) }
      members[group, default: []].append(entry)
    }
    for group in groups { try write(group, members[group]!) }
  }

  private func write(_ group: Group, _ entries: [OutboxEntry]) throws {
    let stamp = entries[0].at.iso.filter { $0 != "-" && $0 != ":" }
    let number = String(group.commit)
    let name = stamp + "-" + String(repeating: "0", count: max(0, 9 - number.count)) + number
    let folder = data.outbox + "/" + group.channel.rawValue
    if group.channel == .alerts {
      let lines = entries.map { $0.payload + "\n" }.joined()
      return try Files.write(Array(lines.utf8), to: "\(folder)/\(name).jsonl")
    }
    let address = group.address.replacing("/", with: "_")
    try Files.write(try csv(entries), to: "\(folder)/\(address)/\(name).csv")
  }

  /// A table of the entries' own keys, then of all fields that any of them has.
  private func csv(_ entries: [OutboxEntry]) throws -> [UInt8] {
    let objects = try entries.map { entry in
      try JSONSerialization.jsonObject(with: Data(entry.payload.utf8)) as? [String: Any] ?? [:]
    }
    let own = OutboxFiles.columns(of: entries[0].channel)
    let fields = objects.map { $0["fields"] as? [String: Any] ?? [:] }
    let names = Set(fields.flatMap(\.keys)).sorted()
    var text: [UInt8] = []
    append(own + names, to: &text)
    for (object, fields) in zip(objects, fields) {
      append(own.map { shown(object[$0]) } + names.map { shown(fields[$0]) }, to: &text)
    }
    return text
  }

  private static func columns(of channel: OutboxEntry.Channel) -> [String] {
    switch channel {
    case .handoffs:
      ["handoff", "lead", "grade", "fit", "interest", "accept_by", "first_attempt_by", "why"]
    case .withdrawn: ["handoff", "lead", "ended", "ended_at"]
    case .nurture: ["lead", "track", "since", "rests_until"]
    case .alerts: []
    }
  }

  private func append(_ cells: [String], to text: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      CSVWriter.appendDefused(cell, to: &text)
    }
    text.append(UInt8(ascii: "\n"))
  }

  private func shown(_ value: Any?) -> String {
    switch value {
    case nil, is NSNull: ""
    case let text as String: text
    case let number as NSNumber: number.stringValue
    default: ""
    }
  }
}
