import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `teams:`, who takes leads and how many.
  mutating func readTeams(_ field: Field) {
    for entry in field.entries(into: &diagnostics) ?? [] {
      mentions.teams.append(.init(name: entry.name, span: entry.keySpan))
      _ = entry.keyID(into: &diagnostics)
      guard let fields = fields(entry, .team, orEmpty: true) else { continue }
      var team = Team(id: entry.name)
      team.manager = fields["manager"]?.email(into: &diagnostics)
      team.onLeave = fields["on_leave"].flatMap { onLeave($0) } ?? .keep
      var usual = Rep(id: "")
      usual.zone = book.calendar.zone
      usual.weekStarts = book.calendar.weekStarts
      usual.holidays = book.calendar.holidays
      readWorkingTime(fields, into: &usual)
      readBandwidth(fields, into: &usual.bandwidth)
      team.usual = usual
      for item in fields["reps"]?.items(into: &diagnostics) ?? [] {
        if let rep = rep(item, like: usual) { team.reps.append(rep) }
      }
      book.teams.append(team)
    }
  }

  /// A rep, with the team's defaults where nothing else is said.
  private mutating func rep(_ item: Field, like usual: Rep) -> Rep? {
    guard let fields = fields(item, .rep) else { return nil }
    var rep = usual
    rep.name = fields["name"]?.filledText(into: &diagnostics)
    rep.email = fields["email"]?.email(into: &diagnostics)
    rep.knownAs =
      fields["known_as"]?.list(orOne: true, into: &diagnostics) { $0.filledText(into: &$1) } ?? []
    rep.weight = fields["weight"]?.integer(in: 1...1_000, into: &diagnostics) ?? usual.weight
    readBandwidth(fields, into: &rep.bandwidth)
    if fields.has("takes") { rep.takes = when(in: fields, key: "takes") }
    let absences = fields["away"]?.items(orOne: true, into: &diagnostics) ?? []
    let away = absences.map { $0.days(into: &diagnostics) }
    rep.away = away.compactMap { $0 }
    rep.isPaused = fields["paused"]?.boolean(into: &diagnostics) ?? false
    readWorkingTime(fields, into: &rep)
    guard let field = fields["id"], let id = field.id(into: &diagnostics) else { return nil }
    rep.id = id
    mentions.takes[id] = fields["takes"]?.keySpan
    for case (let days?, let item) in zip(away, absences) {
      mentions.absences.append(.init(rep: id, days: days, span: item.span))
    }
    if let other = mentions.reps[id] {
      diagnostics.error(
        .duplicateID, "the id \(quoted(id)) is another rep's", at: field.span,
        label: "first on line \(other.line)")
    } else {
      mentions.reps[id] = field.span
    }
    return rep
  }

  /// Sets the limits that are given, key by key.
  private mutating func readBandwidth(_ fields: Fields, into bandwidth: inout Bandwidth) {
    let known: [(String, WritableKeyPath<Bandwidth, Int?>)] = [
      ("open", \.open), ("per_day", \.perDay), ("per_week", \.perWeek), ("per_month", \.perMonth),
    ]
    guard let field = fields["bandwidth"], let limits = self.fields(field, .bandwidth)
    else { return }
    for (name, limit) in known {
      if let field = limits[name],
        let number = field.integer(in: 0...1_000_000, into: &diagnostics)
      {
        bandwidth[keyPath: limit] = number
      }
    }
    if let hours = limits["hours_per_day"]?.number(in: 0...24, into: &diagnostics) {
      bandwidth.hoursPerDay = hours
    }
    if let share = limits["share"]?.percentage(into: &diagnostics) { bandwidth.share = share }
  }

  private mutating func onLeave(_ field: Field) -> Team.OnLeave? {
    fields(field, .onLeave)?["open_leads"]?.choice(of: Team.OnLeave.self, into: &diagnostics)
  }
}
