import LeadCore
import Testing

@testable import Intake

@Suite struct DateTests {
  /// Three hours east until 2030, as Istanbul.
  static let zone = Zone(name: "Test/East", transitions: [], offsets: [10_800])

  @Test(arguments: [
    ("2026-03-02", "2026-03-01T21:00:00Z", true), ("2026/03/02", "2026-03-01T21:00:00Z", true),
    ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z", false),
    ("2026-03-02 09:00", "2026-03-02T06:00:00Z", false),
    ("2026-03-02T09:00:00.25+03:00", "2026-03-02T06:00:00.250Z", false),
    ("2026-03-02T09:00:00.123456-0330", "2026-03-02T12:30:00.123Z", false),
    ("2020-01-23 17:09:29.889 UTC", "2020-01-23T17:09:29.889Z", false),
    ("2010-10-14T12:00:00.000GMT", "2010-10-14T12:00:00Z", false),
    ("2024-12-30 3:15:52", "2024-12-30T00:15:52Z", false),
    ("3/15/2026 2:30 PM", "2026-03-15T11:30:00Z", false),
    ("15/3/2026 12:30 am", "2026-03-14T21:30:00Z", false),
    ("07/15/2009 02:14:45+0800", "2009-07-14T18:14:45Z", false),
    ("02.03.2026", "2026-03-01T21:00:00Z", true), ("02.03.26 10:00", "2026-03-02T07:00:00Z", false),
    ("3-2-70", "1970-03-01T21:00:00Z", true), ("3/2/69", "2069-03-01T21:00:00Z", true),
    ("Mar 2, 2026", "2026-03-01T21:00:00Z", true), ("2 March 2026", "2026-03-01T21:00:00Z", true),
    ("March 2nd, 2026 at 9:00 AM", "2026-03-02T06:00:00Z", false),
    ("Mon, 2 Mar 2026 09:00:00 +0000", "2026-03-02T09:00:00Z", false),
    ("2-Mar-2026", "2026-03-01T21:00:00Z", true), ("1772442000", "2026-03-02T09:00:00Z", false),
    ("1772442000123", "2026-03-02T09:00:00.123Z", false),
    ("۲۰۲۶-۰۳-۰۲", "2026-03-01T21:00:00Z", true), ("2024-02-29", "2024-02-28T21:00:00Z", true),
  ])
  func reads(_ text: String, _ iso: String, _ isWholeDay: Bool) throws {
    let order: DateOrder = text.contains(".") ? .dayFirst : .monthFirst
    var column = DateColumn(name: "at", zone: Self.zone, order: order)
    var text = text
    let time = try #require(text.withUTF8 { column.read($0)?.time(in: Self.zone) })
    #expect(String(decoding: time.isoBytes, as: UTF8.self) == iso)
    #expect(time.isWholeDay == isWholeDay)
  }

  @Test(arguments: [
    "31/31/2026", "2026-02-30", "2023-02-29", "hello", "", "2026", "12345", "2026-13-01",
    "2026-03-02T25:00", "2026-03-02T09:60:00Z", "13:00", "2026-03-02T09:00:00Zx", "0/0/00",
    "3/2/026", "2009\\7\\14", "13 PM", "Marx 2, 2026", "2026-03-02 13:00 PM", "1/2/3/4",
    "2026-3/2", "99999999999999999999", "20260302",
  ])
  func refuses(_ text: String) {
    var column = DateColumn(name: "at", zone: .utc, order: nil)
    var text = text
    #expect(text.withUTF8 { column.read($0) } == nil)
  }

  @Test(arguments: [
    ("2 März 2026", "2026-03-02"), ("2. Mai 2026", "2026-05-02"), ("3 ŞUBAT 2026", "2026-02-03"),
    ("12 Kasım 2026", "2026-11-12"), ("5 września 2026", "2026-09-05"),
    ("1 paź 2026", "2026-10-01"),
    ("14 août 2026", "2026-08-14"), ("1 févr. 2026", "2026-02-01"), ("4 ene 2026", "2026-01-04"),
    ("46083", "2026-03-02"), ("46083.375", "2026-03-02T09:00:00Z"), ("25569", "1970-01-01"),
    ("46083,5", "2026-03-02T12:00:00Z"), ("2026-03-02 09:00 GMT+3", "2026-03-02T06:00:00Z"),
    ("٠٢/٠٣/٢٠٢٦", "2026-03-02"),
  ])
  func readsWhatPeopleWrite(_ text: String, _ iso: String) {
    var column = DateColumn(name: "at", zone: .utc, order: .dayFirst)
    var text = text
    let read = text.withUTF8 { column.read($0)?.isoBytes(in: .utc) } ?? []
    #expect(String(decoding: read, as: UTF8.self) == iso)
  }

  @Test(arguments: ["25568", "73051", "460830", "46083.", "46083.x", "4608", "2 Marsch 2026"])
  func leavesOtherNumbersAndNames(_ text: String) {
    var column = DateColumn(name: "at", zone: .utc, order: nil)
    var text = text
    #expect(text.withUTF8 { column.read($0) } == nil)
  }

  @Test func spreadsheetDaysAreSaid() throws {
    let mapped = try MappingTests.Mapped(
      "email,Created Date\na@b.co,46083\nb@b.co,soon\nc@b.co,x\n")
    #expect(mapped.field("created_at") == ["2026-03-02", "soon", "x"])
    #expect(
      mapped.mapping.warnings == [
        "Created Date: numbers of five digits are read as days of a spreadsheet",
        "Created Date: 2 values are no dates, the first in line 3",
      ])
  }

  @Test(arguments: [
    ("1,200", "1200"), ("1.200,50", "1200.50"), ("$50,000", "50000"), ("12 000", "12000"),
    ("۱۲۰۰", "1200"), ("1,234,567.89", "1234567.89"), ("€ 1.000.000", "1000000"),
    ("50000.00", "50000"), ("0.5", "0.5"), ("0,125", "0.125"), ("-3", "-3"), ("1'200", "1200"),
    ("100 USD", "100"), ("-$5", "-5"), ("007", "7"), ("1.200", "1200"), ("12.5", "12.5"),
    ("١٬٢٠٠", "1200"), ("1 234 567", "1234567"),
  ])
  func makesNumbersPlain(_ text: String, _ plain: String) {
    var text = text
    #expect(text.withUTF8 { NumberText.plain($0) } == Array(plain.utf8))
  }

  @Test(arguments: [
    "1,000-5,000", "50+", "1,2,3", "10k", "", ",", "1..2", "12,34,567", "1.2.3", "$", "1,000 - 2",
    "%", "1234,567,890", "1e5",
  ])
  func leavesOtherText(_ text: String) {
    var text = text
    #expect(text.withUTF8 { NumberText.plain($0) } == nil)
  }
}
