import ArgumentParser

/// `leadrelay score`: scores files row by row, without the store.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score files row by row, without the store.",
    discussion: """
      Writes CSV: the original columns untouched, then fit, interest, grade and qualified. \
      Rows that cannot be read are named on standard error; the others are written all the same.
      """)

  @OptionGroup var options: Options
  @OptionGroup var clock: NowOption

  @Flag(help: "Add a column `why`: the rules that gave points.")
  var explain = false

  @Argument(
    help: ArgumentHelp(
      "The files; - is standard input. Several must have the same columns.", valueName: "file"))
  var files: [String]

  func run() throws {
    let rules = try loadRules(options)
    let inputs = try files.map { try ScoreInput($0) }
    let scoring = ScoreRun(rules, now: clock.now, explains: explain)
    for input in inputs { try scoring.score(input) }
    if scoring.badRows > 0 {
      let rows = scoring.badRows == 1 ? "1 row" : "\(scoring.badRows) rows"
      throw Failure(.data, "\(rows) could not be read")
    }
  }
}
