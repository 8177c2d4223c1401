import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// A goal of leads that is more than all teams together can take in the period.
  ///
  /// - Parameter goals: the section, of which nothing else is read yet.
  mutating func checkDemand(_ goals: Field?) {
    var scratch = Diagnostics()
    guard let goals, let fields = goals.openFields(into: &scratch),
      let marketing = fields["marketing"]?.openFields(into: &scratch),
      let (goal, span) = goalOfLeads(marketing),
      marketing["counts"]?.node.scalar?.text ?? "mql" != "lead"
    else { return }
    let months = ["quarter": 3, "year": 12][fields["period"]?.node.scalar?.text ?? "month"] ?? 1
    var capacity = 0.0
    for team in book.teams where team.reps.contains(where: \.takesLeads) {
      guard let most = leadsPerDay(team) else { return }
      capacity += most * Bandwidth.daysOfMonth * Double(months)
    }
    let most = Int(capacity)
    guard !book.routes.isEmpty, goal > most else { return }
    diagnostics.warning(
      .overBandwidth, "the goal is \(goal) leads, and all teams together take \(most)",
      at: span, label: "raise the bandwidth, or lower the goal")
  }

  /// How many leads are to come in the period: as agreed, or as many as the quota of sales needs.
  private func goalOfLeads(_ marketing: Fields) -> (leads: Int, span: SourceSpan)? {
    var scratch = Diagnostics()
    if let leads = marketing["leads"] {
      return leads.integer(into: &scratch).map { ($0, leads.span) }
    }
    let positive = 0.000_001...1e15
    guard let field = marketing["sales_quota"],
      let quota = field.number(in: positive, into: &scratch),
      let share = marketing["from_marketing"]?.percentage(into: &scratch),
      let deal = marketing["average_deal"]?.number(in: positive, into: &scratch),
      let rate = marketing["close_rate"]?.percentage(into: &scratch), rate > 0
    else { return nil }
    let leads = (quota * share / deal / rate).rounded(.up)
    return leads < 1e15 ? (Int(leads), field.span) : nil
  }

  /// More leads a day came lately than a team can take.
  mutating func checkInflow(_ inflow: [String: Double]) {
    for mention in mentions.teams {
      guard let came = inflow[mention.name], let team = book.team(mention.name),
        let most = leadsPerDay(team), came > most
      else { continue }
      diagnostics.warning(
        .overBandwidth,
        "\(tenths(came)) leads a day came lately, and the team \(quoted(team.id)) takes "
          + tenths(most), at: mention.span,
        label: "raise the bandwidth, or send fewer there")
    }
  }

  /// Plans that take more of a day than any rep has to whom a route leads such leads.
  mutating func checkWork() {
    for (number, plan) in book.plans.enumerated() {
      guard let work = plan.terms.work, work > 0 else { continue }
      let above = book.plans[..<number].map(\.when.condition)
      let leads = Condition.all([plan.when.condition, .not(.any(above))])
      for route in book.routes.indices {
        guard let most = mostWork(by: book.routes[route]), most < work,
          !reasoning.contradicts(leads, self.leads(by: route))
        else { continue }
        diagnostics.warning(
          .overBandwidth,
          "the attempts of this plan take \(minutes(work)), and no rep to whom the route "
            + "'\(book.routes[route].name)' leads has more than \(minutes(most)) a day",
          at: mentions.plans[number].name,
          label: "its leads wait for ever: raise the hours, or plan less")
        break
      }
    }
  }

  /// The most hours a day that anybody has to whom a route leads, in milliseconds; nil where
  /// somebody counts none, or the leads go on to another route.
  private func mostWork(by route: Route) -> Int64? {
    var teams = [route.team]
    switch route.ifFull {
    case .wait: break
    case .team(let other): teams.append(other)
    case .next: return nil
    }
    let takers = teams.compactMap { staffed.team($0) }.flatMap(\.reps).filter(\.takesLeads)
    let hours = takers.compactMap(\.bandwidth.workPerDay)
    return hours.count == takers.count ? hours.max() : nil
  }

  /// How many leads a day a team can take for long; nil: any number. `open` says nothing of it:
  /// leads end.
  private func leadsPerDay(_ team: Team) -> Double? {
    let works = book.plans.compactMap(\.terms.work)
    let work = works.isEmpty ? nil : Double(works.reduce(0, +)) / Double(works.count)
    var sum = 0.0
    for rep in team.reps where rep.takesLeads {
      guard let most = rep.bandwidth.leadsPerDay(work: work) else { return nil }
      sum += most
    }
    return sum
  }
}

/// `90 minutes`.
private func minutes(_ milliseconds: Int64) -> String { "\(milliseconds / 60_000) minutes" }

/// `2.5`.
private func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

extension Bandwidth {
  fileprivate static let daysOfMonth = 365.0 / 12

  /// How many leads a day its limits of days, weeks, months and hours allow; nil where none of
  /// them is set.
  ///
  /// - Parameter work: what a lead takes of the hours, in milliseconds, on average of the plans.
  fileprivate func leadsPerDay(work: Double?) -> Double? {
    let hours = work.flatMap { work in workPerDay.map { Double($0) / work } }
    return [
      perDay.map(Double.init), perWeek.map { Double($0) / 7 },
      perMonth.map { Double($0) / Bandwidth.daysOfMonth }, hours,
    ].compactMap { $0 }.min()
  }
}
