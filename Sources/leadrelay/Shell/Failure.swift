import ArgumentParser
import Daemon
import Glibc
import Intake
import StoreSQLite

/// What the program ends with, as in sysexits.h.
enum ExitStatus: Int32 {
  case negative = 1
  case usage = 64
  case data = 65
  case noInput = 66
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  case locked = 75
  case configuration = 78
}

/// Why a command ends early: a sentence for a person, and the exit code.
struct Failure: Error {
  var status: ExitStatus
  /// Empty where all was said already.
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  /// What an error means; nil for those that ArgumentParser words itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as SQLiteFailure: self.init(.inputOutput, failure.description)
    case let problem as FileProblem: self.init(.inputOutput, problem.description)
    case let unreadable as Unreadable:
      self.init(.data, unreadable.line.map { "line \($0): " } ?? "" + unreadable.reason)
    default:
      guard !(error is ExitCode), LeadRelay.exitCode(for: error) == .failure else { return nil }
      self.init(.bug, "this is a bug: \(error)")
    }
  }
}

/// Says something on standard error.
func complain(_ message: String) {
  guard !message.isEmpty else { return }
  warn("leadrelay: \(message)\n")
}

/// Writes to standard error as it is.
func warn(_ text: String) {
  var text = text
  text.withUTF8 { bytes in
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(2, bytes.baseAddress! + written, bytes.count - written)
      if count <= 0 { return }
      written += count
    }
  }
}
