import LeadCore
import Testing

@testable import Intake

/// Columns of a source that tell more than a field.
@Suite struct ToldColumnsTests {
  private static var source: Source {
    var source = Source(name: "crm", files: "*.csv")
    source.asOf = "Last Modified"
    source.owner = "Contact owner"
    source.verdict = .init(
      from: "Lead Status",
      values: [FoldedText("unqualified"): .rejected, FoldedText("Open Deal"): .sql])
    source.activities = [
      .init(
        activity: "form_submitted", at: "Recent Conversion Date",
        properties: [
          .init(ours: "form", header: "Recent Conversion"), .init(ours: "place", header: "City"),
        ])
    ]
    source.fields = [.init(ours: "status", header: "Lead Status")]
    source.zone = Zone(name: "x", transitions: [], offsets: [3600])
    return source
  }

  private static let rows = """
    Email,Last Modified,Contact owner,Lead Status,Recent Conversion Date,Recent Conversion,City
    a@b.co,2026-03-02 10:00,Jim Halpert,UNQUALIFIED,25/03/2026,Demo,Bonn
    b@b.co,2026-03-02,-None-, open  deal ,,,Izmir
    c@b.co,soon, ,New,next week,Webinar,

    """

  @Test func areReadBesideTheirFields() throws {
    let mapped = try MappingTests.Mapped(Self.rows, sources: [Self.source])
    let block = mapped.block
    #expect(
      block.asOf.map { $0.map { String(decoding: $0.isoBytes, as: UTF8.self) } } == [
        "2026-03-02T09:00:00Z", "2026-03-01T23:00:00Z", nil,
      ])
    #expect(block.asOf.map { $0?.isWholeDay } == [false, true, nil])
    #expect(block.owners.map { block.arena.text($0) } == ["Jim Halpert", "", ""])
    #expect(block.verdicts == [.rejected, .sql, nil])
    #expect(block.ownerField == "crm_owner" && block.verdictField == "status")
    #expect(block.told.map(\.activity) == ["form_submitted"])
    let told = try #require(block.told.first)
    #expect(told.times.map { $0?.isWholeDay } == [true, nil, nil])
    #expect(told.fields.map(\.name) == ["form", "place"])
    #expect(
      told.fields.map { $0.cells.map { block.arena.text($0) } } == [
        ["Demo", "", "Webinar"], ["Bonn", "Izmir", ""],
      ])
    #expect(mapped.field("crm_owner") == ["Jim Halpert", "", ""])
    #expect(mapped.field("last_modified") == ["2026-03-02 10:00", "2026-03-02", "soon"])
    #expect(mapped.field("status") == ["UNQUALIFIED", "open  deal", "New"])
    #expect(mapped.field("recent_conversion") == ["Demo", "", "Webinar"])
    #expect(
      mapped.mapping.warnings == [
        "Last Modified: 1 value is no date, in line 4",
        "Recent Conversion Date: 1 value is no date, in line 4",
      ])
  }

  @Test func areNothingWithoutASource() throws {
    let block = try MappingTests.Mapped(Self.rows).block
    #expect(block.asOf.isEmpty && block.owners.isEmpty && block.verdicts.isEmpty)
    #expect(block.told.isEmpty && block.ownerField == nil && block.verdictField == nil)
  }

  @Test func missingOnesAreSaid() throws {
    let mapped = try MappingTests.Mapped("Email\na@b.co\n", sources: [Self.source])
    #expect(mapped.block.asOf == [nil] && mapped.block.verdicts == [nil])
    #expect(mapped.block.owners == [.missing] && mapped.block.ownerField == nil)
    #expect(mapped.block.told[0].times == [nil])
    for (header, key) in [
      ("Last Modified", "as_of"), ("Contact owner", "owner"), ("Lead Status", "verdict"),
      ("Recent Conversion Date", "activities"), ("City", "activities"),
    ] {
      let warning = "`\(header)` of the source's `\(key)` is no column of the file"
      #expect(mapped.mapping.warnings.contains(warning))
    }
  }

  @Test func mayTurnUpLateInJSON() throws {
    var source = Self.source
    source.files = "*.jsonl"
    let mapped = try MappingTests.Mapped(
      "{\"email\":\"a@b.co\"}\n{\"email\":\"b@b.co\",\"Contact owner\":\"Pam\"}", "x.jsonl",
      sources: [source])
    #expect(mapped.block.owners.map { mapped.block.arena.text($0) } == ["", "Pam"])
    #expect(mapped.mapping.warnings.isEmpty)
  }

  /// A verdict is looked up as exported and as `values` makes it.
  @Test func verdictsSeeBothValues() throws {
    var source = Source(name: "crm", files: "*")
    source.values = ["status": ["raw": "cooked"]]
    source.verdict = .init(
      from: "status", values: [FoldedText("cooked"): .won, FoldedText("kept"): .lost])
    let mapped = try MappingTests.Mapped(
      "email,status\na@b.co,RAW\nb@b.co,Kept\n", sources: [source])
    #expect(mapped.block.verdicts == [.won, .lost])
    source.verdict?.values = [FoldedText("raw"): .sql]
    let raw = try MappingTests.Mapped("email,status\na@b.co,RAW\n", sources: [source])
    #expect(raw.block.verdicts == [.sql])
  }
}
