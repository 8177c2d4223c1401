import LeadCore
import Testing

@testable import Intake

@Suite struct MappingTests {
  /// A file read and mapped in one block.
  struct Mapped {
    var mapping: Mapping
    let block = MappedBlock()
    let rows = RowBlock()

    init(
      _ bytes: [UInt8], _ path: String, sources: [Source] = [], zone: Zone = .utc,
      types: [String: FieldType] = [:]
    ) throws {
      let format = try #require(FileFormat(fileName: path))
      let reader = RowReader(MemorySource(bytes), format: format, encoding: nil)
      _ = try reader.read(into: rows, rows: 10_000, bytes: 10_000_000)
      mapping = try Mapping(
        header: rows.header, path: path, sources: sources, zone: zone, types: types)
      mapping.map(rows, into: block)
    }

    init(
      _ text: String, _ path: String = "x.csv", sources: [Source] = [],
      types: [String: FieldType] = [:]
    ) throws {
      try self.init(Array(text.utf8), path, sources: sources, types: types)
    }

    func field(_ name: String) -> [String] {
      guard let i = block.fieldNames.firstIndex(of: name) else { return [] }
      return (0..<block.rows).map {
        block.arena.text(block.fields[$0 * block.fieldNames.count + i])
      }
    }

    func identity(_ kind: String) -> [String] {
      guard let i = block.identityKinds.firstIndex(of: kind) else { return [] }
      return (0..<block.rows).map {
        block.arena.text(block.identities[$0 * block.identityKinds.count + i])
      }
    }

    func special(_ special: Special) -> [String] {
      (0..<block.rows).map {
        block.arena.text(block.specials[$0 * Special.allCases.count + special.rawValue])
      }
    }
  }

  @Test(arguments: [
    ("First Name", "first_name"), ("firstName", "first_name"), ("ProspectID", "prospect_id"),
    ("mx_SA_Allocation_City", "mx_sa_allocation_city"), ("HTMLPage", "html_page"),
    ("NUMBEROFEMPLOYEES", "numberofemployees"), ("Country/Region", "country_region"),
    (" __x--y__ ", "x_y"), ("#", ""), ("İl", "il"), ("Çalışan Sayısı", "çalışan_sayısı"),
    ("نام خانوادگی", "نام_خانوادگی"), ("What's your work email?", "what_s_your_work_email"),
  ])
  func normalises(_ header: String, _ name: String) {
    #expect(FieldName.normalised(header) == name)
  }

  @Test func normalisesPaths() {
    #expect(FieldName.normalised("userData.firstName", keepsDots: true) == "user_data.first_name")
  }

  @Test(arguments: [
    ("*.csv", "a.csv", true), ("*.csv", "a/b.csv", false), ("crm/*-?.csv", "crm/x-1.csv", true),
    ("hubspot-*.csv", "hubspot-.csv", true), ("*a*b*", "xaxxb", true), ("?", "/", false),
    ("**", "a/b", false),
  ])
  func globs(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(Glob.matches(pattern, path) == matches)
  }

  @Test(arguments: [
    ("leads-x.csv", "a,b", RecordKind.lead), ("crm/attempts.csv", "a,b", .attempt),
    ("optout-2026.jsonl", "a", .optout), ("x.csv", "email,outcome", .attempt),
    ("x.csv", "Email,verdict,at", .feedback), ("x.csv", "email,activity,at", .activity),
    ("x.csv", "deal,stage,amount", .deal), ("x.csv", "metric,period,value", .numbers),
    ("x.csv", "Work Email,Name", .lead), ("leadsource.csv", "email", .lead),
  ])
  func findsTheKind(_ path: String, _ header: String, _ kind: RecordKind) throws {
    let names = header.split(separator: ",").map(String.init)
    #expect(try Mapping(header: names, path: path, sources: [], zone: .utc).kind == kind)
  }

