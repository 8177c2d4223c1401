import Diagnostics
import Foundation
import LeadCore
import Synchronization
import YAML

extension Field {
  /// The time zone of an IANA name such as `Europe/Istanbul`.
  func zone(into diagnostics: inout Diagnostics) -> Zone? {
    guard let name = scalar(expected: "a time zone", into: &diagnostics)?.text else { return nil }
    if let zone = resolvedZone(name) { return zone }
    let near = diagnostics.suggestion(for: name, among: TimeZone.knownTimeZoneIdentifiers)
    diagnostics.error(
      .unknownTimeZone, "\(quoted(name)) is not a time zone", at: span,
      label: near.map { "did you mean '\($0)'?" } ?? "such as Europe/Istanbul or UTC")
    return nil
  }
}

private let resolved = Mutex<[String: Zone]>([:])

/// The changes of offset from 1970 to 2100 in a zone of the system's database; nil where there is
/// none of that name. `EST` and `GMT+3` are no names: they know no summer time.
func resolvedZone(_ name: String) -> Zone? {
  if name == "UTC" { return .utc }
  if let known = resolved.withLock({ $0[name] }) { return known }
  guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
  let end = Date(timeIntervalSince1970: 4_102_444_800)
  var at = Date(timeIntervalSince1970: 0)
  var transitions: [LeadCore.Instant] = []
  var offsets = [Int32(zone.secondsFromGMT(for: at))]
  while let next = zone.nextDaylightSavingTimeTransition(after: at), next < end, next > at {
    at = next
    let offset = Int32(zone.secondsFromGMT(for: next))
    guard offset != offsets[offsets.count - 1] else { continue }
    transitions.append(
      Instant(milliseconds: Int64((next.timeIntervalSince1970 * 1000).rounded())))
    offsets.append(offset)
  }
  let result = Zone(name: name, transitions: transitions, offsets: offsets)
  resolved.withLock { $0[name] = result }
  return result
}
