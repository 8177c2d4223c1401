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
  /// A field that nothing brings.
  public static let unknownField: Self = "unknown-field"
  /// A rep.
  public static let unknownRep: Self = "unknown-rep"
  /// A group of points.
  public static let unknownGroup: Self = "unknown-group"
  /// A word that the field never holds.
  public static let unknownWord: Self = "unknown-word"
  // Conditions that are read but hardly meant:
  /// A condition that nobody meets.
  public static let neverHolds: Self = "never-holds"
  /// Ranges of one field that have only a part in common.
  public static let overlappingRanges: Self = "overlapping-ranges"
  // Points and thresholds that change nothing:
  /// `points: 0`.
  public static let noPoints: Self = "no-points"
  /// Points, or a cap of points, that change no score.
  public static let pointlessPoints: Self = "pointless-points"
  /// A threshold that no sum of points passes.
  public static let unreachableScore: Self = "unreachable-score"
  /// A threshold that every sum of points passes.
  public static let alwaysTrueScore: Self = "always-true-score"
  // Entries of a list:
  /// Two rules of one name.
  public static let duplicateName: Self = "duplicate-name"
  /// An entry that one above it always forestalls.
  public static let shadowed: Self = "shadowed"
  /// An entry that holds only where another one does, which is as good.
  public static let redundant: Self = "redundant"
  // Teams and routes:
  /// Two reps whom files call the same.
  public static let ambiguousRep: Self = "ambiguous-rep"
  /// Leads that no route takes.
  public static let noRoute: Self = "no-route"
  /// A team that no route reaches.
  public static let unreachedTeam: Self = "unreached-team"
  /// A rep whose leads no route brings.
  public static let unreachedRep: Self = "unreached-rep"
  /// A route to a team in which nobody takes leads.
  public static let emptyTeam: Self = "empty-team"
  // The end of a lead's way:
  /// A track that nothing leads to.
  public static let unusedTrack: Self = "unused-track"
  /// Tracks that lead in a circle.
  public static let trackCircle: Self = "track-circle"
  /// A rejection that is refused, or that changes nothing.
  public static let rejectionNowhere: Self = "rejection-nowhere"
  /// A plan at whose end the lead stays where it is.
  public static let planNowhere: Self = "plan-nowhere"
  /// A step of a plan's ladder that does nothing.
  public static let idleStep: Self = "idle-step"
  /// Somebody is to be told who is not there.
  public static let nobodyToTell: Self = "nobody-to-tell"
  /// Leads that wait too long and then go on waiting.
  public static let waitingNowhere: Self = "waiting-nowhere"
  // What time has passed by:
  /// No holiday is to come.
  public static let overBandwidth: Self = "over-bandwidth"
  public static let pastHolidays: Self = "past-holidays"
  /// An absence that is over.
  public static let pastAbsence: Self = "past-absence"
  /// A route to a team in which nobody is there today.
  public static let teamAway: Self = "team-away"
  /// A day in a condition that decides nothing any more.
  public static let pastDate: Self = "past-date"
  // Rule tests:
  /// A test that expects nothing.
  public static let emptyTest: Self = "empty-test"
  /// A field in a test that no rule asks for.
  public static let unreadField: Self = "unread-field"
  /// A route, a plan or a rule that a test names and the rulebook does not have.
  public static let unknownName: Self = "unknown-name"

  /// All of the above, so that a test can ask for an example of each.
  public static let rules: [Self] = [
    .rulesDirectory, .fileName, .unreadableFile, .duplicateSection, .duplicateList, .idForm,
    .duplicateID, .unknownTimeZone, .emptyRange, .emptyList, .gradeOrder, .notYet, .wrongTest,
    .scoreInScore, .tooManyActivities, .badPattern, .costlyPattern, .unknownList, .unknownTrack,
    .unknownTeam, .unknownField, .unknownRep, .unknownGroup, .unknownWord, .neverHolds,
    .overlappingRanges, .noPoints, .pointlessPoints, .unreachableScore, .alwaysTrueScore,
    .duplicateName, .shadowed, .redundant, .ambiguousRep, .noRoute, .unreachedTeam, .unreachedRep,
    .emptyTeam, .unusedTrack, .trackCircle, .rejectionNowhere, .planNowhere, .waitingNowhere,
    .idleStep, .nobodyToTell,
    .overBandwidth, .pastHolidays, .pastAbsence, .teamAway, .pastDate, .emptyTest, .unreadField,
    .unknownName,
  ]
}