  @Test func refusesWhatNothingTells() {
    #expect(throws: Unreadable.self) {
      try Mapping(header: ["a", "b"], path: "x.csv", sources: [], zone: .utc)
    }
  }

  @Test func readsEmails() throws {
    let mapped = try Mapped(
      "email\n Ada@Acme.com \nmailto:a@b.co\nAda <x.y@z.org>\nnope\ninfo@acme.com\n"
        + "\"a@b.co, c@d.co\"\n-\na@b\na b@c.de\n")
    #expect(
      mapped.field("email") == [
        "ada@acme.com", "a@b.co", "x.y@z.org", "", "info@acme.com", "a@b.co", "", "", "b@c.de",
      ])
    #expect(
      mapped.identity("email") == [
        "ada@acme.com", "a@b.co", "x.y@z.org", "", "", "a@b.co", "", "", "b@c.de",
      ])
    #expect(
      mapped.mapping.warnings == ["email: 2 values are no e-mail addresses, the first in line 5"])
  }

  @Test func followsTheSource() throws {
    var source = Source(name: "calls", files: "crm/*.csv")
    source.record = .attempt
    source.identity = [Source.Column(ours: "crm", header: "Lead Number")]
    source.fields = [
      Source.Column(ours: "at", header: "When"), Source.Column(ours: "outcome", header: "Result"),
    ]
    source.set = [Source.Column(ours: "channel", header: "phone")]
    source.values = ["outcome": ["left voicemail": "voicemail"]]
    source.empty = ["Seçiniz"]
    source.ignore = ["Junk"]
    source.dates = .dayFirst
    source.zone = Zone(name: "x", transitions: [], offsets: [3600])
    let mapped = try Mapped(
      "Lead Number,When,Result,Junk,E-mail,_line,Note\n"
        + "7,02/03/2026 10:00,Left  Voicemail,x,A@b.co,9,SEÇİNİZ\n8,31/31/2026,sent,x,,9,hi\n",
      "crm/a.csv", sources: [source])
    #expect(mapped.mapping.kind == .attempt)
    #expect(mapped.block.identityKinds == ["crm", "email"])
    #expect(mapped.identity("crm") == ["7", "8"])
    #expect(mapped.identity("email") == ["a@b.co", ""])
    #expect(mapped.special(.outcome) == ["voicemail", "sent"])
    #expect(mapped.special(.channel) == ["phone", "phone"])
    #expect(mapped.field("note") == ["", "hi"])
    #expect(mapped.block.fieldNames.contains("junk") == false)
    let start = instant(iso: "2026-03-02T09:00:00Z")
    #expect(mapped.block.times == [FactTime(instant: start), nil])
    #expect(mapped.block.isRejected == [false, true])
    #expect(mapped.block.rejects[0].reason == "at: cannot read '31/31/2026' as a date")
    #expect(mapped.block.rejects[0].line == 3)
  }

  private func instant(iso: String) -> Instant {
    var iso = iso
    return iso.withUTF8 { DateText(canonical: $0.baseAddress!, $0.count)!.time(in: .utc).instant }
  }

  @Test func keepsActivitiesAsTheyAre() throws {
    let mapped = try Mapped(
      "Email,Activity,At,Job Title,Employees,id\na@b.co,page_viewed,2026-03-02,CTO,\"1,200\",q1\n")
    #expect(mapped.mapping.kind == .activity)
    #expect(mapped.field("job_title") == ["CTO"])
    #expect(mapped.field("employees") == ["1,200"])
    #expect(mapped.special(.id) == ["q1"])
    #expect(mapped.block.times[0]?.isWholeDay == true)
  }

  @Test func findsDateOrder() throws {
    let known = try Mapped("email,Created Date\na@b.co,02/03/2026\nb@b.co,25/03/2026 10:00\n")
    #expect(known.field("created_at") == ["2026-03-02", "2026-03-25T10:00:00Z"])
    #expect(known.mapping.warnings.isEmpty)
    let open = try Mapped("email,Created Date\na@b.co,02/03/2026\nb@b.co,2026-03-02T01:00:00+03:00")
    #expect(open.field("created_at") == ["2026-02-03", "2026-03-01T22:00:00Z"])
    #expect(open.mapping.warnings.count == 1)
    let dotted = try Mapped("email,created_at\na@b.co,02.03.2026\n")
    #expect(dotted.field("created_at") == ["2026-03-02"])
  }

  @Test func keepsNamesApart() throws {
    let mapped = try Mapped(
      "Email,Organization,Company,Title,Job Title,X,x,Work Email\na@b.co,1,2,3,4,5,6,7\n")
    #expect(
      mapped.mapping.roles == [
        .identity("email"), .field("organization"), .field("company"), .field("title_2"),
        .field("title"), .field("x"), .field("x_2"), .field("work_email"),
      ])
  }

  @Test func growsWithJSON() throws {
    let mapped = try Mapped(
      "{\"email\":\"a@b.co\",\"x\":{\"yZ\":1}}\n{\"email\":\"c@d.co\",\"Employees\":\"1,000\"}",
      "x.jsonl")
    #expect(mapped.block.fieldNames == ["email", "x.y_z", "employees"])
    var mapping = try Mapping(header: ["email"], path: "x.jsonl", sources: [], zone: .utc)
    mapping.extend(header: ["email", "Organization", "company"])
    #expect(mapping.roles.count == 3)
    #expect(mapping.fieldNames.first == "email")
  }

  @Test func lengthensSalesforceIDs() throws {
    let mapped = try Mapped("Lead ID,Name\n00Qx0000002xLCV,A\n00Qx0000002xLCVAA2,B\n")
    #expect(mapped.block.identityKinds == ["salesforce"])
    let ids = mapped.identity("salesforce")
    #expect(ids[0].count == 18 && ids[0].hasPrefix("00Qx0000002xLCV"))
    let account = "001x0000002xLCV".utf8.map { $0 }
    let long = account.withUnsafeBufferPointer { SalesforceID.long($0) }
    #expect(long.map { String(decoding: $0, as: UTF8.self) } == "001x0000002xLCVAA2")
  }

  @Test func trims() throws {
    let mapped = try Mapped("email,Name,Title\na@b.co,\u{A0} Ada\u{3000}, N/a \nb@b.co,Ö,-none-\n")
    #expect(mapped.field("name") == ["Ada", "Ö"])
    #expect(mapped.field("title") == ["", ""])
  }
}
