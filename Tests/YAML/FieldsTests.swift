import Diagnostics
import Testing
import YAML

@Suite struct FieldsTests {
  /// What a reader makes of the value of `v:`, and what it says.
  private func read<Value>(
    _ value: String, _ read: (Field, inout Diagnostics) -> Value?
  ) -> (Value?, [String]) {
    var reading = Reading("v: \(value)\n")
    guard let fields = reading.node?.fields(["v"], into: &reading.diagnostics),
      let field = fields.all.first
    else { return (nil, ["unreadable"]) }
    let result = read(field, &reading.diagnostics)
    return (result, reading.diagnostics.sorted.map { "\($0.message) [\($0.id)]" })
  }

  @Test(arguments: [
    ("10", 10), ("-3", -3), ("+3", 3), ("'7'", 7), ("0", 0), ("\"42\"", 42), ("-0", 0),
  ])
  func integers(_ text: String, _ number: Int) {
    let (result, said) = read(text) { $0.integer(into: &$1) }
    #expect(result == number && said == [])
  }

  @Test(arguments: [
    ("1e3", "`v` must be a whole number, not '1e3' [wrong-value]"),
    ("0x10", "`v` must be a whole number, not '0x10' [wrong-value]"),
    ("012", "`v` must be a whole number, not '012' [wrong-value]"),
    ("1_000", "`v` must be a whole number, not '1_000' [wrong-value]"),
    ("1.5", "`v` must be a whole number, not '1.5' [wrong-value]"),
    (".5", "`v` must be a whole number, not '.5' [wrong-value]"),
    ("", "`v` has no value; it must be a whole number [empty-value]"),
    ("~", "`v` has no value; it must be a whole number [empty-value]"),
    ("[1]", "`v` must be a whole number, not a list [wrong-shape]"),
    ("{a: 1}", "`v` must be a whole number, not a mapping [wrong-shape]"),
    (
      "9999999999999999999",
      "`v` must be a smaller number, not '9999999999999999999' [wrong-value]"
    ),
    ("101", "`v` must be a whole number from 0 to 100, not '101' [wrong-value]"),
    ("٣", "`v` must be a whole number, not '٣' [wrong-value]"),
  ])
  func notIntegers(_ text: String, _ message: String) {
    let (result, said) = read(text) { $0.integer(in: 0...100, into: &$1) }
    #expect(result == nil && said == [message])
  }

  @Test(arguments: [("1.5", 1.5), ("-0.25", -0.25), ("3", 3), ("0.10", 0.1)])
  func numbers(_ text: String, _ number: Double) {
    let (result, said) = read(text) { $0.number(into: &$1) }
    #expect(result == number && said == [])
  }

  @Test(arguments: ["nan", "inf", "1e3", "5.", "1.2.3", "--1", "-", "''"])
  func notNumbers(_ text: String) {
    let (result, said) = read(text) { $0.number(into: &$1) }
    #expect(result == nil && said.count == 1)
  }

  @Test func booleans() {
    #expect(read("true") { $0.boolean(into: &$1) }.0 == true)
    #expect(read("yes") { $0.boolean(into: &$1) }.1.count == 1)
  }

  enum Order: String, CaseIterable {
    case roundRobin = "round_robin"
    case weighted
  }

  @Test func choices() {
    #expect(read("weighted") { $0.choice(of: Order.self, into: &$1) }.0 == .weighted)
    let (result, said) = read("weihgted") { $0.choice(of: Order.self, into: &$1) }
    #expect(result == nil)
    #expect(said == ["`v` must be round_robin or weighted, not 'weihgted' [wrong-value]"])
  }

  @Test func lists() {
    #expect(read("[a, b]") { $0.texts(into: &$1) }.0 == ["a", "b"])
    #expect(read("a") { $0.texts(into: &$1) }.0 == ["a"])
    #expect(read("a") { $0.items(into: &$1) }.1 == ["`v` must be a list, not text [wrong-shape]"])
    let (numbers, said) = read("[1, x, [2]]") { $0.list(into: &$1) { $0.integer(into: &$1) } }
    #expect(numbers == [1])
    #expect(
      said == [
        "an item of `v` must be a whole number, not 'x' [wrong-value]",
        "an item of `v` must be a whole number, not a list [wrong-shape]",
      ])
  }

  @Test func keys() {
    var reading = Reading("nmae: x\npoints:\nwhat: 1\n")
    let fields = reading.node?.fields(["name", "points"], into: &reading.diagnostics)
    #expect(fields?["points"] == nil && fields?.has("points") == true)
    #expect(fields?.required("points", into: &reading.diagnostics) == nil)
    #expect(fields?.required("name", into: &reading.diagnostics) == nil)
    #expect(
      reading.places == [
        "1:1 missing-key", "1:1 unknown-key", "2:1 empty-value", "3:1 unknown-key",
      ])
    #expect(reading.output.contains("| ^^^^ did you mean 'name'?"))
  }

  @Test func exactlyOne() {
    var reading = Reading("a: 1\nb: 2\n")
    let fields = reading.node?.fields(["a", "b", "c"], into: &reading.diagnostics)
    #expect(fields?.exactlyOne(of: ["a", "c"], into: &reading.diagnostics)?.name == "a")
    #expect(reading.places == [])
    #expect(fields?.exactlyOne(of: ["a", "b"], into: &reading.diagnostics) == nil)
    #expect(reading.places == ["2:1 wrong-shape"])
  }

  @Test func aFaultInAnAnchorIsReportedOnce() {
    var reading = Reading("a: &x [oops]\nb: *x\nc: *x\n")
    for field in reading.node?.fields(["a", "b", "c"], into: &reading.diagnostics)?.all ?? [] {
      _ = Field(name: "n", keySpan: field.keySpan, node: field.node)
        .list(into: &reading.diagnostics) { $0.integer(into: &$1) }
    }
    #expect(reading.places == ["1:8 wrong-value"])
  }
}
