import Diagnostics
import Foundation
import Testing
import YAML

@testable import RuleSource

/// The schema and the readers must say the same of a rulebook. Every key of a whole rulebook is
/// misspelt, left out and given another value; then both are asked.
@Suite struct SchemaDriftTests {
  struct Mutant {
    /// Such as `.fit.rules.0.points misspelt`.
    var name: String
    /// For the validator, which reads JSON much faster than YAML.
    var json: String
    /// What the readers say, as ids of diagnostics.
    var ids: Set<String>
    var isSound: Bool
  }

  /// The sections that have readers, each in the file of its name.
  private static let sections: [(name: String, node: Node)] = {
    let place = Place.tests.appending(path: "Fixtures/valid")
    return Section.allCases.compactMap { section in
      let file = place.appending(path: "\(section.rawValue).yaml")
      guard let bytes = try? Data(contentsOf: file) else { return nil }
      var diagnostics = Diagnostics()
      let source = SourceFile(name: section.rawValue, bytes: Array(bytes))
      return parse(source, into: &diagnostics).map { (section.rawValue, $0) }
    }
  }()

  private static let unharmed = Dictionary(
    uniqueKeysWithValues: sections.map { name, node in
      (name, SourceFile(name: name + ".yaml", text: flow(node)))
    })
  private static let rivals = SourceFile(name: "lists/rivals.txt", text: "rival.example\n")

  /// The rulebook with one section put otherwise.
  private static func load(_ section: String, _ text: String) -> Loaded {
    var files = unharmed
    files[section] = SourceFile(name: section + ".yaml", text: text)
    var loaded = Loaded("")
    let rules = RuleFiles(files: files.values.sorted { $0.name < $1.name }, lists: [rivals])
    loaded.book = loadRulebook(rules, into: &loaded.diagnostics)
    return loaded
  }

  private static let mutants: [Mutant] = sections.flatMap { section, node in
    mutations(of: node).map { place, mutant in
      let loaded = load(section, flow(mutant))
      return Mutant(
        name: place, json: flow(mutant, nothing: "null"), ids: Set(loaded.ids),
        isSound: loaded.book != nil)
    }
  }

  private static let said = Result {
    let texts = Dictionary(mutants.map { ($0.name, $0.json) }) { first, _ in first }
    return try Validator(texts: texts, form: "json")
  }

  @Test func theRulebookIsSound() {
    let loaded = Self.load("calendar", "")
    #expect(loaded.book != nil, "\(loaded.output)")
    #expect(Self.mutants.count > 500)
  }

  /// What editors underline, the readers refuse. A key without its value is the one exception: it
  /// counts as missing, but editors ask for the value.
  @Test func whatReadersTakeTheSchemaTakes() throws {
    let refusals = try Self.said.get().refusals
    let wrong = Self.mutants.filter {
      $0.isSound && !$0.name.hasSuffix("without value") && refusals[$0.name] != ""
    }
    #expect(wrong.map { "\($0.name): \(refusals[$0.name] ?? "not asked")" } == [])
  }

  @Test(arguments: Section.allCases.map(\.rawValue))
  func aMisspeltKeyIsRefused(_ section: String) throws {
    let refusals = try Self.said.get().refusals
    let refused = refusals.filter {
      $0.key.hasPrefix(".\(section)") && $0.key.hasSuffix("misspelt") && !$0.value.isEmpty
    }
    // Of reasons and lists the user chooses all names but that of the section.
    let isOpen = ["lists", "rejections"].contains(section)
    #expect(refused.count > (isOpen ? 0 : 1))
  }

  /// Misspelt and missing keys, and values of another shape, are underlined in the editor already.
  @Test(arguments: [
    "unknown-key", "missing-key", "wrong-shape", "wrong-value", "id-form", "empty-value",
    "empty-list",
  ])
  func whatReadersRefuseTheSchemaRefuses(_ id: String) throws {
    let refusals = try Self.said.get().refusals
    let refused = Self.mutants.filter { $0.ids.contains(id) }
    let wrong = refused.filter { refusals[$0.name] == "" }
    #expect(!refused.isEmpty && wrong.map(\.name) == [])
  }
}

/// The node with each key misspelt, left out or behind it another value, and where that was.
private func mutations(of node: Node, at place: String = "") -> [(String, Node)] {
  var mutants: [(String, Node)] = []
  switch node.content {
  case .scalar: break
  case .sequence(let items):
    for (index, item) in items.enumerated() {
      for (name, mutant) in mutations(of: item, at: "\(place).\(index)") {
        var items = items
        items[index] = mutant
        mutants.append((name, Node(.sequence(items), at: node.span)))
      }
    }
  case .mapping(let entries):
    for (index, entry) in entries.enumerated() {
      let here = "\(place).\(entry.name)"
      func with(_ entry: Entry?, _ what: String) {
        var entries = entries
        if let entry { entries[index] = entry } else { entries.remove(at: index) }
        mutants.append(("\(here) \(what)", Node(.mapping(entries), at: node.span)))
      }
      func with(_ value: Node, _ what: String) {
        with(Entry(name: entry.name, keySpan: entry.keySpan, value: value), what)
      }
      with(Entry(name: entry.name + "x", keySpan: entry.keySpan, value: entry.value), "misspelt")
      with(nil, "left out")
      let (what, value) = otherValues[mutants.count % otherValues.count]
      let isBare = entry.value.scalar != nil && what == "is nothing"
      with(Node(value, at: entry.value.span), isBare ? "without value" : what)
      for (name, mutant) in mutations(of: entry.value, at: here) {
        var entries = entries
        entries[index] = Entry(name: entry.name, keySpan: entry.keySpan, value: mutant)
        mutants.append((name, Node(.mapping(entries), at: node.span)))
      }
    }
  }
  return mutants
}

private let otherValues: [(String, Node.Content)] = [
  ("is nothing", .scalar(Scalar("~"))), ("is {}", .mapping([])), ("is []", .sequence([])),
  ("is -1", .scalar(Scalar("-1"))), ("is X y", .scalar(Scalar("X y"))),
  ("is empty", .scalar(Scalar("", style: .doubleQuoted))),
]

/// The node on one line, as JSON, which is YAML but for the word that means nothing.
private func flow(_ node: Node, nothing: String = "~") -> String {
  switch node.content {
  case .scalar(let scalar):
    if scalar.isNull { return nothing }
    let isWord = ["true", "false"].contains(scalar.text)
    let isPlain = scalar.isPlain && (isWord || scalar.text.wholeMatch(of: jsonNumber) != nil)
    return isPlain ? scalar.text : quotedText(scalar.text)
  case .sequence(let items):
    return "[" + items.map { flow($0, nothing: nothing) }.joined(separator: ", ") + "]"
  case .mapping(let entries):
    let members = entries.map { "\(quotedText($0.name)): \(flow($0.value, nothing: nothing))" }
    return "{" + members.joined(separator: ", ") + "}"
  }
}

nonisolated(unsafe) private let jsonNumber = /-?(0|[1-9][0-9]*)(\.[0-9]+)?/

private func quotedText(_ text: String) -> String {
  let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  return "\"" + escaped.replacing("\n", with: "\\n") + "\""
}
