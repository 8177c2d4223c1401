import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `nurture:`, where leads rest and what brings them back.
  mutating func readNurture(_ field: Field) {
    let entries = field.entries(into: &diagnostics) ?? []
    mentions.tracks = entries.map { .init(name: $0.name, span: $0.keySpan) }
    for entry in entries {
      _ = entry.keyID(into: &diagnostics)
      guard let fields = fields(entry, .track, orEmpty: true) else { continue }
      var track = Track(name: entry.name)
      track.rest = fields["rest"]?.duration(into: &diagnostics) ?? track.rest
      if fields.has("wakes") { track.wakes = when(in: fields, key: "wakes") }
      if let wakes = fields["wakes"] {
        mentions.wakes.append(.init(name: entry.name, span: wakes.keySpan))
      }
      let words = [("from_zero", true), ("keep", false)]
      track.startsFromZero = fields["interest"]?.choice(of: words, into: &diagnostics) ?? false
      track.rounds = fields["rounds"]?.integer(in: 1...1_000, into: &diagnostics)
      track.then = fields["then"].flatMap { destination($0) } ?? track.then
      book.tracks.append(track)
    }
  }
}

extension Keys {
  static let track: Keys = [
    .optional("rest", .duration(), "How long a lead cannot become MQL again.", usual: "0s"),
    .optional("wakes", .condition, "What ends the rest early if it comes true on the track."),
    .optional(
      "interest", .word(["from_zero": "Only later activities count.", "keep": "All count."]),
      "What becomes of the interest gathered before.", usual: "keep"),
    .optional("rounds", .integer(in: 1...1_000), "How many times a lead may be on the track."),
    .optional(
      "then", .destination, "Where a lead goes that has been here `rounds` times.", usual: "stay",
      needs: "rounds"),
  ]
}

extension Shape {
  static let tracks = Shape.entries(of: .orNothing(.mapping(.track)), by: .id)
}
