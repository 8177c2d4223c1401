import Foundation
import Glibc

@testable import RuleSource

/// What a validator that is not ours says of the schema and of YAML files, see `validate.py`.
///
/// It needs python3-jsonschema and python3-ruamel.yaml, which `make setup` installs for the
/// system's Python; LEADRELAY_PYTHON names another.
struct Validator {
  /// What is wrong with the schema itself.
  private(set) var schemaFaults: [String] = []
  /// By file: why it was refused; empty where it is valid.
  private(set) var refusals: [String: String] = [:]

  /// Holds files against the schema.
  init(files: [String]) throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "schema-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let schema = place.appending(path: "schema.json").path()
    try Data(rulebookSchema().utf8).write(to: URL(filePath: schema))
    let script = Place.tests.appending(path: "Schema/validate.py").path()
    let output = place.appending(path: "output").path()
    let python = ProcessInfo.processInfo.environment["LEADRELAY_PYTHON"] ?? "/usr/bin/python3"
    let status = try run([python, script, schema] + files, output: output)
    let said = try String(contentsOfFile: output, encoding: .utf8)
    guard status == 0 else { throw Failed(status: status, said: said) }
    for line in said.split(separator: "\n").map(String.init) {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      switch words[0] {
      case "valid": refusals[words[1]] = ""
      case "refused":
        let parts = words[1].split(separator: ": ", maxSplits: 1).map(String.init)
        refusals[parts[0]] = parts[1]
      default: schemaFaults.append(line)
      }
    }
  }

  /// Holds texts against the schema; the results come under the texts' names.
  ///
  /// - Parameter form: `yaml` or `json`.
  init(texts: [String: String], form: String = "yaml") throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "texts-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    var names: [String: String] = [:]
    for (number, (name, text)) in texts.enumerated() {
      let file = place.appending(path: "\(number).\(form)")
      try Data(text.utf8).write(to: file)
      names[file.path()] = name
    }
    try self.init(files: names.keys.sorted())
    refusals = Dictionary(uniqueKeysWithValues: refusals.map { (names[$0] ?? $0, $1) })
  }

  struct Failed: Error {
    var status: Int32
    var said: String
  }
}

/// Runs a program, its output in a file, and waits for its end.
private func run(_ command: [String], output: String) throws -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  posix_spawn_file_actions_adddup2(&actions, 1, 2)
  var arguments = command.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var pid: pid_t = 0
  let code = posix_spawn(&pid, command[0], &actions, nil, &arguments, environ)
  guard code == 0 else { throw Validator.Failed(status: code, said: "cannot run \(command[0])") }
  var status: Int32 = 0
  while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  return status
}
