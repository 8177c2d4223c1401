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
      let leads = marketing["leads"], let goal = leads.integer(into: &scratch),
      marketing["counts"]?.node.scalar?.text ?? "mql" != "lead"
    else { return }
    let months = ["quarter": 3, "year": 12][fields["period"]?.node.scalar?.text ?? "month"] ?? 1
    var capacity = 0.0
    for rep in book.teams.flatMap(\.reps) where rep.takesLeads {
      guard let most = rep.bandwidth.leadsPerMonth else { return }
      capacity += most * Double(months)
    }
    let most = Int(capacity)
    guard !book.routes.isEmpty, goal > most else { return }
    diagnostics.warning(
      .overBandwidth, "the goal is \(goal) leads, and all teams together take \(most)",
      at: leads.span, label: "raise the bandwidth, or lower the goal")
  }
}

extension Bandwidth {
  /// How many leads a month its limits of days, weeks and months allow, a month having 365 ÷ 12
  /// days; nil where none of them is set. `open` says nothing of it: leads end.
  fileprivate var leadsPerMonth: Double? {
    let days = 365.0 / 12
    return [
      perDay.map { Double($0) * days }, perWeek.map { Double($0) * days / 7 },
      perMonth.map(Double.init),
    ].compactMap { $0 }.min()
  }
}
