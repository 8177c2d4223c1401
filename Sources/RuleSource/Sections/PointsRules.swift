import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// The rules of `fit` and of `interest`.
  mutating func readRules(_ fields: Fields, into reading: inout SheetReading) {
    for item in fields["rules"]?.items(into: &diagnostics) ?? [] {
      guard let fields = item.openFields(into: &diagnostics) else { continue }
      let forms = RuleForm.allCases.map(\.rawValue)
      let form = fields.has("when") && fields["when"] == nil ? "when" : nil
      let chosen = form ?? fields.exactlyOne(of: forms, into: &diagnostics)?.name
      let name = name(in: fields, of: "\(reading.section).rules")
      guard let chosen = chosen.flatMap({ RuleForm(rawValue: $0) }) else { continue }
      fields.reportUnknown(besides: chosen.keys.names, into: &diagnostics)
      let group = group(in: fields, reading)
      if let form = self.form(chosen, fields, reading) {
        reading.sheet.rules.append(PointsRule(name: name ?? "", group: group, form: form))
      }
    }
  }

  private mutating func group(in fields: Fields, _ reading: SheetReading) -> Int? {
    guard let field = fields["group"], let name = field.text(into: &diagnostics) else { return nil }
    if let index = reading.groups[name] { return index }
    let near = diagnostics.suggestion(for: name, among: reading.groups.keys)
    diagnostics.error(
      .unknownGroup, "there is no group \(quoted(name))", at: field.span,
      label: near.map { "did you mean '\($0)'?" } ?? "declare it under `groups`")
    return nil
  }

  private mutating func form(
    _ form: RuleForm, _ fields: Fields, _ reading: SheetReading
  ) -> PointsRule.Form? {
    switch form {
    case .firstOf: return firstOf(fields, reading)
    case .per: return per(fields)
    case .did:
      if reading.allowsActivities { return activityPoints(fields, reading) }
      if let field = fields["did"] {
        diagnostics.error(
          .wrongTest, "what leads do gives interest, not fit", at: field.keySpan,
          label: "move the rule to `interest`")
      }
      return nil
    case .when:
      let when = when(in: fields, .scoring, forPoints: true)
      let points = points(fields, reading)
      guard let when, let points else { return nil }
      return .firstOf([.init(when: when, points: points)])
    }
  }

  /// `points`, of which none makes the rule pointless.
  private mutating func points(_ fields: Fields, _ reading: SheetReading) -> Int? {
    guard let field = fields.required("points", into: &diagnostics),
      let points = readPoints(field, reading)
    else { return nil }
    if points == 0 { warnOfNoPoints(field) }
    return points
  }

  /// Reads points and keeps their place.
  private mutating func readPoints(_ field: Field, _ reading: SheetReading) -> Int? {
    guard let points = field.integer(in: pointsRange, into: &diagnostics) else { return nil }
    mentions.points.append(
      .init(
        section: reading.section, rule: reading.sheet.rules.count, points: points,
        span: field.span))
    return points
  }

  private mutating func warnOfNoPoints(_ field: Field) {
    diagnostics.warning(.noPoints, "`points: 0` makes no difference", at: field.span)
  }

  private mutating func firstOf(_ fields: Fields, _ reading: SheetReading) -> PointsRule.Form? {
    guard let list = fields["first_of"], let items = list.items(into: &diagnostics) else {
      return nil
    }
    if items.isEmpty {
      diagnostics.error(.emptyList, "`first_of` needs at least one choice", at: list.span)
    }
    var choices: [PointsRule.Choice] = []
    let name = "first_of at \(list.span.start) of \(list.span.file.name)"
    for item in items {
      guard let choice = self.fields(item, .choice) else { continue }
      let firstRange = mentions.rangeTests.count
      let when = when(in: choice, .scoring, forPoints: true)
      noteRange(when, since: firstRange, of: name)
      // Here no points say something: the choices below do not count.
      let points = choice["points"].flatMap { readPoints($0, reading) }
      noteChoice(when, of: name, at: item)
      if let when, let points { choices.append(.init(when: when, points: points)) }
    }
    return .firstOf(choices)
  }

  /// Keeps the range of a choice that asks for nothing else.
  private mutating func noteRange(_ when: When?, since first: Int, of list: String) {
    guard let test = mentions.rangeTests[first...].last, test.condition == when?.condition,
      case .field(let field, .number(let range)) = test.condition
    else { return }
    mentions.ranges.append(.init(list: list, field: field, range: range, span: test.span))
  }

  private mutating func per(_ fields: Fields) -> PointsRule.Form? {
    let bounds = Double(pointsRange.lowerBound)...Double(pointsRange.upperBound)
    let upTo = fields["up_to"]?.number(in: 0...bounds.upperBound, into: &diagnostics)
    guard let points = fields.required("points", into: &diagnostics),
      let each = points.number(in: bounds, into: &diagnostics),
      let field = fields["per"]?.fieldName(into: &diagnostics)
    else { return nil }
    if each == 0 { warnOfNoPoints(points) }
    if let upTo, upTo < abs(each), let place = fields["up_to"] {
      diagnostics.warning(
        .pointlessPoints, "`up_to` is less than the points for one", at: place.span,
        label: "whoever has one has all of them")
    }
    book.program.read(field: field)
    mentions.askedFields.append(.init(name: field, span: fields["per"]?.span ?? points.span))
    return .per(field: field, points: each, upTo: upTo)
  }

  private mutating func activityPoints(
    _ fields: Fields, _ reading: SheetReading
  ) -> PointsRule.Form? {
    let halfLife = fields["half_life"].map { self.halfLife($0) ?? nil } ?? reading.halfLife
    let count = fields["count"].flatMap { self.count($0) }
    let expires = fields["expires"]?.duration(atLeast: aMoment, into: &diagnostics)
    let points = points(fields, reading)
    guard let did = fields["did"],
      let match = match(did, where: fields.all.first { $0.name == "where" }), let points,
      let bit = book.program.compile(match)
    else { return nil }
    return .did(
      ActivityPoints(
        match: bit, points: points, halfLife: halfLife, count: count, expires: expires))
  }

  /// `3`, or `3 per 7d`.
  private mutating func count(_ field: Field) -> ActivityPoints.Count? {
    field.value(Writing.count.expected, into: &diagnostics) { text in
      let words = text.split(separator: " ").map(String.init)
      guard let first = words.first, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(first), (1...1_000_000).contains(number)
      else { return nil }
      if words.count == 1 { return .latest(number) }
      guard words.count == 3, words[1] == "per", let span = interval(words[2]), span > .zero
      else { return nil }
      return .per(number, span)
    }
  }
}
