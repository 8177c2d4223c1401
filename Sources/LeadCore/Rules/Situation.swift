/// A lead as conditions see it: what scoring found in its fields, where it stands, what it did,
/// and now.
struct Situation {
  let book: Rulebook
  let look: Look
  var state: LeadState
  let now: Instant
  /// Activities up to here do not count for `did` (what wakes a lead must happen after its
  /// recycle).
  var didFrom: Instant?

  init(_ rules: Rulebook, _ look: Look, _ state: LeadState, now: Instant) {
    book = rules
    self.look = look
    self.state = state
    self.now = now
  }

  var rules: RulebookSections {
    @inline(__always) _read { yield book.sections }
  }

  func holds(_ when: When) -> Bool {
    if when.isAlways { return true }
    if when.isStatic { return look.holds(when.code) }
    var stack: UInt64 = 1
    for operation in when.code {
      switch operation {
      case .atom(let atom): stack = stack << 1 | (look.atom(atom) ? 1 : 0)
      case .constant(let value): stack = stack << 1 | (value ? 1 : 0)
      case .standing(let index): stack = stack << 1 | (standing(Int(index)) ? 1 : 0)
      case .did(let index): stack = stack << 1 | (did(Int(index)) ? 1 : 0)
      case .and: stack = stack >> 1 & (stack | ~1)
      case .or: stack = stack >> 1 | (stack & 1)
      case .not: stack ^= 1
      }
    }
    return stack & 1 == 1
  }

  private func did(_ index: Int) -> Bool {
    let test = rules.program.didTests[index]
    var found = 0
    for activity in state.activities.reversed() where activity.matches[test.match] {
      if let within = test.within, activity.at < now - within { break }
      if let didFrom, activity.at <= didFrom { break }
      found += 1
      if found >= test.atLeast { return true }
    }
    return test.atLeast <= 0
  }

  private func standing(_ index: Int) -> Bool {
    let (standing, test) = rules.program.standingTests[index]
    switch standing {
    case .fit: return passes(state.fit, test)
    case .interest: return passes(state.interest, test)
    case .cycle: return passes(state.cycle, test)
    case .grade: return passes(rules.grade(of: state).description, test)
    case .stage: return LeadCore.passes(state.stage.folded, test, lists: rules.program.lists)
    case .owner: return passes(state.owner, test)
    case .track: return passes(state.enrolment?.track, test)
    case .origin: return passes(state.origin, test)
    }
  }

  private func passes(_ number: Int, _ test: FieldTest) -> Bool {
    if case .number(let range) = test { return range.contains(Double(number)) }
    return passes(String(number), test)
  }

  private func passes(_ text: String?, _ test: FieldTest) -> Bool {
    guard let text else { return false }
    return LeadCore.passes(FoldedText(text), test, lists: rules.program.lists)
  }
}
