import Testing

@testable import LeadCore

/// "Times are those of the facts, not of their arrival": what is told of an open handoff may come
/// in any order.
@Suite struct AnyOrderTests {
  enum Told: Sendable {
    case attempt(Attempt.Outcome, String, by: String?)
    case accepted(String)
  }

  static let stories: [[Told]] = [
    [.attempt(.noAnswer, "02T10:00", by: "jim"), .attempt(.noAnswer, "02T12:00", by: "jim")],
    [.accepted("02T09:30"), .attempt(.noAnswer, "02T10:30", by: "jim")],
    [
      .attempt(.sent, "02T09:01", by: nil), .attempt(.noAnswer, "02T09:40", by: "pam"),
      .accepted("02T15:00"), .attempt(.voicemail, "03T10:00", by: "jim"),
      .attempt(.connected, "04T10:00", by: nil),
    ],
    [
      .attempt(.busy, "02T11:00", by: "jim"), .attempt(.noAnswer, "03T11:00", by: "jim"),
      .attempt(.noAnswer, "04T11:00", by: "pam"), .attempt(.noAnswer, "05T11:00", by: "jim"),
      .attempt(.replied, "06T11:00", by: "jim"), .accepted("02T12:00"),
    ],
  ]

  static func owned() -> Life {
    var life = Life.owned(
      .followUp {
        $0.accept = .time(.hours(4))
        $0.firstAttempt = .time(.hours(1))
        $0.nextAttempt = .days(1)
        $0.verdict = .days(1)
        $0.attempts = 6
      })
    life.wait(.days(7))
    return life
  }

  static func told(_ facts: [Told], to owned: Life) -> Life {
    var life = owned
    for fact in facts {
      switch fact {
      case .attempt(let outcome, let at, let rep):
        life.attempt(outcome, at: .at("2026-03-\(at):00Z"), by: rep)
      case .accepted(let at): life.say(.accepted, at: .at("2026-03-\(at):00Z"))
      }
      #expect(life.last.refusal == nil)
    }
    life.take(.deadline())
    return life
  }

  /// All orders of some things.
  static func orders<T>(_ items: [T]) -> [[T]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { first in
      var rest = items
      let item = rest.remove(at: first)
      return orders(rest).map { [item] + $0 }
    }
  }

  @Test(arguments: stories.indices)
  func everyOrderEndsAlike(_ story: Int) {
    let owned = Self.owned()
    let first = Self.told(Self.stories[story], to: owned)
    #expect(first.state.stage == .sal)
    for order in Self.orders(Self.stories[story]) {
      let life = Self.told(order, to: owned)
      #expect(life.state.handoff == first.state.handoff)
      #expect(life.state.stage == first.state.stage)
      #expect(life.state.deadline == first.state.deadline)
      #expect(Set(life.withdrawn) == Set(first.withdrawn))
    }
  }

  /// "Times are those of the facts (`at`), not of their arrival: … acceptance".
  @Test(arguments: stories.indices)
  func theStageBeganWhenItWasAccepted(_ story: Int) throws {
    let owned = Self.owned()
    let ends = Self.orders(Self.stories[story]).map { Self.told($0, to: owned).state }
    let accepted = try #require(ends.first?.handoff?.acceptedAt)
    #expect(Set(ends.map(\.since)) == [accepted])
  }

  /// A call back after the last attempt comes too late, though it is reported first.
  @Test(arguments: [nil, Allowance.time(.hours(6))])
  func theCallBackIsTooLateWheneverItIsTold(_ grace: Allowance?) {
    let told: [(Attempt.Outcome, String)] = [
      (.noAnswer, "02T10:00"), (.noAnswer, "03T10:00"), (.replied, "03T18:00"),
    ]
    let ends = Self.orders(told).map { order in
      var life = Life.owned(
        .followUp {
          $0.attempts = 2
          $0.grace = grace
        })
      life.wait(.days(7))
      for (outcome, at) in order { life.attempt(outcome, at: .at("2026-03-\(at):00Z")) }
      life.take(.deadline())
      #expect(life.alerts == [.reachedAfterAll])
      return life.state
    }
    let since = grace == nil ? "2026-03-03T10:00:00Z" : "2026-03-03T16:00:00Z" as Instant
    #expect(ends.allSatisfy { $0.stage == .nurture && $0.since == since })
    #expect(ends.allSatisfy { $0.handoff == ends[0].handoff })
  }

  @Test func theRecycleIsTheSameWhateverCameFirst() {
    let days = ["02", "03", "04"]
    for order in Self.orders(days) {
      var life = Life.owned(.followUp { $0.attempts = 3 })
      life.wait(.days(7))
      for day in order { life.attempt(at: .at("2026-03-\(day)T10:00:00Z")) }
      #expect(life.state.stage == .nurture)
      #expect(life.state.since == "2026-03-04T10:00:00Z")
      #expect(life.state.enrolment?.restsUntil == "2026-04-03T10:00:00Z")
    }
  }
}
