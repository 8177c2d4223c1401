import Foundation
import Testing

/// Rejects of every format come back untouched, and mended they are taken in as the file's own rows
/// were.
struct MendedRejectsTests {
  /// A file with one good row and one that lacks its identity; otherwise they are alike.
  struct Export: Sendable, CustomTestStringConvertible {
    var name: String
    var source = ""
    var bytes: @Sendable ([[String]]) -> [UInt8]
    /// The column to mend.
    var column = "email"
    var testDescription: String { name }
  }

  private static let note = "line one\nline \"two\"; semi, comma\tand tab"
  private static let cells = [
    "=1+1", "+90 555 123", "-5", "@home", "  spaced  ", note, "Işık; Çağ",
  ]
  private static let header = [
    "email", "formula", "phone", "number", "handle", "pad", "memo", "city",
  ]

  private static func separated(_ separator: String) -> @Sendable ([[String]]) -> [UInt8] {
    { rows in
      let text = rows.map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: separator) + "\r\n"
      }.joined()
      return Array(text.utf8)
    }
  }

  private static func encoded(_ encoding: String.Encoding) -> @Sendable ([[String]]) -> [UInt8] {
    { rows in
      let text = String(decoding: separated(";")(rows), as: UTF8.self)
      return Array(text.data(using: encoding)!)
    }
  }

  /// Nested, with the identity where only the source finds it.
  private static let json: @Sendable ([[String]]) -> [UInt8] = { rows in
    let objects: [[String: Any]] = rows.dropFirst().map { row in
      let properties = Dictionary(uniqueKeysWithValues: zip(rows[0].dropFirst(), row.dropFirst()))
      return [
        "vid": row[0], "properties": properties, "tags": ["a", "b; c"], "age": 41, "vip": true,
      ]
    }
    return Array((try? JSONSerialization.data(withJSONObject: objects)) ?? Data())
  }

  private static let exports = [
    Export(name: "leads-a.csv", bytes: separated(",")),
    Export(name: "leads-b.csv", bytes: separated(";")),
    Export(name: "leads-c.tsv", bytes: separated("\t")),
    Export(name: "leads-d.txt", bytes: separated("|")),
    Export(name: "leads-e.csv", bytes: encoded(.utf16)),
    Export(
      name: "leads-f.csv", source: "{ name: f, files: 'leads-f*', encoding: windows-1254 }",
      bytes: encoded(.windowsCP1254)),
    Export(
      name: "leads-g.json",
      source: "{ name: g, files: 'leads-*.json', record: lead, identity: { hub: vid } }",
      bytes: json, column: "vid"),
    Export(
      name: "leads-h.csv",
      source: """
        { name: h, files: 'leads-*.csv', record: lead, identity: { crm: email }, \
        fields: { town: city }, set: { source: fair } }
        """,
      bytes: separated(";")),
  ]

  @Test(arguments: exports) func theyAreTakenInLikeTheOthers(export: Export) throws {
    var rules = SmallRules.none
    if !export.source.isEmpty { rules["sources.yaml"] = "sources:\n  - \(export.source)\n" }
    let place = try Workplace(rules: rules)
    let good = [export.column == "email" ? "ada@acme.com" : "1"] + MendedRejectsTests.cells
    let bad = [""] + MendedRejectsTests.cells
    let path = place.inbox.appending(path: export.name)
    try Data(export.bytes([MendedRejectsTests.header, good, bad])).write(to: path)
    try place.once()
    let file = try #require(try place.files().first)
    #expect((file.taken, file.rejected) == (1, 1), "\(file)")

    let rejects = place.data.appending(path: try #require(file.reason))
    let rows = CSVText.parse(String(decoding: try Data(contentsOf: rejects), as: UTF8.self))
    let mended = try #require(rows[0].firstIndex(of: export.column))
    for cell in MendedRejectsTests.cells {
      #expect(rows[1].contains(cell), "\(cell) in \(rows[1])")
    }
    var row = rows[1]
    row[mended] = export.column == "email" ? "bob@acme.com" : "2"
    try Data(CSVText.write(rows[0], [row]).utf8).write(to: rejects)
    try #require(rename(rejects.path, place.inbox.path + "/" + rejects.lastPathComponent) == 0)
    try place.once()

    let leads = try place.leads()
    #expect(try place.files().map(\.taken) == [1, 1])
    #expect(leads.count == 2 && leads[0].identities.keys == leads[1].identities.keys, "\(leads)")
    var fields = leads.map(\.fields)
    for index in fields.indices { fields[index]["email"] = nil }
    #expect(fields[0] == fields[1])
    #expect(fields[0].values.contains(.text("=1+1")) || fields[0].count > 6)
  }

  @Test func aRowThatStaysWrongKeepsItsPlaceInOneMoreFile() throws {
    let place = try Workplace(rules: SmallRules.none)
    try place.drop("leads-a.csv", "email,title\n,CTO\n,CEO,one,too many\nada@acme.com,Clerk\n")
    try place.once()
    let name = "rejects/leads-a.csv.rejects.csv"
    let rows = CSVText.parse(try place.text(name))
    #expect(rows[0] == ["email", "title", "_line", "_reason", "_3", "_4"])
    #expect(rows[1].prefix(3) == ["", "CTO", "2"] && rows[2].prefix(3) == ["", "CEO", "3"])
    #expect(rows[2].suffix(2) == ["one", "too many"], "cells beyond the header are kept")

    var mended = rows
    mended[2][0] = "bob@acme.com"
    try place.drop("leads-a.csv.rejects.csv", CSVText.write(mended[0], Array(mended[1...])))
    try place.once()
    #expect(try place.leads().compactMap(\.email) == ["ada@acme.com", "bob@acme.com"])
    let again = CSVText.parse(try place.text("rejects/leads-a.csv.rejects.csv.rejects.csv"))
    #expect(again[0] == ["email", "title", "_line", "_reason"])
    #expect(again.count == 2 && again[1].prefix(3) == ["", "CTO", "2"])
  }
}
