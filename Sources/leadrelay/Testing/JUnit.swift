import Daemon
import Diagnostics
import Reports
import RuleSource

/// Results of rule tests in the XML that build servers read: `testsuites` of a `testsuite` for each
/// file, as JUnit's Ant task writes them.
enum JUnit {
  static func text(_ results: [RuleTestResult]) -> String {
    var files: [String] = []
    for result in results where !files.contains(result.file) { files.append(result.file) }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"leadrelay\"\(counts(results))>\n"
    for file in files {
      let own = results.filter { $0.file == file }
      text += "  <testsuite name=\(quoted(file))\(counts(own))>\n"
      for result in own { text += testCase(result) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func counts(_ results: [RuleTestResult]) -> String {
    " tests=\"\(results.count)\" failures=\"\(results.count { !$0.passed })\" errors=\"0\""
  }

  private static func testCase(_ result: RuleTestResult) -> String {
    var text = "    <testcase classname=\(quoted(result.file)) name=\(quoted(result.test.name))"
    text += " file=\(quoted(result.file)) line=\"\(result.test.span.line)\""
    guard let first = result.failures.first else { return text + "/>\n" }
    let plain = TextStyle(usesColour: false)
    let message = result.failures.map { TestReport.differences($0, plain) }.joined()
    let why = first.explanation?.text(first.fields, first.rules, plain) ?? ""
    text += ">\n      <failure message=\(quoted(message.trimmed))>"
    return text + escaped(message + "\n" + why) + "</failure>\n    </testcase>\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + escaped(text).replacing("\n", with: "&#10;").replacing("\"", with: "&quot;") + "\""
  }

  /// Without the control characters that XML 1.0 cannot hold.
  private static func escaped(_ text: String) -> String {
    let allowed = text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
    return String(String.UnicodeScalarView(allowed)).replacing("&", with: "&amp;")
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension RuleTestResult {
  fileprivate var file: String { test.span.file.name }
}

extension String {
  fileprivate var trimmed: String {
    String(self[startIndex..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex)])
  }
}
