import Foundation

/// What a run of the program left behind.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String
}

/// A directory that is gone after the test, and the program run in it.
final class Workplace {
  let path: String

  init(files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "leadrelay-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(of name: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: path + "/" + name))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Runs `leadrelay` here; the binary lies beside the tests'.
  func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let process = Process()
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("leadrelay")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    try write(input, to: ".stdin")
    let names = [path + "/.stdout", path + "/.stderr"]
    for name in names { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    process.standardInput = FileHandle(forReadingAtPath: path + "/.stdin")
    process.standardOutput = FileHandle(forWritingAtPath: names[0])
    process.standardError = FileHandle(forWritingAtPath: names[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: text(of: ".stdout") ?? "",
      errors: text(of: ".stderr") ?? "")
  }
}

/// A small rulebook for which the tests know the scores.
let rulebook = """
  fields: { locations: number }
  fit:
    rules:
      - { name: Seniority, when: { title: { has_word: cto } }, points: 50 }
      - { name: Student, when: { title: { has_word: student } }, points: -40 }
      - { name: Locations, per: locations, points: 2, up_to: 20 }
  interest:
    rules:
      - { name: Demo, did: form_submitted, where: { form: demo }, points: 50, count: 1 }
      - { name: Referral, when: { source: referral }, points: 40 }
  qualification:
    mql:
      - { name: Scores, fit: { at_least: 50 }, interest: { at_least: 40 } }
  teams:
    inside:
      reps: [{ id: jim, name: Jim H., bandwidth: { open: 2 } }, { id: pam, paused: true }]
  routing: [{ name: All, to: inside }]
  follow_up: [{ name: Hot, first_attempt: 1h, attempts: 3, unreached: stay }]
  """
