import Diagnostics
import LeadCore

extension RuleReader {
  /// Names that people could not tell apart.
  mutating func checkNames() {
    var first: [[String]: Mentions.Name] = [:]
    for mention in mentions.names {
      let key = [mention.group, FoldedText(mention.name).description]
      if let other = first[key] {
        let isHere = other.span.file === mention.span.file
        let place = isHere ? "" : "of \(other.span.file.name)"
        diagnostics.warning(
          .duplicateName,
          "another entry of `\(mention.group)` has the name \(quoted(mention.name))",
          at: mention.span,
          label: "first on line \(other.span.line)\(place.isEmpty ? "" : " \(place)")")
      } else {
        first[key] = mention
      }
    }
    checkRepNames()
  }

  /// What files call a rep must not mean two.
  private mutating func checkRepNames() {
    var owners: [FoldedText: Rep] = [:]
    for rep in book.teams.flatMap(\.reps) {
      for name in [rep.id] + [rep.name, rep.email].compactMap({ $0 }) + rep.knownAs {
        guard let other = owners[FoldedText(name)] else {
          owners[FoldedText(name)] = rep
          continue
        }
        guard other.id != rep.id, let place = mentions.reps[rep.id] else { continue }
        diagnostics.warning(
          .ambiguousRep, "files that name \(quoted(name)) may mean '\(rep.id)' or '\(other.id)'",
          at: place)
      }
    }
  }
}
