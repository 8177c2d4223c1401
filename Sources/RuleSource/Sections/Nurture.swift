import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `nurture:`, where leads rest and what brings them back.
  mutating func readNurture(_ field: Field) {
    let entries = field.entries(into: &diagnostics) ?? []
    mentions.tracks = entries.map { .init(name: $0.name, span: $0.keySpan) }
    for entry in entries {
      let known = ["rest", "wakes", "interest", "rounds", "then"]
      _ = entry.keyID(into: &diagnostics)
      guard let fields = entry.fields(known, orEmpty: true, into: &diagnostics) else { continue }
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
      if fields["then"] != nil { _ = fields.required("rounds", into: &diagnostics) }
      book.tracks.append(track)
    }
  }
}
