import Foundation
import Glibc

/// How a process ended.
enum Ending: Equatable, Sendable {
  case exit(Int32)
  case signal(Int32)
}

/// A process of ours, started by `posix_spawn`, its output in two files.
final class ChildProcess: @unchecked Sendable {
  let pid: pid_t
  let outputFile: URL
  let errorFile: URL
  private let lock = NSLock()
  private var ending: Ending?

  struct CannotStart: Error, CustomStringConvertible {
    var code: Int32
    var description: String { "cannot start: \(String(cString: strerror(code)))" }
  }

  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    input: String = "/dev/null", output: URL, errors: URL
  ) throws {
    outputFile = output
    errorFile = errors
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, create, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var variables = ProcessInfo.processInfo.environment
    variables["NOTIFY_SOCKET"] = nil
    variables["SWIFT_BACKTRACE"] = "enable=no"
    variables.merge(environment) { $1 }
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, program, &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw CannotStart(code: code) }
    self.pid = pid
  }

  deinit {
    guard ending == nil else { return }
    Glibc.kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  /// Sends a signal, unless the process is known to have ended.
  func send(_ signal: Int32) {
    lock.withLock { if ending == nil { Glibc.kill(pid, signal) } }
  }

  /// How it ended; nil while it runs.
  func poll() -> Ending? {
    lock.withLock {
      if let ending { return ending }
      var status: Int32 = 0
      guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
      let signal = status & 0x7F
      ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
      return ending
    }
  }

  /// Waits for its end, at most so long; nil where it goes on.
  func end(within seconds: Double = patience) -> Ending? {
    eventually(within: seconds) { poll() != nil }
    return poll()
  }

  var isRunning: Bool { poll() == nil }
  var output: String { text(of: outputFile) }
  var errors: String { text(of: errorFile) }

  private func text(of file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }
}

/// How many seconds a test waits for what should come at once. Only a failure takes so long: a
/// machine that is busy with other tests, or whose disk is slow, is none.
let patience = 180.0

/// Polls a condition till it holds or the time is over, and says whether it holds.
@discardableResult
func eventually(
  within seconds: Double = patience, every milliseconds: UInt32 = 5, _ holds: () -> Bool
) -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now + .seconds(seconds)
  while true {
    if holds() { return true }
    if clock.now >= deadline { return false }
    usleep(milliseconds * 1000)
  }
}
