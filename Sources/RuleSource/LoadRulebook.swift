public import Diagnostics
public import LeadCore
import YAML

/// Reads, checks and compiles a rulebook. All that is wrong is reported at once.
///
/// The caller sets the `version` of the result, the hash of `RuleFiles.contents`.
///
/// - Parameters:
///   - now: where it is given, what time has passed by is warned of too; the rulebook is the same
///     at any time.
///   - lately: what has happened under it, for warnings; asked for once the rulebook has no errors.
/// - Returns: the rulebook; nil where there is any error.
public func loadRulebook(
  _ files: RuleFiles, now: Instant? = nil, lately: (Rulebook) -> Lately = { _ in Lately() },
  into diagnostics: inout Diagnostics
) -> Rulebook? {
  var reader = RuleReader()
  let sections = reader.sections(of: files.files)
  reader.readLists(files.lists, sections[.lists])
  for section in Section.inOrderOfReading {
    if let field = sections[section] { reader.read(section, field) }
  }
  for field in reader.datesByUse where reader.book.fieldTypes[field] == nil {
    reader.book.fieldTypes[field] = .date
  }
  reader.checkReferences()
  if !reader.diagnostics.hasErrors {
    reader.book.settle()
    let lately = lately(reader.book)
    reader.staffed = reader.book.with(lately.repStates)
    reader.checkSense(now: now)
    reader.checkDemand(sections[.goals])
    reader.checkInflow(lately.inflow)
    reader.checkWork()
  }
  let hasErrors = diagnostics.hasErrors || reader.diagnostics.hasErrors
  diagnostics.append(contentsOf: reader.diagnostics)
  return hasErrors ? nil : reader.book
}

/// What has happened under a rulebook, as the book tells.
public struct Lately: Sendable {
  /// Leads a day that came, by team; more than a team can take is warned of.
  public var inflow: [String: Double]
  /// What was set of reps by hand.
  public var repStates: [RepState]

  public init(inflow: [String: Double] = [:], repStates: [RepState] = []) {
    (self.inflow, self.repStates) = (inflow, repStates)
  }
}

extension RuleReader {
  /// Checks that need the whole book and that faults elsewhere would only confuse.
  mutating func checkSense(now: Instant?) {
    reasoning = Implication(lists: book.program.lists)
    checkNames()
    checkFields()
    checkConditions()
    checkShadows()
    checkRoutes()
    checkTracks()
    checkEndings()
    checkScores()
    checkPoints()
    if let now { checkDates(now) }
  }

  /// One section, which is not empty.
  mutating func read(_ section: Section, _ field: Field) {
    switch section {
    case .calendar: readCalendar(field)
    case .fields: readFields(field)
    case .derived: readDerived(field)
    case .lists: break  // read before all others
    case .sources: readSources(field)
    case .origin: readOrigin(field)
    case .ignore: readIgnore(field)
    case .fit: readFit(field)
    case .interest: readInterest(field)
    case .qualification: readQualification(field)
    case .nurture: readNurture(field)
    case .rejections: readRejections(field)
    case .teams: readTeams(field)
    case .routing: readRouting(field)
    case .followUp: readFollowUp(field)
    case .agreement: readAgreement(field)
    case .exclusions: readExclusions(field)
    case .handoff: readHandoff(field)
    case .goals, .escalation, .retune:
      notYet(field)
      check(field, is: section.shape)
    }
  }
}
