@testable import LeadCore

extension Rulebook {
  /// A rulebook made in code, settled as one that was read from files is.
  static func with(
    lists: [String: [String]] = [:], _ build: (inout Rulebook) -> Void
  ) -> Rulebook {
    var book = Rulebook()
    book.program = Program(lists: lists.mapValues { Set($0.map { FoldedText($0) }) })
    build(&book)
    book.settleDrift()
    return book
  }

  mutating func fit(
    _ name: String = "fit", _ condition: Condition = .always, points: Int, group: Int? = nil
  ) {
    fit.rules.append(
      PointsRule(
        name: name, group: group,
        form: .firstOf([.init(when: program.compile(condition), points: points)])))
  }

  mutating func interest(_ name: String = "interest", _ condition: Condition, points: Int) {
    interest.rules.append(
      PointsRule(
        name: name, form: .firstOf([.init(when: program.compile(condition), points: points)])))
  }

  /// Points for an activity, `interest.rules … did:`.
  mutating func interest(
    did activity: String, points: Int, halfLife: Interval? = nil,
    count: ActivityPoints.Count? = nil, expires: Interval? = nil
  ) {
    let match = program.compile(ActivityMatch(activities: [FoldedText(activity)]))!
    interest.rules.append(
      PointsRule(
        name: activity,
        form: .did(
          ActivityPoints(
            match: match, points: points, halfLife: halfLife, count: count, expires: expires))))
  }

  mutating func mql(_ condition: Condition, named name: String = "qualifies") {
    qualification.alternatives.append(Alternative(name: name, when: program.compile(condition)))
  }

  mutating func disqualify(_ condition: Condition, named name: String = "disqualifies") {
    qualification.disqualifying.append(
      NamedCondition(name: name, when: program.compile(condition)))
  }

  mutating func requires(_ fields: String...) {
    qualification.requires = fields
    qualification.requiresKnown = program.compile(.all(fields.map { .known($0) }))
  }

  mutating func sqlRequires(_ fields: String...) {
    qualification.sqlRequires = fields
    for field in fields { _ = program.compile(.known(field)) }
  }

  mutating func route(
    _ name: String = "everyone", _ condition: Condition = .always, to team: String,
    by choice: Route.Choice = .roundRobin, ifFull: Route.IfFull = .wait
  ) {
    var route = Route(name: name, when: program.compile(condition), team: team)
    route.choice = choice
    route.ifFull = ifFull
    routes.append(route)
  }

  mutating func team(_ id: String, _ reps: Rep...) {
    var team = Team(id: id)
    team.reps = reps
    teams.append(team)
  }

  mutating func plan(
    _ name: String = "plan", _ condition: Condition = .always, _ build: (inout PlanTerms) -> Void
  ) {
    var terms = PlanTerms()
    build(&terms)
    plans.append(Plan(name: name, when: program.compile(condition), terms: terms))
  }

  mutating func nurture(
    _ name: String, rest: Interval = .zero, wakes: Condition? = nil,
    _ build: (inout Track) -> Void = { _ in }
  ) {
    var track = Track(name: name)
    track.rest = rest
    track.wakes = wakes.map { program.compile($0) }
    build(&track)
    tracks.append(track)
  }
}

extension Rep {
  static func rep(
    _ id: String, weight: Int = 1, open: Int? = nil, perDay: Int? = nil, perWeek: Int? = nil,
    perMonth: Int? = nil, zone: Zone = .utc, _ build: (inout Rep) -> Void = { _ in }
  ) -> Rep {
    var rep = Rep(id: id)
    rep.weight = weight
    rep.bandwidth = Bandwidth(open: open, perDay: perDay, perWeek: perWeek, perMonth: perMonth)
    rep.zone = zone
    build(&rep)
    return rep
  }
}
