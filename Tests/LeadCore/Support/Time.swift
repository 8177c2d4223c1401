public import LeadCore

/// Times stand in tests as they are written in files: `"2026-03-02T09:00:00Z"`, or a date at
/// midnight UTC.
extension Instant: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  CustomStringConvertible
{
  public init(stringLiteral text: String) {
    var text = text
    guard let read = text.withUTF8({ instant(iso: $0, zone: .utc) }) else {
      preconditionFailure("no time: \(text)")
    }
    self = read
  }

  public var description: String { iso }
}

extension Day: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral text: String) {
    self = Zone.utc.day(of: Instant(stringLiteral: text))
  }

  public var description: String { iso }
}

extension FactTime {
  static func at(_ instant: Instant) -> FactTime { FactTime(instant: instant) }
  static func day(_ instant: Instant) -> FactTime { FactTime(instant: instant, length: .days(1)) }
}

extension Interval {
  static let millisecond = Interval(milliseconds: 1)
}

extension Zone {
  /// A zone that never changes its clocks.
  static func fixed(hours: Int32) -> Zone {
    Zone(name: "fixed \(hours)", transitions: [], offsets: [hours * 3600])
  }

  /// Europe/Berlin in 2026: summer time from 29 March 01:00Z to 25 October 01:00Z.
  static let berlin = Zone(
    name: "Europe/Berlin", transitions: ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
    offsets: [3600, 7200, 3600])
}
