import Diagnostics
import LeadCore
import Testing
import YAML

@testable import RuleSource

@Suite struct ValueTests {
  /// What a reader makes of the value of `v:`; nil where it has complained.
  private func read<Value>(
    _ text: String, _ read: (Field, inout Diagnostics) -> Value?
  ) -> Value? {
    var diagnostics = Diagnostics()
    let file = SourceFile(name: "f", text: "v: \(text)\n")
    guard let field = parse(file, into: &diagnostics)?.mapping?.first else { return nil }
    let value = read(
      Field(name: field.name, keySpan: field.keySpan, node: field.value), &diagnostics)
    #expect((value == nil) == diagnostics.hasErrors)
    return value
  }

  @Test(arguments: [
    ("90s", 90), ("15m", 900), ("4h", 14_400), ("1d", 86_400), ("2w", 1_209_600), ("0m", 0),
    ("'30d'", 2_592_000), ("5217w", 3_155_241_600),
  ])
  func durations(_ text: String, _ seconds: Int64) {
    #expect(read(text) { $0.duration(into: &$1) } == .seconds(seconds))
  }

  @Test(arguments: [
    "30", "d", "1.5h", "-1d", "1 d", "1h30m", "1y", "1D", "99999999999999999999w", "5218w", "٣d",
    "[1d]", "",
  ])
  func notDurations(_ text: String) { #expect(read(text) { $0.duration(into: &$1) } == nil) }

  @Test(arguments: [("60%", 0.6), ("0%", 0), ("100%", 1), ("2.5%", 0.025)])
  func percentages(_ text: String, _ share: Double) {
    #expect(read(text) { $0.percentage(into: &$1) } == share)
  }

  @Test(arguments: ["60", "101%", "-1%", "%", "1e1%", ".5%", "5.%", "60 %"])
  func notPercentages(_ text: String) { #expect(read(text) { $0.percentage(into: &$1) } == nil) }

  @Test func dates() {
    #expect(read("2026-03-02") { $0.day(into: &$1) } == Day(year: 2026, month: 3, day: 2))
    #expect(read("2028-02-29") { $0.day(into: &$1) } == Day(year: 2028, month: 2, day: 29))
    for text in ["2026-02-29", "2026-3-2", "02.03.2026", "2026-03-02T00:00:00Z", "+026-01-01"] {
      #expect(read(text) { $0.day(into: &$1) } == nil)
    }
    let days = read("2026-12-24/2027-01-02") { $0.days(into: &$1) }
    #expect(days.map { $0.upperBound.number - $0.lowerBound.number } == 9)
    #expect(read("2026-12-24/2026-12-23") { $0.days(into: &$1) } == nil)
    #expect(read("2026-12-24/2026-12-25/2026-12-26") { $0.days(into: &$1) } == nil)
    #expect(read("2026-12-24/") { $0.days(into: &$1) } == nil)
  }

  @Test(arguments: [
    ("Job Title", "job_title"), ("companyName", "company_name"), ("HTMLName", "html_name"),
    ("Country/Region", "country_region"), (" # of Employees ", "of_employees"),
    ("properties.firstName", "properties.first_name"), ("Rev. 2025", "rev_2025"), ("İlçe", "ilçe"),
    ("utm_source", "utm_source"),
  ])
  func fieldNames(_ text: String, _ name: String) { #expect(fieldName(text) == name) }

  @Test func zonesAreResolvedToTheirChanges() throws {
    let berlin = try #require(resolvedZone("Europe/Berlin"))
    // Summer time begins on 2026-03-29 at 01:00 UTC.
    let change = Instant(milliseconds: 1_774_746_000_000)
    #expect(berlin.offset(at: change) == 7_200)
    #expect(berlin.offset(at: change - .seconds(1)) == 3_600)
    // Turkey stayed on summer time in 2016.
    let istanbul = try #require(resolvedZone("Europe/Istanbul"))
    #expect(istanbul.offset(at: Instant(milliseconds: 1_480_000_000_000)) == 10_800)
    #expect(istanbul.offset(at: Instant(milliseconds: 1_450_000_000_000)) == 7_200)
    #expect(try #require(resolvedZone("Asia/Kolkata")).transitions.isEmpty)
    #expect(berlin.transitions == berlin.transitions.sorted())
    #expect(resolvedZone("Europe/Atlantis") == nil && resolvedZone("GMT+3") == nil)
  }
}
