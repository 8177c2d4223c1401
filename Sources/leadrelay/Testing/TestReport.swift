import Daemon
import Diagnostics
import LeadCore
import Reports
import RuleSource

/// What came of the rule tests, for people and for programs.
struct TestReport {
  private let results: [RuleTestResult]
  private let coverage: Coverage
  private let showsCoverage: Bool

  init(_ results: [RuleTestResult], _ coverage: Coverage, showsCoverage: Bool) {
    self.results = results
    self.coverage = coverage
    self.showsCoverage = showsCoverage
  }

  /// Failed tests with what differed and why, then the sum and what no test put to use.
  func text(_ style: TextStyle) -> [String] {
    let failed = results.filter { !$0.passed }
    var text = failed.map { TestReport.text($0, style) }
    let sum = counted(results.count, "test")
    text.append(
      failed.isEmpty ? "\(sum) passed\n" : "\(sum), \(style.bad("\(failed.count) failed"))\n")
    guard showsCoverage else { return text }
    let covered = coverage.all.count - coverage.missing.count
    let share = "coverage \(percent(coverage.share)) (\(covered) of \(coverage.all.count))"
    text.append(share + (coverage.missing.isEmpty ? "\n" : "; never put to use:\n"))
    for item in coverage.missing {
      text.append("  \(padded(item.kind.rawValue, 14))\(item.name)\n")
    }
    return text
  }

  private static func text(_ result: RuleTestResult, _ style: TextStyle) -> String {
    let (place, name) = (result.test.span, result.test.name)
    var text = style.bad("failed") + "  \(place.file.name):\(place.line)  \(style.bold(name))\n"
    for failure in result.failures { text += differences(failure, style) }
    if let failure = result.failures.first, let explanation = failure.explanation {
      let why = explanation.text(failure.fields, failure.rules, style)
      for line in why.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : "    \(line)\n"
      }
    }
    return text
  }

  /// `step 2, line 18: activity form_submitted`, and line by line what differed.
  static func differences(_ failure: RuleTestResult.Failure, _ style: TextStyle) -> String {
    var text = "  step \(failure.number), line \(failure.step.span.line): \(failure.step.told)\n"
    if let reason = failure.rejection {
      text += "    \(style.bad("the fact cannot be taken in")): \(reason)\n"
    }
    for difference in failure.differences {
      let expected = difference.expectation.value.text ?? "none"
      text += "    \(padded(difference.expectation.subject.rawValue, 10))"
      text += "expected \(style.good(expected)), found \(style.bad(difference.found ?? "none"))\n"
    }
    if failure.explanation == nil { text += "    there is no such lead\n" }
    return text
  }

  /// `name file line passed failures` for each test, then `coverage covered all missing`.
  var json: [String] {
    var lines = results.map { result in
      var object = JSONObject()
      object.add("name", result.test.name)
      object.add("file", result.test.span.file.name)
      object.add("line", result.test.span.line)
      object.add("passed", result.passed)
      object.add("failures", json: TestReport.array(result.failures.flatMap(TestReport.objects)))
      return object.closed + "\n"
    }
    var object = JSONObject()
    object.add("coverage", coverage.share)
    object.add("covered", coverage.all.count - coverage.missing.count)
    object.add("all", coverage.all.count)
    let missing = coverage.missing.map { item in
      var missing = JSONObject()
      missing.add("kind", item.kind.rawValue)
      missing.add("name", item.name)
      return missing
    }
    object.add("missing", json: TestReport.array(missing))
    lines.append(object.closed + "\n")
    return lines
  }

  private static func array(_ objects: [JSONObject]) -> String {
    "[" + objects.map(\.closed).joined(separator: ",") + "]"
  }

  /// `step line what expected found` for each difference.
  private static func objects(_ failure: RuleTestResult.Failure) -> [JSONObject] {
    var differences = failure.differences.map {
      ($0.expectation.subject.rawValue, $0.expectation.value.text, $0.found)
    }
    if let reason = failure.rejection { differences.append(("rejected", nil, reason)) }
    return differences.map { what, expected, found in
      var object = JSONObject()
      object.add("step", failure.number)
      object.add("line", failure.step.span.line)
      object.add("what", what)
      object.add("expected", expected)
      object.add("found", found)
      return object
    }
  }
}

extension RuleTest.Step {
  /// `activity form_submitted`, `after 2h` is told by the line.
  fileprivate var told: String {
    guard let fact else { return "time goes by" }
    let word = fact.properties.first { ["activity", "outcome", "verdict"].contains($0.name) }
    return [fact.record.rawValue, word?.value].compactMap { $0 }.joined(separator: " ")
      + (times > 1 ? ", \(times) times" : "")
  }
}

/// `92%`, never rounded up to a hundred.
func percent(_ share: Double) -> String { "\(Int(share * 100))%" }
