import Diagnostics
import YAML

/// The top-level sections of a rulebook. Each may stand in any file, but only in one.
enum Section: String, CaseIterable {
  case calendar, lists, fields, derived, sources, origin, ignore, fit, interest, qualification
  case nurture, rejections, teams, routing
  case followUp = "follow_up"
  case exclusions, handoff, goals, escalation, retune, agreement

  /// The calendar and the types of fields come first: dates and tests in all others need them.
  static var inOrderOfReading: [Section] { allCases }
}

extension RuleReader {
  /// Finds the sections in the files; those without content are left out.
  mutating func sections(of files: [SourceFile]) -> [Section: Field] {
    var found: [Section: Field] = [:]
    for file in files {
      guard let root = parse(file, into: &diagnostics) else { continue }
      let document = Field(name: file.name, keySpan: root.span, node: root)
      guard let fields = document.openFields(into: &diagnostics) else { continue }
      reportUnknown(in: fields)
      for field in fields.all {
        guard let section = Section(rawValue: field.name) else { continue }
        if let other = found[section] {
          let place = "\(other.keySpan.file.name):\(other.keySpan.line)"
          diagnostics.error(
            .duplicateSection, "the section \(quoted(field.name)) is here twice",
            at: field.keySpan, label: "first in \(place)")
        } else if !field.isNull {
          found[section] = field
        }
      }
    }
    return found
  }

  private mutating func reportUnknown(in fields: Fields) {
    let known = Section.allCases.map(\.rawValue)
    fields.reportUnknown(besides: known + ["tests"], into: &diagnostics)
    if let tests = fields.all.first(where: { $0.name == "tests" }) {
      diagnostics.error(
        .unknownKey, "tests do not stand among the rules", at: tests.keySpan,
        label: "put them into tests/*.yaml")
    }
  }
}
