extension Keys {
  /// Words that the tables of titles and mail domains lack.
  static let derived: Keys = [
    .optional(
      "seniority", .mapping(each(.seniorities)), "Words of titles, by seniority."),
    .optional(
      "department", .entries(of: .orNothing(words), by: .id), "Words of titles, by department."),
    .optional("email_kind", .mapping(each(.emailKinds)), "Mail domains, by their kind."),
  ]

  private static let words = Shape.list(of: .filledText, orOne: true)

  private static func each(_ words: Words) -> Keys {
    Keys(words.all.map { .optional($0.name, self.words, $0.about) })
  }
}
