import LeadCore
import Store

/// What became of one try of a delivery; the texts are for people, on one line.
enum Answer: Hashable, Sendable {
  case taken
  /// It may go better another time; not before `retryAfter`, if the endpoint says so.
  case failed(String, retryAfter: Interval? = nil)
  /// The endpoint does not want this, and will hardly change its mind.
  case refused(String)
  /// The endpoint wants nothing of us any more.
  case gone(String)
  /// It is we who cannot deliver, such as for want of the program that sends mail.
  case unable(String)

  /// What went wrong.
  var error: String? {
    switch self {
    case .taken: nil
    case .failed(let error, _), .refused(let error), .gone(let error), .unable(let error): error
    }
  }

  /// Whether the endpoint itself is at work, whatever it makes of a single delivery.
  var isAnswer: Bool {
    switch self {
    case .taken, .refused: true
    case .failed, .gone, .unable: false
    }
  }

  /// What is refused is tried so often, for receivers that are just being set up.
  static let triesRefused = 8
  /// What fails is given up after so many tries in so much time.
  static let triesFailed = 10
  static let patience = Interval.days(3)

  /// How a delivery goes on.
  func fate(
    of delivery: Delivery, at now: Instant, using generator: inout some RandomNumberGenerator
  ) -> Tried.Fate {
    let tries = delivery.tries + 1
    var earliest = now
    switch self {
    case .taken: return .delivered
    case .gone(let error): return .dead(error: error)
    case .refused(let error):
      if tries >= Answer.triesRefused { return .dead(error: error) }
    case .failed(let error, let retryAfter):
      let first = delivery.firstTry ?? now
      if tries >= Answer.triesFailed, now - first >= Answer.patience { return .dead(error: error) }
      if let retryAfter { earliest = now + min(retryAfter, Backoff.longest) }
    case .unable: break
    }
    let next = now + Backoff.delay(after: tries, using: &generator)
    return .again(at: max(next, earliest), error: error ?? "")
  }
}
