import Diagnostics
import LeadCore
import YAML

/// Reads the sections of a rulebook one after another: the book as far as it is read, what was said
/// about it, and what must still be looked at when all of it is known.
struct RuleReader {
  var book = Rulebook()
  /// The book with what was set of reps by hand; there once all of it is read.
  var staffed = Rulebook()
  var diagnostics = Diagnostics()
  var mentions = Mentions()
  /// Fields that are tested as dates without having been declared.
  var datesByUse: Set<String> = []
  /// Names of word lists, those that could not be read included.
  var listNames: Set<String> = []
  /// What became of the patterns of `matches`, by how they are written.
  var patterns: [String: Result<Pattern, PatternFault>] = [:]
  /// How deep the condition being read is nested.
  var conditionDepth = 0
  /// What follows from conditions.
  var reasoning = Implication()

  /// Tells that a part of the language has no effect yet.
  mutating func notYet(_ field: Field) {
    diagnostics.warning(
      .notYet, "`\(field.name)` is understood but not yet acted upon", at: field.keySpan)
  }

  /// The `name` that every rule, route and plan has.
  mutating func name(in fields: Fields, of group: String) -> String? {
    guard let field = fields.required("name", into: &diagnostics),
      let name = field.filledText(into: &diagnostics)
    else { return nil }
    mentions.names.append(.init(name: name, span: field.span, group: group))
    return name
  }

  /// The condition under `when`, compiled; without one, all leads are meant.
  ///
  /// - Parameter forPoints: see `Program.compile`.
  mutating func when(
    in fields: Fields, _ scope: ConditionScope = .lead, key: String = "when",
    forPoints: Bool = false
  ) -> When? {
    guard let field = fields.all.first(where: { $0.name == key }) else { return compile(.always) }
    return condition(field, scope).map {
      book.program.compile($0, forPoints: forPoints)
    }
  }

  mutating func compile(_ condition: Condition) -> When { book.program.compile(condition) }

  /// Keeps an entry of a list in which one above it may forestall it.
  mutating func noteChoice(
    _ when: When?, of list: String, passesOn: Bool = false, countsAnyway: Bool = false,
    at item: Field
  ) {
    guard let when else { return }
    mentions.choices.append(
      .init(
        list: list, condition: when.condition, passesOn: passesOn, countsAnyway: countsAnyway,
        span: item.start))
  }
}

/// What sections said about each other, with the places, for the checks at the end.
struct Mentions {
  /// A name and where it stands.
  struct Name {
    var name: String
    var span: SourceSpan
    /// What it is the name of, for names that must differ from each other: `fit.rules`, `routing` …
    var group = ""
  }

  /// A test of `fit` or `interest`.
  struct ScoreTest {
    var standing: Standing
    var range: NumberRange
    var span: SourceSpan
  }

  /// An entry of a list in which the first that matches counts, or any.
  struct Choice {
    var list: String
    var condition: Condition
    /// Whether it leaves those below something to do all the same.
    var passesOn = false
    /// Whether it counts beside those above it.
    var countsAnyway = false
    var span: SourceSpan
  }

  /// Names given to rules, routes, plans and sources.
  var names: [Name] = []
  /// Names of tracks as they are declared, and where leads are sent to them.
  var tracks: [Name] = []
  var sentTo: [Name] = []
  var teams: [Name] = []
  var routedTo: [Name] = []
  /// Teams whose clocks an exclusion stops.
  var excludedTeams: [Name] = []
  /// Whom plans tell of missed deadlines.
  var told: [Name] = []
  /// Reps by id; there may be thousands.
  var reps: [String: SourceSpan] = [:]
  /// Reps by whom conditions ask for the owner.
  var owners: [Name] = []
  var scoreTests: [ScoreTest] = []
  var gradeTests: [GradeTest] = []
  var thresholds: [Threshold] = []
  var choices: [Choice] = []
  var conjunctions: [Conjunction] = []
  var rangeTests: [RangeTest] = []
  var ranges: [RangeChoice] = []
  /// Fields of leads that rules ask for, and those that files are said to bring.
  var askedFields: [Name] = []
  var broughtFields: Set<String> = []
  var points: [Points] = []
  var caps: [Cap] = []
  /// What reps take, and when they are away.
  var takes: [String: SourceSpan] = [:]
  var absences: [Absence] = []
  /// What wakes the leads of a track.
  var wakes: [Name] = []
  var plans: [PlanPlaces] = []
  var rejections = RejectionPlaces()
  /// `then: stay` of leads that wait for a rep.
  var waitingStays: SourceSpan?
  var holidays: [(last: Day, zone: Zone, span: SourceSpan)] = []
}
