import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `fit:`, who they are.
  mutating func readFit(_ field: Field) {
    guard let fields = fields(field, .fit) else { return }
    var reading = SheetReading(section: "fit", allowsActivities: false)
    readLimits(fields, into: &reading.sheet)
    readGroups(fields, into: &reading)
    readRules(fields, into: &reading)
    book.fit = reading.sheet
  }

  /// `interest:`, what they do.
  mutating func readInterest(_ field: Field) {
    guard let fields = fields(field, .interest) else { return }
    var reading = SheetReading(section: "interest", allowsActivities: true)
    readLimits(fields, into: &reading.sheet)
    readGroups(fields, into: &reading)
    reading.halfLife = fields["half_life"].flatMap { halfLife($0) } ?? nil
    readRules(fields, into: &reading)
    book.interest = reading.sheet
  }

  /// A duration, or `none`: nil inside where there is no decay, nil outside where it is wrong.
  mutating func halfLife(_ field: Field) -> Interval?? {
    if field.node.scalar?.text == "none" { return .some(nil) }
    return field.duration(atLeast: aMoment, into: &diagnostics).map { .some($0) }
  }

  private mutating func readLimits(_ fields: Fields, into sheet: inout ScoreSheet) {
    guard let field = fields["limits"] else { return }
    if field.node.scalar?.text == "none" {
      sheet.limits = nil
      return
    }
    guard field.node.sequence?.count == 2 else {
      return field.reportShape(expected: "[least, most] or none", into: &diagnostics)
    }
    let ends = field.list(into: &diagnostics) { $0.integer(in: pointsRange, into: &$1) }
    guard let ends, ends.count == 2 else { return }
    if ends[0] < ends[1] {
      sheet.limits = ends[0]...ends[1]
    } else {
      diagnostics.error(.emptyRange, "no score lies between these limits", at: field.span)
    }
  }

  private mutating func readGroups(_ fields: Fields, into reading: inout SheetReading) {
    for entry in fields["groups"]?.entries(into: &diagnostics) ?? [] {
      var group = PointsGroup(name: entry.name)
      if let caps = self.fields(entry, .caps) {
        group.atMost = caps["at_most"]?.integer(in: pointsRange, into: &diagnostics)
        group.atLeast = caps["at_least"]?.integer(in: pointsRange, into: &diagnostics)
        for name in ["at_most", "at_least"] {
          guard let cap = caps[name] else { continue }
          mentions.caps.append(
            .init(
              section: reading.section, group: reading.sheet.groups.count,
              isUpper: name == "at_most", span: cap.span))
        }
        if let most = group.atMost, let least = group.atLeast, least > most {
          diagnostics.error(
            .emptyRange, "no sum lies between the caps of `\(entry.name)`", at: entry.span)
        }
      }
      reading.groups[group.name] = reading.sheet.groups.count
      reading.sheet.groups.append(group)
    }
  }
}

/// What points may be: sums of very many still are exact.
let pointsRange = -1_000_000...1_000_000

/// A score sheet while its rules are read.
struct SheetReading {
  var sheet = ScoreSheet()
  /// Where each group stands in the sheet, by name.
  var groups: [String: Int] = [:]
  /// `fit` or `interest`.
  let section: String
  /// Whether rules may speak of activities.
  let allowsActivities: Bool
  /// Of activities whose rule says nothing about it; nil is no decay.
  var halfLife: Interval?
}

extension Keys {
  static let fit =
    scores + [
      .optional(
        "rules", .rules([.when, .firstOf, .per]), "What gives points, and what takes some.")
    ]

  static let interest =
    scores + [
      .optional(
        "half_life", .halfLife,
        "How long till an activity counts half, where its rule says nothing.",
        usual: "none"),
      .optional("rules", .rules(RuleForm.allCases), "What gives points, and what takes some."),
    ]

  private static let scores: Keys = [
    .optional(
      "limits",
      .orNone(
        .tuple([.integer(in: pointsRange), .integer(in: pointsRange)]), "Any sum is a score.",
        expected: "[least, most] or none"),
      "The least and the most that the score can be.", usual: [0, 100]),
    .optional(
      "groups", .entries(of: .mapping(.caps)),
      "Groups of rules whose points together have a limit."),
  ]

  static let caps: Keys = [
    .optional("at_most", .integer(in: pointsRange), "The most that the group's rules give."),
    .optional("at_least", .integer(in: pointsRange), "The least, for rules that take points."),
  ]
}
