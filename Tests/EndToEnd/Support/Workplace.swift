import Foundation
import Glibc
import Testing

/// What a command printed and how it ended.
struct Outcome {
  var ending: Ending
  var output: String
  var errors: String

  var code: Int32? { if case .exit(let code) = ending { code } else { nil } }
}

/// A command that should have gone well.
struct Refused: Error {
  var outcome: Outcome
}

/// A rulebook and a data directory of a test's own; both go with it, unless
/// `LEADRELAY_KEEP` is set.
final class Workplace: Sendable {
  let root: URL
  var rules: URL { root.appending(path: "rules") }
  let data: URL
  var inbox: URL { data.appending(path: "inbox") }
  var outbox: URL { data.appending(path: "outbox") }

  /// - Parameters:
  ///   - rules: texts by file name, below the rules directory.
  ///   - data: where the data are to be, if not beside the rules.
  init(rules texts: [String: String], data: URL? = nil) throws {
    let name = "leadrelay-\(UUID().uuidString.prefix(8))"
    root = FileManager.default.temporaryDirectory.appending(path: name).resolvingSymlinksInPath()
    self.data = data ?? root.appending(path: "data")
    for folder in [rules, inbox, root.appending(path: "scratch"), staging] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for (name, text) in texts { try write(text, to: rules.appending(path: name)) }
  }

  /// With the rulebook of a folder of fixtures.
  convenience init(fixture: String) throws {
    try self.init(rules: [:])
    try FileManager.default.removeItem(at: rules)
    try FileManager.default.copyItem(at: fixtures.appending(path: fixture), to: rules)
  }

  deinit {
    if ProcessInfo.processInfo.environment["LEADRELAY_KEEP"] == nil {
      try? FileManager.default.removeItem(at: root)
    }
  }

  private var staging: URL { data.deletingLastPathComponent().appending(path: "scratch") }
  private func scratch() -> URL { root.appending(path: "scratch/\(UUID().uuidString)") }

  private func write(_ text: String, to file: URL) throws {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Replaces a file of rules by one rename, as editors do.
  func writeRules(_ name: String, _ text: String) throws {
    let whole = scratch()
    try write(text, to: whole)
    try #require(rename(whole.path, rules.appending(path: name).path) == 0)
  }

  /// Writes a configuration; the flags that name it.
  func configured(_ text: String) throws -> [String] {
    let file = root.appending(path: "configured.yaml")
    try Data(text.utf8).write(to: file)
    return ["--config", file.path]
  }

  /// Moves a file into the inbox, whole and long written, below an optional subfolder.
  func drop(_ name: String, _ text: String) throws {
    // On the file system of the data, wherever that is.
    let whole = staging.appending(path: UUID().uuidString)
    try write(text, to: whole)
    let past = Date(timeIntervalSinceNow: -60)
    try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: whole.path)
    let target = inbox.path + "/" + name
    let folder = URL(fileURLWithPath: target).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try #require(rename(whole.path, target) == 0, "\(String(cString: strerror(errno)))")
  }

  /// Starts the program with this rulebook and this data.
  func start(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
    rules otherRules: URL? = nil, fault: Fault? = nil
  ) throws -> ChildProcess {
    let name = scratch().path
    if let input { try write(input, to: URL(fileURLWithPath: name + ".in")) }
    let places = ["--rules", (otherRules ?? rules).path, "--data", data.path]
    let command = (fault?.command(log: name + ".strace") ?? []) + [Binary.path]
    return try ChildProcess(
      command[0], command.dropFirst() + arguments + places, environment: environment,
      input: input == nil ? "/dev/null" : name + ".in",
      output: URL(fileURLWithPath: name + ".out"), errors: URL(fileURLWithPath: name + ".err"))
  }

  /// Runs a command to its end.
  func run(
    _ arguments: [String], input: String? = nil, rules otherRules: URL? = nil,
    fault: Fault? = nil, within seconds: Double = patience
  ) throws -> Outcome {
    let child = try start(arguments, input: input, rules: otherRules, fault: fault)
    let ending = try #require(child.end(within: seconds), "\(arguments) goes on")
    return Outcome(ending: ending, output: child.output, errors: child.errors)
  }

  /// `run --once`, well.
  @discardableResult
  func once(now: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome
  {
    let outcome = try run(["run", "--once"] + (now.map { ["--now", $0] } ?? []))
    #expect(outcome.ending == .exit(0), "\(outcome.errors)", sourceLocation: sourceLocation)
    return outcome
  }

  /// What a list prints as JSON.
  func list<Line: Decodable>(
    _ command: String, _ flags: String..., as: Line.Type = Line.self
  ) throws -> [Line] {
    let outcome = try run([command, "--json"] + flags)
    guard outcome.ending == .exit(0) else { throw Refused(outcome: outcome) }
    return try decodeLines(outcome.output)
  }

  func leads() throws -> [LeadLine] { try list("leads") }
  func handoffs() throws -> [HandoffLine] { try list("handoffs") }
  func files() throws -> [FileLine] { try list("files") }

  /// The paths of the files below a folder of the data directory, relative to it, sorted.
  func names(below folder: String) -> [String] {
    let base = data.appending(path: folder)
    let walk = FileManager.default.enumerator(atPath: base.path)
    let paths = (walk?.allObjects as? [String]) ?? []
    return paths.filter {
      var isFolder: ObjCBool = false
      let path = base.path + "/" + $0
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: data.appending(path: path)), as: UTF8.self)
  }
}
