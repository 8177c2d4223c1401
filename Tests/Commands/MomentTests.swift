import LeadCore
import Testing

@testable import leadrelay

@Suite struct MomentTests {
  @Test(arguments: [
    ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
    ("2026-03-02T09:00:00+03:00", "2026-03-02T06:00:00Z"),
    ("2026-03-02T09:00:00-0530", "2026-03-02T14:30:00Z"),
    ("2026-03-02T09:00+03", "2026-03-02T06:00:00Z"),
    ("2026-03-02T09:00Z", "2026-03-02T09:00:00Z"),
    ("2026-03-02T09:00:00.5Z", "2026-03-02T09:00:00.500Z"),
    ("2026-03-02T09:00:00.123456+00:00", "2026-03-02T09:00:00.123Z"),
  ])
  func isoTimesAreUnderstood(_ text: String, _ iso: String) {
    #expect(Moment(argument: text)?.instant.iso == iso)
  }

  @Test(arguments: [
    "", "now", "2026-03-02", "2026-03-02T09:00:00", "2026-13-02T09:00:00Z",
    "2026-03-02T09:00:00+99:00", "2026-03-02T25:00:00Z", "2026-03-02T09:00:00+3:00Z",
  ])
  func othersAreNot(_ text: String) { #expect(Moment(argument: text) == nil) }
}
