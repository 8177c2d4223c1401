import LeadCore
public import Store

/// A way to deliver: to a webhook, or by mail.
protocol Carrier: Sendable {
  var endpoint: Endpoint { get }
  /// How the log names it.
  var title: String { get }
  /// How many parcels are under way at once.
  var parcelsAtOnce: Int { get }
  /// How many deliveries are looked at to make parcels of.
  var reach: Int { get }

  /// Puts together what is delivered in one go, in order.
  func parcels(of ready: [Delivery]) -> [[Delivery]]
  /// Tries to deliver a parcel, in bounded time; sooner where the task is cancelled.
  ///
  /// - Parameter book: tells events of this store from those of any other.
  func carry(_ parcel: [Delivery], book: String, now: Instant) async -> Answer
}

extension OutboxEntry.Channel {
  /// What one entry of the channel is called.
  public var event: String {
    switch self {
    case .handoffs: "handoff"
    case .withdrawn: "withdrawn"
    case .nurture: "nurture"
    case .alerts: "alert"
    }
  }
}

extension OutboxEntry {
  /// The note of the store that tells its events from those of any other.
  public static let bookNote = "book"

  /// What the event is known by everywhere and for ever, so that a receiver can drop repeats.
  ///
  /// - Parameter book: what stands under `bookNote`.
  public func eventID(book: String) -> String { "\(book)-\(id)" }
}
