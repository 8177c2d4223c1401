import Glibc

/// The processor time that this thread spends on something: unlike the time that goes by, it is the
/// same whatever else the machine is doing.
public func processorTime(_ work: () throws -> Void) rethrows -> Duration {
  let before = spent()
  try work()
  return spent() - before
}

private func spent() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
