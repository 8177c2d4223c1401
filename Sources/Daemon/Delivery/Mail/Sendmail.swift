import CLinux
import Foundation

/// Runs the program that sends mail, as every Unix mailer brings it: the mail on its standard
/// input, its recipients in the mail. No shell has a part in it.
struct Sendmail: Sendable {
  var program: String
  var arguments: [String]
  /// How long it may take.
  var patience: Duration = .seconds(60)

  /// Exit statuses that say that trying again is of little use: of the mail or its address
  /// (`EX_DATAERR`, `EX_NOUSER`, `EX_NOHOST` in sysexits.h).
  private static let refusals: Set<Int32> = [65, 67, 68]

  func send(_ message: [UInt8]) async -> Answer {
    let process: pid_t
    // Files instead of pipes: nobody has to wait for a program that does not read or write.
    guard let input = tmpfile(), let output = tmpfile() else {
      return .unable("mail: no temporary file: \(String(cString: strerror(errno)))")
    }
    defer { for file in [input, output] { fclose(file) } }
    guard Sendmail.write(message, to: fileno(input)) else {
      return .unable("mail: no room for a temporary file: \(String(cString: strerror(errno)))")
    }
    switch spawn(input: fileno(input), output: fileno(output)) {
    case .success(let pid): process = pid
    case .failure(let error):
      return .unable("mail: \(program) cannot be started: \(error)")
    }
    guard let status = await Sendmail.end(of: process, within: patience) else {
      return .failed("\(program) goes on after \(patience / .seconds(1)) s and was ended")
    }
    let said = Sendmail.beginning(of: fileno(output))
    let signal = status & 0x7F
    if signal != 0 { return .failed("\(program) was ended by signal \(signal)") }
    let code = (status >> 8) & 0xFF
    if code == 0 { return .taken }
    let text = "\(program) ended with \(code)" + (said.isEmpty ? "" : ": \(said)")
    return Sendmail.refusals.contains(code) ? .refused(text) : .failed(text)
  }

  private struct CannotStart: Error, CustomStringConvertible {
    var code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// Starts it in a process group of its own, with no file of ours open and no signal blocked.
  private func spawn(input: Int32, output: Int32) -> Result<pid_t, CannotStart> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (ours, theirs) in [(input, 0), (output, 1), (output, 2)] as [(Int32, Int32)] {
      posix_spawn_file_actions_adddup2(&actions, ours, theirs)
    }
    // Connections are not closed by themselves when a program is started.
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("NOTIFY_") }
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
    return code == 0 ? .success(process) : .failure(CannotStart(code: code))
  }

  /// The status of a process when it ends; nil where it did not in time, or our task was cancelled:
  /// then it is killed.
  private static func end(of process: pid_t, within patience: Duration) async -> Int32? {
    let end = ContinuousClock().now + patience
    var pause = Duration.milliseconds(2)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard ContinuousClock().now < end, (try? await Task.sleep(for: pause)) != nil else {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return nil
      }
      pause = min(pause * 2, .milliseconds(100))
    }
    return status
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      guard count > 0 else { return false }
      written += count
    }
    return lseek(descriptor, 0, SEEK_SET) == 0
  }

  /// What it said first, on one line.
  private static func beginning(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 300)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ").onOneLine
  }
}
