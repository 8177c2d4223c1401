public import LeadCore

/// A deal as its last row tells it.
public struct StoredDeal: Equatable, Sendable {
  /// How a deal stands.
  public enum Stage: String, CaseIterable, Sendable {
    case open, won, lost
  }
  /// What the CRM calls it; a deal counts once whoever its rows name.
  public var deal: String
  public var stage: Stage
  /// In the currency.
  public var amount: Double?
  public var currency: String?
  /// When it was or is to be closed.
  public var closedAt: FactTime?
  /// Whom the last row names; nil where it names nobody.
  public var lead: Int64?
  public var file: Int64
  public var line: Int

  public init(deal: String, stage: Stage, lead: Int64?, file: Int64, line: Int) {
    self.deal = deal
    self.stage = stage
    self.lead = lead
    self.file = file
    self.line = line
  }
}

/// A number of a period that a file told, such as visitors or costs.
public struct StoredFigure: Equatable, Sendable {
  public var metric: String
  /// As it was told: `2026-11`, `2026-W47`, `2026-11-20`.
  public var period: String
  /// Where it comes from, such as a channel; empty where the file says nothing.
  public var source: String
  public var value: Double
  public var file: Int64
  public var line: Int

  public init(
    metric: String, period: String, source: String, value: Double, file: Int64, line: Int
  ) {
    self.metric = metric
    self.period = period
    self.source = source
    self.value = value
    self.file = file
    self.line = line
  }
}

/// Deals and figures, each by its name.
public protocol DealStore {
  func deal(_ name: String) throws -> StoredDeal?
  func figure(metric: String, period: String, source: String) throws -> StoredFigure?
}
