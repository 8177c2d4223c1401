public import LeadCore

/// Where entries of the outbox go beside its files.
public struct Endpoint: Hashable, Sendable {
  /// What it is known by in the store: a webhook's URL, or `mail`.
  public var name: String
  /// What it is told of.
  public var channels: Set<OutboxEntry.Channel>

  public init(name: String, channels: Set<OutboxEntry.Channel>) {
    self.name = name
    self.channels = channels
  }
}

/// An entry of the outbox on its way to one endpoint.
public struct Delivery: Sendable {
  public var entry: OutboxEntry
  /// How often it was tried in vain.
  public var tries: Int
  /// When it was tried first; nil where it was not yet.
  public var firstTry: Instant?

  public init(entry: OutboxEntry, tries: Int = 0, firstTry: Instant? = nil) {
    self.entry = entry
    self.tries = tries
    self.firstTry = firstTry
  }
}

/// What became of a delivery that was tried.
public struct Tried: Sendable {
  /// How it goes on.
  public enum Fate: Hashable, Sendable {
    case delivered
    /// It is tried again then.
    case again(at: Instant, error: String)
    /// It is not tried again, unless somebody asks for it.
    case dead(error: String)
  }
  public var entry: Int64
  /// When.
  public var at: Instant
  public var fate: Fate

  public init(entry: Int64, at: Instant, fate: Fate) {
    self.entry = entry
    self.at = at
    self.fate = fate
  }
}

/// How an endpoint does.
public struct EndpointStanding: Hashable, Sendable {
  public var name: String
  /// What is still to be delivered, and what was given up.
  public var pending = 0
  public var dead = 0
  /// Of those still to be delivered: when the oldest was written, when the next is tried, and why
  /// the last try failed.
  public var oldest: Instant?
  public var nextTry: Instant?
  public var error: String?

  public init(name: String) { self.name = name }
}

/// A delivery that was given up.
public struct DeadLetter: Sendable {
  public var endpoint: String
  public var entry: OutboxEntry
  public var tries: Int
  /// When it was given up, and why.
  public var at: Instant
  public var error: String

  public init(endpoint: String, entry: OutboxEntry, tries: Int, at: Instant, error: String) {
    self.endpoint = endpoint
    self.entry = entry
    self.tries = tries
    self.at = at
    self.error = error
  }
}

/// Dead letters that are to be tried again: those of an entry, or all.
public struct Revival: Sendable {
  public var entry: Int64?
  public var at: Instant

  public init(entry: Int64?, at: Instant) {
    self.entry = entry
    self.at = at
  }
}

/// What is to be delivered to endpoints. Entries of one lead go to an endpoint in order of id: one
/// waits until those before it are delivered or dead.
public protocol DeliveryStore {
  /// Notes the endpoints that there are. A new one gets what is written from now on; what was
  /// written before `horizon` and never tried is not sent any more. Nothing waits for a time after
  /// `latest`: it was noted by a clock that was wrong.
  ///
  /// - Returns: how many entries were let go, by endpoint, where any were.
  func meet(
    _ endpoints: [Endpoint], horizon: Instant, latest: Instant
  ) throws -> [String: Int]
  /// Puts entries on their way to an endpoint, the oldest first, in one transaction.
  ///
  /// - Returns: whether there may be more.
  func spread(to endpoint: Endpoint, limit: Int) throws -> Bool
  /// What may be tried now at an endpoint, what has waited longest first.
  func ready(for endpoint: String, at now: Instant, limit: Int) throws -> [Delivery]
  /// Notes what became of deliveries, in one transaction.
  func note(_ tried: [Tried], for endpoint: String) throws
  /// The endpoint answers again: what waits for another try is tried now.
  func wake(_ endpoint: String, at now: Instant) throws
  /// All endpoints that something waits for, or that gave something up, by name.
  func endpointStandings() throws -> [EndpointStanding]
  /// What was given up, the latest first: of one entry, or of all.
  func deadLetters(of entry: Int64?, limit: Int) throws -> [DeadLetter]
}
