/// What ends a walk through the store early.
struct Enough: Error {
  fileprivate init() {}
}

/// Walks through the store; what the walk is given, it may throw to end.
func untilEnough(_ walk: (Enough) throws -> Void) throws {
  do { try walk(Enough()) } catch is Enough {}
}
