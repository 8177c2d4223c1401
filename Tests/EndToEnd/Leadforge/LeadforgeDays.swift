import Foundation

/// A day as its number since 1970-01-01, in the calendar of the rulebook
/// (Istanbul, three hours ahead of UTC).
struct Day: Hashable, Comparable, Strideable {
  var number: Int

  init(number: Int) { self.number = number }

  /// `2024-01-31`.
  init(_ text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    let days = (153 * month + 2) / 5 + parts[2] - 1
    number = 365 * year + year / 4 - year / 100 + year / 400 + days - 719_468
  }

  /// Its midnight, in seconds since 1970 UTC.
  var start: Int { number * 86400 - 3 * 3600 }
  /// When the test's run of the day is: 20:00Z, 23:00 in Istanbul.
  var run: Int { number * 86400 + 20 * 3600 }
  /// The Monday of its week.
  var monday: Int { number - (number + 3) % 7 }

  static func < (first: Day, second: Day) -> Bool { first.number < second.number }
  func distance(to other: Day) -> Int { other.number - number }
  func advanced(by days: Int) -> Day { Day(number: number + days) }
}

/// Seconds since 1970 as LeadRelay writes them.
func iso(_ seconds: Int) -> String {
  Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
}

/// A file as the test drops it.
struct DroppedFile {
  var name: String
  var header: [String]
  var rows: [[String: String]]

  var text: String { CSVText.write(header, rows.map { row in header.map { row[$0] ?? "" } }) }
}

/// The tables of leadforge, cut by their days, in the order in which LeadRelay takes them in.
struct LeadforgeDays {
  private(set) var files: [Day: [DroppedFile]] = [:]
  let first: Day
  let last: Day

  static var isThere: Bool { Corpus.has("leadforge/seed7/contacts.csv") }

  init() throws {
    let leads = try Table("leads"), contacts = try Table("contacts")
    first = Day(leads.rows.compactMap { $0["lead_created_at"] }.min() ?? "")
    // Two months of data, then 45 days in which only time passes.
    last = Day("2024-02-29").advanced(by: 45)
    files[first.advanced(by: -1)] = [
      DroppedFile(name: "contacts-all.csv", header: contacts.header, rows: contacts.rows)
    ]
    cut(leads, by: "lead_created_at", into: "leads")
    cut(try Table("touches"), by: "touch_timestamp", into: "touches")
    cut(try Table("sessions"), by: "session_timestamp", into: "web/sessions")
    cut(try Table("sales_activities"), by: "activity_timestamp", into: "calls")
    // The same columns mean different things in three files, which come in by the order of their
    // names.
    let opportunities = try Table("opportunities")
    for (name, wanted) in [("opps-a", [2, 3]), ("opps-fit", [0]), ("opps-timing", [1])] {
      var part = opportunities
      part.rows.removeAll {
        let number = Int(($0["opportunity_id"] ?? "").suffix(3)) ?? 0
        return !wanted.contains(number % 4)
      }
      cut(part, by: "created_at", into: name)
    }
  }

  private mutating func cut(_ table: Table, by column: String, into name: String) {
    let days = Dictionary(grouping: table.rows) { $0[column] ?? "" }
    for (day, rows) in days {
      let file = DroppedFile(name: "\(name)-\(day).csv", header: table.header, rows: rows)
      files[Day(day), default: []].append(file)
    }
  }

  private struct Table {
    var header: [String]
    var rows: [[String: String]]

    init(_ name: String) throws {
      let text = try Corpus.text("leadforge/seed7/\(name).csv")
      header = CSVText.parse(String(text.prefix { !$0.isNewline }))[0]
      rows = CSVText.records(text)
    }
  }
}
