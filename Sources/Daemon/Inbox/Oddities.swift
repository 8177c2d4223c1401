import Logging
import Synchronization

/// What lies in the inbox and is never taken in: the log says so once, as long as it lies there.
final class Oddities: Sendable {
  private let inbox: String
  private let log: Logger
  private let said = Mutex<Set<String>>([])

  init(_ inbox: String, _ log: Logger) {
    self.inbox = inbox
    self.log = log
  }

  /// - Parameter found: why not, by path.
  func say(_ found: [String: String]) {
    let new = said.withLock { said in
      let new = found.keys.filter { !said.contains($0) }
      said = Set(found.keys)
      return new
    }
    for path in new.sorted() {
      log.warning("\(inbox)/\(path.onOneLine) is never taken in: \(found[path]!)")
    }
  }
}
