import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `qualification:`, who counts as what.
  mutating func readQualification(_ field: Field) {
    guard let fields = fields(field, .qualification) else { return }
    if fields.has("lead") { book.qualification.lead = when(in: fields, key: "lead") }
    readGrades(fields)
    readRequired(fields)
    readAlternatives(fields)
    readDisqualifying(fields)
    readWaiting(fields)
  }

  private mutating func readGrades(_ fields: Fields) {
    guard let field = fields["grades"], let grades = self.fields(field, .grades) else { return }
    let (fit, interest) = (book.qualification.grades.fit, book.qualification.grades.interest)
    book.qualification.grades.fit = thresholds(grades["fit"], .fitGrades, fit, .fit)
    book.qualification.grades.interest = thresholds(
      grades["interest"], .interestGrades, interest, .interest)
  }

  /// The least score for each grade but the last; what is not said stays as it is.
  private mutating func thresholds(
    _ field: Field?, _ keys: Keys, _ defaults: [Int], _ standing: Standing
  ) -> [Int] {
    guard let field, let fields = fields(field, keys) else { return defaults }
    let grades = keys.names
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
    guard let field = fields["sql"], let sql = self.fields(field, .sql) else { return }
    book.qualification.sqlRequires = fieldNames(sql["requires"], of: "verdict")
    // What a verdict needs is looked up among the atoms.
    for field in book.qualification.sqlRequires { _ = compile(.field(field, .known)) }
  }

  /// Names of fields of a lead, one or several.
  mutating func fieldNames(_ field: Field?, of group: String = "") -> [String] {
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
      guard let fields = self.fields(item, .disqualifying) else { continue }
      let name = name(in: fields, of: "qualification.disqualify")
      guard fields["when"] != nil, let when = when(in: fields), let name else { continue }
      noteChoice(when, of: "disqualify", countsAnyway: true, at: item)
      book.qualification.disqualifying.append(NamedCondition(name: name, when: when))
    }
  }

  private mutating func readWaiting(_ fields: Fields) {
    guard let field = fields["waiting"], let fields = self.fields(field, .waiting) else { return }
    book.qualification.waiting.order =
      fields["order"]?.list(orOne: true, into: &diagnostics) { field, diagnostics in
        field.choice(of: Waiting.Order.self, into: &diagnostics)
      } ?? []
    book.qualification.waiting.expires =
      fields["expires"]?.duration(atLeast: aMoment, into: &diagnostics)
    book.qualification.waiting.then = fields["then"].flatMap { destination($0) }
    if book.qualification.waiting.then == .stay { mentions.waitingStays = fields["then"]?.span }
  }
}
