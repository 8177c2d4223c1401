import Testing

@testable import LeadCore

/// rulebook.md, "Stages": every standing × every fact.
@Suite struct StageTableTests {
  /// A standing that a lead can be in; `mql` stands for two.
  enum Standing: String, CaseIterable {
    case lead, waiting, owned, sal, sql, customer, nurture, disqualified, ruledOut
  }

  /// What happens to it.
  enum Event: String, CaseIterable {
    case qualifies, ceases, activity, ruleHolds
    case attempt, colleague, sent, lastAttempt, connected
    case accepted, sql, sqlIncomplete, rejected, recycle, lost, won, track
    case due, deadline, handed
  }

  /// What the table says.
  enum Outcome: Equatable { case stays, refused, to(Standing) }

  static func expected(_ standing: Standing, _ event: Event) -> Outcome {
    let isOwned = [.owned, .sal, .sql].contains(standing)
    switch (standing, event) {
    case (.lead, .qualifies), (.ruledOut, .qualifies): return .to(.waiting)
    case (.waiting, .ceases): return .to(.lead)
    case (.ruledOut, .ruleHolds): return .stays
    // The rule holds no longer at these, as they tell the lead's fields anew.
    case (.ruledOut, .ceases): return .to(.lead)
    case (.customer, .ruleHolds), (.disqualified, .ruleHolds): return .stays
    case (_, .ruleHolds): return .to(.ruledOut)
    case (.owned, .attempt), (.owned, .connected), (.owned, .accepted): return .to(.sal)
    case (.owned, .lastAttempt), (.sal, .lastAttempt): return .to(.nurture)
    case (.owned, .sql), (.sal, .sql): return .to(.sql)
    case (_, .sqlIncomplete): return .refused
    case (.owned, .rejected), (.sal, .rejected): return .to(.disqualified)
    case (.owned, .recycle), (.sal, .recycle): return .to(.nurture)
    case (_, .lost) where isOwned: return .to(.nurture)
    case (.customer, .won): return .stays
    case (_, .won): return .to(.customer)
    case (_, .track) where isOwned: return .stays
    case (.sal, .accepted), (.sql, .accepted), (.sql, .sql): return .stays
    case (_, .accepted), (_, .sql), (_, .rejected), (_, .recycle), (_, .lost), (_, .track):
      return .refused
    case (.waiting, .handed): return .to(.owned)
    default: return .stays
    }
  }

  static let rules = Rulebook.with { book in
    book.mql(.equals("hot", "yes"))
    book.disqualify(.equals("bad", "yes"))
    book.sqlRequires("amount")
    book.team("sales", .rep("jim"), .rep("pam"))
    book.route(to: "sales")
    book.plan {
      $0.attempts = 3
      $0.unreached = "nurture/rest"
      $0.firstAttempt = .time(.hours(1))
    }
    book.nurture("rest", rest: .days(30))
    book.rejections.otherwise = .disqualified
    book.rejections.byReason = [FoldedText("price"): .nurture("rest")]
  }

  static func life(_ standing: Standing) -> Life {
    var life = Life(rules)
    if standing == .lead { life.know() }
    if [.waiting, .owned, .sal, .sql, .nurture, .disqualified].contains(standing) {
      life.know(["hot": "yes"])
    }
    if [.owned, .sal, .sql, .nurture, .disqualified].contains(standing) { life.hand() }
    switch standing {
    case .sal: life.say(.accepted)
    case .sql: life.say(.sql, amount: "10")
    case .nurture: life.say(.recycle)
    case .disqualified: life.say(.rejected)
    case .customer: life.say(.won)
    case .ruledOut: life.know(["bad": "yes"])
    default: break
    }
    return life
  }

  static func standing(_ life: Life) -> Standing {
    switch life.state.stage {
    case .mql: life.state.isWaiting ? .waiting : .owned
    case .disqualified:
      if case .rule = life.state.disqualification { .ruledOut } else { .disqualified }
    case .lead: .lead
    case .sal: .sal
    case .sql: .sql
    case .customer: .customer
    case .nurture: .nurture
    }
  }

  static func happen(_ event: Event, to life: inout Life) {
    life.wait(.hours(1))
    switch event {
    case .qualifies: life.know(["hot": "yes", "bad": "no"])
    case .ceases: life.know(["hot": "no", "bad": "no"])
    case .ruleHolds: life.know(["bad": "yes"])
    case .activity: life.did("visit")
    case .attempt: life.attempt()
    case .colleague: life.attempt(by: "pam")
    case .sent: life.attempt(.sent)
    case .connected: life.attempt(.connected)
    case .lastAttempt:
      for _ in 0..<3 {
        life.attempt()
        life.now = life.now + .days(1)
      }
    case .accepted: life.say(.accepted)
    case .sql: life.say(.sql, amount: "10")
    case .sqlIncomplete: life.say(.sql)
    case .rejected: life.say(.rejected)
    case .recycle: life.say(.recycle)
    case .lost: life.say(.lost, reason: "price")
    case .won: life.say(.won)
    case .track: life.say(.nurture, track: "rest")
    case .due: life.take(.due)
    case .deadline: life.take(.deadline())
    case .handed: if life.state.isWaiting { life.hand(to: "jim") }
    }
  }

  @Test(arguments: Standing.allCases, Event.allCases)
  func everyPair(_ standing: Standing, _ event: Event) {
    var life = Self.life(standing)
    #expect(Self.standing(life) == standing, "the life leads to \(standing)")
    let before = life.state
    Self.happen(event, to: &life)
    switch Self.expected(standing, event) {
    case .refused:
      #expect(life.last.refusal != nil)
      #expect(life.last.effects.isEmpty)
      #expect(life.state.stage == before.stage && life.state.owner == before.owner)
    case .stays:
      #expect(life.last.refusal == nil)
      #expect(Self.standing(life) == standing)
      #expect(life.state.owner == before.owner)
    case .to(let next):
      #expect(life.last.refusal == nil)
      #expect(Self.standing(life) == next)
    }
    let isOwned = [.owned, .sal, .sql].contains(Self.standing(life))
    #expect((life.state.openHandoff != nil) == isOwned, "an open handoff just where a rep has it")
    #expect((life.last.state.routing != nil) == life.state.isWaiting)
  }

  @Test(arguments: Standing.allCases)
  func refusalsSayTheVerdictAndTheStage(_ standing: Standing) throws {
    var life = Self.life(standing)
    life.say(.lost)
    guard Self.expected(standing, .lost) == .refused else {
      return #expect(life.last.refusal == nil)
    }
    let refusal = try #require(life.last.refusal)
    #expect(refusal.contains("lost") && refusal.contains(life.state.stage.rawValue))
  }
}
