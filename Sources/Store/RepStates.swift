public import LeadCore

/// Whether reps are there, as set by hand.
public protocol RepStateStore {
  /// What holds now, one for each rep at most, in the order in which it was set.
  func repStates() throws -> [RepState]
}
