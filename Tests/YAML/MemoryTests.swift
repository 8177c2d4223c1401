import Diagnostics
import Foundation
import Testing
import YAML

/// What the largest files take, each in a process of its own: the others' memory is not theirs.
struct MemoryTests {
  @Test func manyValues() async {
    await #expect(processExitsWith: .success) {
      expectLittleMemory("[" + String(repeating: "a,", count: 999_000) + "]")
    }
  }

  @Test func manyKeys() async {
    await #expect(processExitsWith: .success) {
      expectLittleMemory((0..<400_000).map { "a key that has its own room \($0): v\n" }.joined())
    }
  }

  @Test func manyLists() async {
    await #expect(processExitsWith: .success) {
      expectLittleMemory(String(repeating: "- [[a]]\n", count: 330_000))
    }
  }

  @Test func manyAnchors() async {
    await #expect(processExitsWith: .success) {
      expectLittleMemory((0..<490_000).map { "- &an-anchor-of-20-bytes\($0) a\n" }.joined())
    }
  }

  @Test func aLongText() async {
    await #expect(processExitsWith: .success) {
      expectLittleMemory("a: \"" + String(repeating: "\\u00fc", count: 2_700_000) + "\"")
    }
  }

  @Test func manyFaults() async {
    await #expect(processExitsWith: .success) {
      expectLittleMemory(String(repeating: "!a [b]: *c\n", count: 160_000))
    }
  }
}

/// Ends the process unless reading the text, the text itself included, takes at most 16 times
/// the largest size of a file.
private func expectLittleMemory(_ text: @autoclosure () -> String) {
  let before = memory("VmRSS:")
  let file = SourceFile(name: "f", text: text())
  precondition(file.bytes.count <= Limits.fileSize)
  // Forgets what it took to write the text.
  try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  var diagnostics = Diagnostics()
  let node = parse(file, into: &diagnostics)
  precondition((node == nil) == diagnostics.hasErrors)
  let taken = memory("VmHWM:") - before
  precondition(taken <= 16 * Limits.fileSize, "it took \(taken >> 20) MB")
}

/// A line of what Linux tells of this process, in bytes.
private func memory(_ name: String) -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
  return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? .max
}
