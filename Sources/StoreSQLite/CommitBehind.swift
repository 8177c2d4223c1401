import Dispatch
import Store

/// A commit with all that writing it needs, so that it can be written on another thread.
///
/// `@unchecked Sendable`: nothing in it changes.
final class PreparedCommit: @unchecked Sendable {
  let changes: Changes
  let names: Names
  let identities: SortedIdentities

  init(changes: Changes, names: Names, identities: consuming SortedIdentities) {
    self.changes = changes
    self.names = names
    self.identities = identities
  }
}

/// A commit that is being written while its caller goes on.
///
/// `@unchecked Sendable`: the failure is read only after `done` was signalled, and what was written
/// is let go only when nobody looks into it any more.
final class CommitBehind: @unchecked Sendable {
  private static let queue = DispatchQueue(label: "leadrelay.commit")

  /// What is written; looked into until `finish`.
  private(set) var prepared: PreparedCommit?
  private let done = DispatchGroup()
  private var failure: (any Error)?

  init(_ prepared: PreparedCommit, write: @escaping @Sendable (PreparedCommit) throws -> Void) {
    self.prepared = prepared
    done.enter()
    CommitBehind.queue.async { [self] in
      do { try write(prepared) } catch { failure = error }
      done.leave()
    }
  }

  /// Waits until it is written, or is not; whoever finishes it is told which.
  func wait() { done.wait() }

  /// Waits until it is written. Thousands of leads are let go elsewhere: the caller is busy.
  func finish() throws {
    done.wait()
    CommitBehind.queue.async { [self] in prepared = nil }
    if let failure { throw failure }
  }
}
