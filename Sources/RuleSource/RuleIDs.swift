public import Diagnostics

/// The diagnostics that this module reports beside those of the YAML reader.
extension Diagnostic.ID {
  // The directory:
  /// The rules directory cannot be read.
  public static let rulesDirectory: Self = "rules-directory"
  /// A file that would be overlooked, such as `fit.yml`.
  public static let fileName: Self = "file-name"
  /// A file that cannot be read.
  public static let unreadableFile: Self = "unreadable-file"
  /// A section that stands in two files.
  public static let duplicateSection: Self = "duplicate-section"
  /// A word list that is there twice.
  public static let duplicateList: Self = "duplicate-list"
  // Values:
  /// An id with other characters than `[a-z0-9_-]`.
  public static let idForm: Self = "id-form"
  /// A rep's id that another rep has.
  public static let duplicateID: Self = "duplicate-id"
  /// A time zone that the database does not know.
  public static let unknownTimeZone: Self = "unknown-time-zone"
  /// Nothing lies between the bounds.
  public static let emptyRange: Self = "empty-range"
  /// A list without items where one is needed.
  public static let emptyList: Self = "empty-list"
  /// Grades whose thresholds do not descend.
  public static let gradeOrder: Self = "grade-order"
  /// Part of the language, but of a later part of LeadRelay.
  public static let notYet: Self = "not-yet"
  // Conditions:
  /// A test that this field cannot take.
  public static let wrongTest: Self = "wrong-test"
  /// A condition on a score, in a rule that makes the scores.
  public static let scoreInScore: Self = "score-in-score"
  /// More kinds of activities than a rulebook may ask for.
  public static let tooManyActivities: Self = "too-many-activities"
  /// Text that is no regular expression.
  public static let badPattern: Self = "bad-pattern"
  /// A regular expression that some texts would keep busy for ever.
  public static let costlyPattern: Self = "costly-pattern"
  // What is named but not there:
  /// A word list.
  public static let unknownList: Self = "unknown-list"
  /// A nurture track.
  public static let unknownTrack: Self = "unknown-track"
  /// A team.
  public static let unknownTeam: Self = "unknown-team"
  /// A rep.
  public static let unknownRep: Self = "unknown-rep"
  /// A group of points.
  public static let unknownGroup: Self = "unknown-group"
  /// A word that the field never holds.
  public static let unknownWord: Self = "unknown-word"
  // What can be read but hardly be meant:
  /// Two rules of one name.
  public static let duplicateName: Self = "duplicate-name"
  /// Two reps whom files call the same.
  public static let ambiguousRep: Self = "ambiguous-rep"
  /// `points: 0`.
  public static let noPoints: Self = "no-points"
  /// Leads that no route takes.
  public static let noRoute: Self = "no-route"
  /// A team that no route reaches.
  public static let unreachedTeam: Self = "unreached-team"
  /// A route to a team in which nobody takes leads.
  public static let emptyTeam: Self = "empty-team"
  /// An entry that one above it always forestalls.
  public static let shadowed: Self = "shadowed"
  /// A track that nothing leads to.
  public static let unusedTrack: Self = "unused-track"
  /// A threshold that no sum of points passes.
  public static let unreachableScore: Self = "unreachable-score"
  /// Tracks that lead in a circle.
  public static let trackCircle: Self = "track-circle"

  /// All of the above, so that a test can ask for an example of each.
  public static let rules: [Self] = [
    .rulesDirectory, .fileName, .unreadableFile, .duplicateSection, .duplicateList, .idForm,
    .duplicateID, .unknownTimeZone, .emptyRange, .emptyList, .gradeOrder, .notYet, .wrongTest,
    .scoreInScore, .tooManyActivities, .badPattern, .costlyPattern, .unknownList, .unknownTrack,
    .unknownTeam, .unknownRep, .unknownGroup, .unknownWord, .duplicateName, .ambiguousRep,
    .noPoints, .noRoute, .unreachedTeam, .emptyTeam, .shadowed, .unusedTrack, .unreachableScore,
    .trackCircle,
  ]
}
