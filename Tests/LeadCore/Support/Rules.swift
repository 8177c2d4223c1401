@testable import LeadCore

extension Rulebook {
  /// A rulebook made in code, settled as one that was read from files is.
  static func with(
    lists: [String: [String]] = [:], _ build: (inout Rulebook) -> Void
  ) -> Rulebook {
    var book = Rulebook()
    book.program = Program(lists: lists.mapValues { WordList($0.folded) })
    build(&book)
    book.settle()
    return book
  }

  mutating func fitRule(
    _ name: String = "fit", _ condition: Condition = .always, points: Int, group: Int? = nil
  ) {
    self.fit.rules.append(
      PointsRule(
        name: name, group: group,
        form: .firstOf([
          .init(when: self.program.compile(condition, forPoints: true), points: points)
        ])))
  }

  mutating func interestRule(_ name: String = "interest", _ condition: Condition, points: Int) {
    self.interest.rules.append(
      PointsRule(
        name: name,
        form: .firstOf([
          .init(when: self.program.compile(condition, forPoints: true), points: points)
        ])))
  }

  /// Points for an activity, `interest.rules … did:`.
  mutating func interestRule(
    did activity: String, points: Int, halfLife: Interval? = nil,
    count: ActivityPoints.Count? = nil, expires: Interval? = nil
  ) {
    let match = self.program.compile(ActivityMatch(activities: [FoldedText(activity)]))!
    self.interest.rules.append(
      PointsRule(
        name: activity,
        form: .did(
          ActivityPoints(
            match: match, points: points, halfLife: halfLife, count: count, expires: expires))))
  }

  mutating func mql(_ condition: Condition, named name: String = "qualifies") {
    self.qualification.alternatives.append(
      Alternative(name: name, when: self.program.compile(condition)))
  }

  mutating func disqualify(_ condition: Condition, named name: String = "disqualifies") {
    self.qualification.disqualifying.append(
      NamedCondition(name: name, when: self.program.compile(condition)))
  }

  mutating func requires(_ fields: String...) {
    self.qualification.requires = fields
    self.qualification.requiresKnown = self.program.compile(.all(fields.map { .known($0) }))
  }

  mutating func sqlRequires(_ fields: String...) {
    self.qualification.sqlRequires = fields
    for field in fields { _ = self.program.compile(.known(field)) }
  }

  mutating func route(
    _ name: String = "everyone", _ condition: Condition = .always, to team: String,
    by choice: Route.Choice = .roundRobin, ifFull: Route.IfFull = .wait
  ) {
    var route = Route(name: name, when: self.program.compile(condition), team: team)
    route.choice = choice
    route.ifFull = ifFull
    self.routes.append(route)
  }

  mutating func team(_ id: String, _ reps: Rep...) {
    var team = Team(id: id)
    team.reps = reps
    self.teams.append(team)
  }

  mutating func plan(
    _ name: String = "plan", _ condition: Condition = .always, _ build: (inout PlanTerms) -> Void
  ) {
    var terms = PlanTerms()
    build(&terms)
    self.plans.append(Plan(name: name, when: self.program.compile(condition), terms: terms))
  }

  mutating func nurture(
    _ name: String, rest: Interval = .zero, wakes: Condition? = nil,
    _ build: (inout Track) -> Void = { _ in }
  ) {
    var track = Track(name: name)
    track.rest = rest
    track.wakes = wakes.map { self.program.compile($0) }
    build(&track)
    self.tracks.append(track)
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
