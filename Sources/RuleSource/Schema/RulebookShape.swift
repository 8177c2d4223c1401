extension Keys {
  /// A whole file: sections, or tests.
  static let rulebook: Keys = {
    let sections = Section.allCases.map { Key.optional($0.rawValue, $0.shape, $0.about) }
    return Keys(sections) + [
      .optional(
        "tests", .ruleTests, "Tests of the rules on a virtual clock, in files of their own.")
    ]
  }()
}

extension Section {
  /// What may stand in it.
  var shape: Shape {
    switch self {
    case .calendar: .mapping(.calendar)
    case .lists: .lists
    case .fields: .fieldTypes
    case .derived: .mapping(.derived)
    case .sources: .list(of: .mapping(.source))
    case .origin: .list(of: .mapping(.originRule))
    case .ignore: .list(of: .mapping(.ignoreRule))
    case .fit: .mapping(.fit)
    case .interest: .mapping(.interest)
    case .qualification: .mapping(.qualification)
    case .nurture: .tracks
    case .rejections: .rejections
    case .teams: .teams
    case .routing: .list(of: .mapping(.route))
    case .followUp: .list(of: .mapping(.plan))
    case .exclusions: .list(of: .mapping(.exclusion))
    case .handoff: .mapping(.handoff)
    case .goals: .mapping(.goals)
    case .escalation: .list(of: .mapping(.escalation))
    case .retune: .mapping(.retune)
    case .agreement: .mapping(.agreement)
    }
  }

  /// What it is for.
  var about: String {
    switch self {
    case .calendar: "Days, weeks and times that say nothing else are those of this calendar."
    case .lists: "Word lists by name, for the test `in`; longer ones stand in lists/NAME.txt."
    case .fields: "Types of own fields: text, number or date."
    case .derived: "Words that make `seniority`, `department` and `email_kind`."
    case .sources: "Which file is what: the first whose `files` matches counts."
    case .origin: "Whose prospects leads are: the first that holds counts, else marketing's."
    case .ignore: "Leads that are kept out of everything."
    case .fit: "Who they are: rules that give points for what is known of a lead."
    case .interest: "What they do: rules that give points for activities, which fade."
    case .qualification: "Who is handed to sales, and who never."
    case .nurture: "Tracks on which leads rest, and what brings them back."
    case .rejections: "Where a lead goes that sales gives back, by reason; `else` for all others."
    case .teams: "Who takes leads, and how many."
    case .routing: "Who gets which lead: the first route whose `when` holds decides."
    case .followUp: "How soon and how often leads are tried: the first plan that matches counts."
    case .exclusions: "Days in which clocks stand still, such as storms."
    case .handoff: "What goes over to sales with a lead."
    case .goals: "What marketing and sales promise each other."
    case .escalation: "Who is told where a goal is missed."
    case .retune: "What a change of rules does to leads that are there."
    case .agreement: "The document: parties, terms, what else was agreed."
    }
  }
}
