public import LeadCore

/// New leads of one file that merely have fields, identities and scores, as most of an export are:
/// column by column, their bytes behind each other, nothing allocated for each.
///
/// They are stored as other leads are; whoever looks at one again cannot tell.
public struct PlainLeads: Sendable {
  /// One of them. Offsets are those of `bytes`.
  public struct Lead: Sendable {
    public var id: Int64
    public var createdAt: Instant
    public var fit: Int32
    public var interest: Int32
    public var line: Int32
    /// Where its record begins, how long it is, and how long the packed identities behind it are.
    public var offset: Int
    public var recordCount: Int32
    public var identitiesCount: Int32
    /// Another fact came: it is stored as one of `newLeads`.
    public var isGone = false

    public init(
      id: Int64, createdAt: Instant, scores: Newcomers.Scores, line: Int32, offset: Int,
      recordCount: Int, identitiesCount: Int
    ) {
      self.id = id
      self.createdAt = createdAt
      (fit, interest) = (scores.fit, scores.interest)
      self.line = line
      self.offset = offset
      self.recordCount = Int32(recordCount)
      self.identitiesCount = Int32(identitiesCount)
    }
  }

  /// One identity of one of them, and where its value lies.
  public struct PlainIdentity: Sendable {
    /// Its kind's number, see `NameStore`.
    public var kind: Int32
    public var count: Int32
    public var offset: Int
    public var lead: Int64

    public init(kind: Int32, count: Int32, offset: Int, lead: Int64) {
      self.kind = kind
      self.count = count
      self.offset = offset
      self.lead = lead
    }
  }

  /// In order of id.
  public var leads: [Lead] = []
  /// Of all of them, those that are gone included.
  public var identities: [PlainIdentity] = []
  public var bytes: [UInt8] = []
  /// The file that told them; 0 where there is none.
  public var file: Int64 = 0
  /// When they were first heard of.
  public var since = Instant(milliseconds: 0)

  public init() {}

  public var isEmpty: Bool { leads.isEmpty }

  /// The place of a lead among them; nil where it is none of them, or gone.
  public func place(of id: Int64) -> Int? {
    guard let first = leads.first, id >= first.id else { return nil }
    let place = lowerBound(leads.count) { leads[$0].id < id }
    return place < leads.count && leads[place].id == id && !leads[place].isGone ? place : nil
  }

  /// The identities of one of them.
  public func identities(of id: Int64) -> ArraySlice<PlainIdentity> {
    let start = lowerBound(identities.count) { identities[$0].lead < id }
    return identities[start...].prefix { $0.lead == id }
  }

  /// The first place of which something does not hold that holds up to there.
  private func lowerBound(_ count: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
