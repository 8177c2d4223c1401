import Foundation
import Testing

/// `score` on 4,521 calls of a real campaign: `;` between columns, nobody's identity.
@Suite(.enabled(if: Corpus.has("bank-marketing/bank.csv"), "no ../shared/corpus"))
struct BankTests {
  private let file = Corpus.root.appending(path: "bank-marketing/bank.csv").path

  @Test func everyRowScoresAndQualifiesAsAnIndependentCountSays() throws {
    let place = try Workplace(fixture: "bank/rules")
    let scored = try place.run(["score", file])
    #expect(scored.ending == .exit(0), "\(scored.errors)")
    let (header, actual) = read(scored.output)
    let text = try Corpus.text("bank-marketing/bank.csv")
    let original = CSVText.parse(text, separator: ";")
    #expect(header == original[0] + ["fit", "interest", "grade", "qualified"])
    try #require(actual.count == 4521)

    let rows = CSVText.records(text, separator: ";")
    var different: [String] = []
    for (index, row) in rows.enumerated() {
      let points = BankPoints(row)
      let cells = actual[index]
      #expect(Array(cells.dropLast(4)) == original[index + 1], "the original columns untouched")
      let found = [cells[17], cells[18], cells[20]]
      let shouldBe = [points.fit, points.interest].map(String.init) + ["\(points.isQualified)"]
      if found != shouldBe {
        different.append("row \(index + 1): \(found), should be \(shouldBe): \(row)")
      }
    }
    #expect(different.isEmpty, "\(different.count), such as \(different.prefix(3))")
    let qualified = rows.count { BankPoints($0).isQualified }
    #expect(actual.count { $0[20] == "true" } == qualified)
    #expect((400...2500).contains(qualified), "the rules tell the calls apart: \(qualified)")
  }

  @Test func standardInputScoresAlike() throws {
    let place = try Workplace(fixture: "bank/rules")
    let text = try Corpus.text("bank-marketing/bank.csv")
    let fromFile = try place.run(["score", file])
    try place.writeRules("bank.yaml", bankRules())
    let fromInput = try place.run(["score", "-"], input: text)
    #expect(fromInput.ending == .exit(0), "\(fromInput.errors)")
    #expect(fromInput.output == fromFile.output)
  }

  @Test func severalFilesMustShareAHeader() throws {
    let place = try Workplace(fixture: "bank/rules")
    let twice = try place.run(["score", file, file])
    #expect(twice.ending == .exit(0), "\(twice.errors)")
    #expect(read(twice.output).rows.count == 2 * 4521)
    let other = Corpus.root.appending(path: "bank-marketing/bank-additional.csv").path
    let mixed = try place.run(["score", file, other])
    #expect(mixed.ending != .exit(0))
    #expect(!mixed.errors.isEmpty)
  }

  @Test func explainAddsAColumnThatSaysWhy() throws {
    let place = try Workplace(fixture: "bank/rules")
    let scored = try place.run(["score", "--explain", file])
    let (header, rows) = read(scored.output)
    #expect(header.last == "why")
    #expect(rows[0].last?.contains("By mobile") == true, "\(rows[0])")
  }

  private func bankRules() throws -> String {
    let file = fixtures.appending(path: "bank/rules/bank.yaml")
    return try String(contentsOf: file, encoding: .utf8).replacing("*bank*.csv", with: "*")
  }

  private func read(_ output: String) -> (header: [String], rows: [[String]]) {
    let separator: Character = output.prefix { !$0.isNewline }.contains(";") ? ";" : ","
    let rows = CSVText.parse(output, separator: separator)
    return (rows.first ?? [], Array(rows.dropFirst()))
  }
}
