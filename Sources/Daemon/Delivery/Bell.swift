import Store
import Synchronization

/// Wakes a round, and holds what came back for it meanwhile. Rings that nobody has heard yet are
/// one ring.
final class Bell: Sendable {
  /// What became of a parcel.
  typealias Return = (parcel: [Delivery], answer: Answer)

  let rings: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let returns = Mutex<[Return]>([])

  init() {
    (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func ring() { continuation.yield() }

  func bring(_ parcel: [Delivery], _ answer: Answer) {
    returns.withLock { $0.append((parcel, answer)) }
    ring()
  }

  /// What came back since this was last asked.
  func take() -> [Return] {
    returns.withLock { returns in
      defer { returns = [] }
      return returns
    }
  }
}
