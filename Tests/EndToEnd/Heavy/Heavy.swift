import Dispatch
import Testing

/// Tests that take seconds and both cores, one after the other. They mostly wait for processes: on
/// a thread of their own they keep none of those busy that all other tests share.
@Suite(.serialized, .onOwnThread) enum Heavy {}

/// Runs tests on a thread of their own.
struct OwnThread: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(OneThread.heavy) { try await function() }
  }
}

extension Trait where Self == OwnThread {
  static var onOwnThread: OwnThread { OwnThread() }
}

private final class OneThread: TaskExecutor {
  static let heavy = OneThread()
  private let queue = DispatchQueue(label: "heavy tests")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
