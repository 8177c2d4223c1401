import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `qualification:`, who counts as what.
  mutating func readQualification(_ field: Field) {
    let known = ["lead", "grades", "requires", "mql", "sql", "disqualify", "waiting"]
    guard let fields = field.fields(known, into: &diagnostics) else { return }
    if fields.has("lead") { book.qualification.lead = when(in: fields, key: "lead") }
    readGrades(fields)
    readRequired(fields)
    readAlternatives(fields)
    readDisqualifying(fields)
    readWaiting(fields)
  }

  private mutating func readGrades(_ fields: Fields) {
    guard let grades = fields["grades"]?.fields(["fit", "interest"], into: &diagnostics) else {
      return
    }
    let (fit, interest) = (book.qualification.grades.fit, book.qualification.grades.interest)
    book.qualification.grades.fit = thresholds(grades["fit"], ["A", "B", "C"], fit, .fit)
    book.qualification.grades.interest = thresholds(
      grades["interest"], ["1", "2", "3"], interest, .interest)
  }

  /// The least score for each grade but the last; what is not said stays as it is.
  private mutating func thresholds(
    _ field: Field?, _ grades: [String], _ defaults: [Int], _ standing: Standing
  ) -> [Int] {
    guard let field, let fields = field.fields(grades, into: &diagnostics) else { return defaults }
    let thresholds = zip(grades, defaults).map { grade, usual in
      fields[grade]?.integer(in: pointsRange, into: &diagnostics) ?? usual
    }
    for i in 1..<grades.count where thresholds[i] >= thresholds[i - 1] {
      let place = fields[grades[i]] ?? fields[grades[i - 1]]
      diagnostics.error(
        .gradeOrder,
        "grade \(grades[i]) must begin below \(thresholds[i - 1]), where \(grades[i - 1]) begins,"
          + " not at \(thresholds[i])", at: place?.span ?? field.span)
    }
    for (grade, value) in zip(grades, thresholds) {
      guard let place = fields[grade]?.span else { continue }
      mentions.thresholds.append(
        .init(
          standing: standing, grade: grade, value: value, isLast: grade == grades.last,
          span: place))
    }
    return thresholds
  }

  private mutating func readRequired(_ fields: Fields) {
    let requires = fieldNames(fields["requires"])
    book.qualification.requires = requires
    if !requires.isEmpty {
      book.qualification.requiresKnown = compile(.all(requires.map { .field($0, .known) }))
    }
    guard let sql = fields["sql"]?.fields(["requires"], into: &diagnostics) else { return }
    book.qualification.sqlRequires = fieldNames(sql["requires"], of: "verdict")
    // What a verdict needs is looked up among the atoms.
    for field in book.qualification.sqlRequires { _ = compile(.field(field, .known)) }
  }

  private mutating func fieldNames(_ field: Field?, of group: String = "") -> [String] {
    let items = field?.items(orOne: true, into: &diagnostics) ?? []
    return items.compactMap { item in
      guard let name = item.fieldName(into: &diagnostics) else { return nil }
      mentions.askedFields.append(.init(name: name, span: item.span, group: group))
      return name
    }
  }

  private mutating func readAlternatives(_ fields: Fields) {
    for item in fields["mql"]?.items(into: &diagnostics) ?? [] {
      guard let fields = item.openFields(into: &diagnostics) else { continue }
      let name = name(in: fields, of: "qualification.mql")
      let entries = fields.all.filter { $0.name != "name" }
      let condition = condition(entries, .lead)
      guard let name, let condition else { continue }
      let when = compile(condition)
      noteChoice(when, of: "mql", countsAnyway: true, at: item)
      book.qualification.alternatives.append(Alternative(name: name, when: when))
    }
  }

  private mutating func readDisqualifying(_ fields: Fields) {
    for item in fields["disqualify"]?.items(into: &diagnostics) ?? [] {
      guard let fields = item.fields(["name", "when"], into: &diagnostics) else { continue }
      let name = name(in: fields, of: "qualification.disqualify")
      guard fields.required("when", into: &diagnostics) != nil, let when = when(in: fields),
        let name
      else { continue }
      noteChoice(when, of: "disqualify", countsAnyway: true, at: item)
      book.qualification.disqualifying.append(NamedCondition(name: name, when: when))
    }
  }

  private mutating func readWaiting(_ fields: Fields) {
    let known = ["order", "expires", "then"]
    guard let fields = fields["waiting"]?.fields(known, into: &diagnostics) else { return }
    book.qualification.waiting.order =
      fields["order"]?.list(orOne: true, into: &diagnostics) { field, diagnostics in
        field.choice(of: Waiting.Order.self, into: &diagnostics)
      } ?? []
    book.qualification.waiting.expires =
      fields["expires"]?.duration(atLeast: aMoment, into: &diagnostics)
    book.qualification.waiting.then = fields["then"].flatMap { destination($0) }
    if book.qualification.waiting.then == .stay { mentions.waitingStays = fields["then"]?.span }
    // Either says nothing without the other.
    if fields["expires"] != nil { _ = fields.required("then", into: &diagnostics) }
    if fields["then"] != nil { _ = fields.required("expires", into: &diagnostics) }
  }
}
