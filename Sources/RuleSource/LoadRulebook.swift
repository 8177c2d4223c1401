public import Diagnostics
public import LeadCore
import YAML

/// Reads, checks and compiles a rulebook. All that is wrong is reported at once.
///
/// The caller sets the `version` of the result, the hash of `RuleFiles.contents`.
///
/// - Returns: the rulebook; nil where there is any error.
public func loadRulebook(
  _ files: RuleFiles, into diagnostics: inout Diagnostics
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
  if !reader.diagnostics.hasErrors { reader.checkSense() }
  let hasErrors = diagnostics.hasErrors || reader.diagnostics.hasErrors
  diagnostics.append(contentsOf: reader.diagnostics)
  guard !hasErrors else { return nil }
  reader.book.settleDrift()
  return reader.book
}

extension RuleReader {
  /// Checks that need the whole book and that faults elsewhere would only confuse.
  mutating func checkSense() {
    checkNames()
    checkRoutes()
    checkTracks()
    checkScores()
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
    case .exclusions, .handoff, .goals, .escalation, .retune, .agreement: notYet(field)
    }
  }
}
