public import LeadCore
import Store

extension Explanation {
  /// The explanation for people.
  public func text(_ fields: FieldCatalogue, _ rules: Rulebook, _ style: TextStyle) -> String {
    var text = heading(fields, rules, style)
    text += scores(rules, style)
    text += qualification(rules, style)
    if !handoffs.isEmpty {
      text += "\n" + style.bold("Handoffs") + "\n"
      for handoff in handoffs { text += shown(handoff, style) }
    }
    text += "\n" + style.bold("Timeline") + "\n"
    for event in timeline {
      let place = event.file.map { file in
        style.dim("  \(cell(file, most: 60))\(event.line.map { ":\($0)" } ?? "")")
      }
      let what = cell(event.text, most: 120)
      text += "  \(event.at.iso)  \(padded(event.kind, 10))  \(what)\(place ?? "")\n"
    }
    return text
  }

  private func heading(
    _ fields: FieldCatalogue, _ rules: Rulebook, _ style: TextStyle
  ) -> String {
    let state = lead.state
    let names = lead.identities.map { $0.kind == "email" ? $0.value : "\($0.kind):\($0.value)" }
    var text = style.bold("Lead \(state.id)  \(cell(names.joined(separator: ", "), most: 100))")
    text += "\n"
    var stage = state.isWaiting ? "mql, waiting for a rep" : state.stage.rawValue
    stage += " since \(state.since.iso)"
    if let owner = state.owner { stage += ", owner \(owner)" }
    if state.cycle > 0 { stage += ", cycle \(state.cycle)" }
    text += row("Stage", stage)
    if let next { text += row("Next", next.text) }
    if let enrolment = state.enrolment {
      let rest = enrolment.restsUntil.map { "rests until \($0.iso)" } ?? "rests for good"
      text += row("Track", "\(enrolment.track) since \(enrolment.since.iso), \(rest)")
    }
    switch state.disqualification {
    case .rule(let name): text += row("Why", "disqualified by the rule \(name)")
    case .outcome(let why): text += row("Why", "disqualified: \(why)")
    case nil: break
    }
    if let rule = state.ignoredBy { text += row("Ignored", "by \(rule)") }
    text += row("Origin", state.origin)
    for (name, value) in fields.named(lead.record) {
      text += "  " + style.dim(padded(name, 20)) + "  \(cell(value, most: 100))\n"
    }
    return text
  }

  private func scores(_ rules: Rulebook, _ style: TextStyle) -> String {
    let grade = rules.qualification.grades.grade(fit: trace.fit, interest: trace.interest)
    var text = "\n" + style.bold("Scores at \(now.iso): grade \(grade)") + "\n"
    if (trace.fit, trace.interest) != (lead.state.fit, lead.state.interest) {
      text += row(
        "", "at the last fact: fit \(lead.state.fit), interest \(lead.state.interest)")
    }
    for (title, total, points) in [
      ("Fit", trace.fit, trace.fitRules), ("Interest", trace.interest, trace.interestRules),
    ] {
      text += row(title, String(total))
      for rule in points {
        let number = signed(rule.points)
        let shown = String(repeating: " ", count: max(0, 7 - number.count)) + number
        text += "  \(rule.points < 0 ? style.bad(shown) : style.good(shown))  \(rule.rule)\n"
      }
    }
    return text
  }

  private func qualification(_ rules: Rulebook, _ style: TextStyle) -> String {
    var text = "\n" + style.bold("Qualification") + "\n"
    for alternative in trace.alternatives {
      text += "  \(mark(alternative.held, style))  \(alternative.name)\n"
    }
    if !rules.qualification.requires.isEmpty {
      let names = rules.qualification.requires.joined(separator: ", ")
      text += "  \(mark(trace.requiresKnown, style))  requires \(names)\n"
    }
    for rule in trace.disqualifying where rule.held {
      text += "  \(style.bad("disqualifies"))  \(rule.name)\n"
    }
    return text
  }

  private func mark(_ holds: Bool, _ style: TextStyle) -> String {
    holds ? style.good("holds       ") : style.dim("does not    ")
  }

  private func shown(_ handoff: Handoff, _ style: TextStyle) -> String {
    var text = "  \(handoff.id)  \(handoff.at.iso)  to \(handoff.rep) (\(handoff.team))"
    text += ", route \(handoff.route), plan \(handoff.plan ?? "none"), cycle \(handoff.cycle)\n"
    var facts: [String] = []
    if let by = handoff.acceptBy { facts.append("accept by \(by.iso)") }
    if let by = handoff.firstAttemptBy { facts.append("first attempt by \(by.iso)") }
    if let at = handoff.acceptedAt { facts.append("accepted \(at.iso)") }
    facts.append("\(handoff.countedAttempts.count) attempts count")
    if let at = handoff.reachedAt { facts.append("reached \(at.iso)") }
    if let ended = handoff.ended, let at = handoff.endedAt {
      facts.append("\(ended.rawValue) \(at.iso)")
    }
    text += "      \(facts.joined(separator: ", "))\n"
    for candidate in handoff.candidates {
      let free = candidate.free.map { "\($0) free" } ?? (candidate.count == nil ? "no limit" : "")
      let who = candidate.rep ?? "\(candidate.count ?? 0) more"
      let line = "\(padded(who, 16))  \(padded(candidate.reason.rawValue, 14))  \(free)"
      text += "      \(candidate.isTaken ? style.good(line) : line)\n"
    }
    return text
  }

  private func row(_ title: String, _ text: String) -> String {
    "\(padded(title, 10))\(cell(text, most: 200))\n"
  }
}

extension NextStep {
  /// `attempt 2 by phone, until 2026-03-02T10:00:00Z`.
  public var text: String {
    var text = kind == .verdict ? "say what came of it" : attempt.map { "attempt \($0)" } ?? ""
    if let channel { text += " by \(channel)" }
    if let by { text += ", until \(by.iso)" }
    return text
  }
}

/// The text, filled up with blanks to so many columns.
public func padded(_ text: String, _ columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - width(of: text)))
}
