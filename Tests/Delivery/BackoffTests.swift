import LeadCore
import Store
import TestSupport
import Testing

@testable import Daemon

private let noon = Instant(milliseconds: 1_772_445_600_000)

private func delivery(tries: Int, first: Interval? = nil) -> Delivery {
  let entry = OutboxEntry(
    id: 1, commit: 1, lead: 1, channel: .handoffs, address: "jim", payload: "{}", at: noon)
  return Delivery(entry: entry, tries: tries, firstTry: first.map { noon - $0 })
}

/// When a delivery is tried again, and when it is given up.
struct BackoffTests {
  @Test(arguments: [
    (1, 5), (2, 10), (3, 20), (8, 640), (12, 10_240), (13, 20_480), (14, 21_600), (500, 21_600),
  ])
  func doublesUpToSixHours(tries: Int, seconds: Int64) {
    #expect(Backoff.most(after: tries) == .seconds(seconds))
    var random = SplitMix64(seed: UInt64(tries))
    let delays = (0..<400).map { _ in Backoff.delay(after: tries, using: &random) }
    #expect(delays.allSatisfy { $0 >= .zero && $0 <= .seconds(seconds) })
    // Full jitter: all of the span is used.
    let part = Interval(milliseconds: seconds * 100)
    #expect(
      delays.contains { $0 < part }
        && delays.contains { $0 > Interval(milliseconds: seconds * 900) })
  }

  @Test func theSameSeedGivesTheSameDelays() {
    var (one, other) = (SplitMix64(seed: 7), SplitMix64(seed: 7))
    for tries in 1...20 {
      #expect(
        Backoff.delay(after: tries, using: &one) == Backoff.delay(after: tries, using: &other))
    }
  }

  @Test func whatFailsIsGivenUpAfterThreeDaysAndTenTries() {
    var random = SplitMix64(seed: 1)
    func isDead(_ tries: Int, _ since: Interval?) -> Bool {
      let answer = Answer.failed("503")
      let fate = answer.fate(of: delivery(tries: tries, first: since), at: noon, using: &random)
      if case .dead(let error) = fate { return error == "503" }
      return false
    }
    #expect(!isDead(0, nil))
    #expect(!isDead(40, .seconds(3 * 86_400 - 1)), "not before three days")
    #expect(!isDead(8, .days(9)), "not before ten tries: the service may have been off")
    #expect(isDead(9, .days(3)))
  }

  @Test func whatIsRefusedIsTriedEightTimesAndWhatIsGoneOnce() {
    var random = SplitMix64(seed: 1)
    let seventh = Answer.refused("404").fate(of: delivery(tries: 6), at: noon, using: &random)
    guard case .again = seventh else { return #expect(Bool(false), "\(seventh)") }
    let eighth = Answer.refused("404").fate(of: delivery(tries: 7), at: noon, using: &random)
    #expect(eighth == .dead(error: "404"))
    let gone = Answer.gone("410").fate(of: delivery(tries: 0), at: noon, using: &random)
    #expect(gone == .dead(error: "410"))
    #expect(Answer.taken.fate(of: delivery(tries: 3), at: noon, using: &random) == .delivered)
    let unable = Answer.unable("no program").fate(
      of: delivery(tries: 90, first: .days(90)), at: noon, using: &random)
    guard case .again = unable else { return #expect(Bool(false), "\(unable)") }
  }

  @Test(arguments: [(60, 60), (3_600, 3_600), (21_600, 21_600), (900_000, 21_600)])
  func retryAfterIsHonouredUpToTheLongestWait(asked: Int64, waited: Int64) {
    var random = SplitMix64(seed: 3)
    let answer = Answer.failed("429", retryAfter: .seconds(asked))
    guard case .again(let at, _) = answer.fate(of: delivery(tries: 0), at: noon, using: &random)
    else { return #expect(Bool(false)) }
    #expect(at == noon + .seconds(waited))
  }

  @Test(arguments: [
    (200, "taken"), (202, "taken"), (204, "taken"), (299, "taken"), (400, "refused"),
    (401, "refused"), (404, "refused"), (422, "refused"), (410, "gone"), (408, "failed"),
    (425, "failed"), (429, "failed"), (500, "failed"), (503, "failed"), (599, "failed"),
    (101, "failed"),
  ])
  func statuses(status: Int, meaning: String) {
    let wait = Interval.seconds(7)
    let answer = Answer(status: status, saying: "so", retryAfter: wait)
    switch answer {
    case .taken: #expect(meaning == "taken")
    case .refused(let text): #expect(meaning == "refused" && text == "so")
    case .gone: #expect(meaning == "gone")
    case .failed(_, let retryAfter): #expect(meaning == "failed" && retryAfter == wait)
    case .unable: #expect(Bool(false))
    }
  }
}

/// How an endpoint that fails again and again is spared.
struct HealthTests {
  @Test func oneProbeAtATimeOnceItIsDown() {
    var (health, random) = (Health(), SplitMix64(seed: 5))
    #expect(health.room(besides: 0, of: 8, at: noon) == 8)
    #expect(health.room(besides: 5, of: 8, at: noon) == 3)
    #expect(health.room(besides: 9, of: 8, at: noon) == 0)
    for _ in 1..<Health.patience { health.failed(at: noon, using: &random) }
    #expect(!health.isDown && health.room(besides: 0, of: 8, at: noon) == 8)
    health.failed(at: noon, using: &random)
    #expect(health.isDown)
    let later = noon + Health.longestRest
    #expect(health.room(besides: 0, of: 8, at: later) == 1)
    #expect(health.room(besides: 1, of: 8, at: later) == 0)
    var (now, wasClosed) = (noon, false)
    for _ in 0..<200 {
      now = now + Health.longestRest
      #expect(health.room(besides: 0, of: 8, at: now) == 1, "it is never given up")
      health.failed(at: now, using: &random)
      if health.room(besides: 0, of: 8, at: now + .seconds(60)) == 0 { wasClosed = true }
    }
    #expect(wasClosed)
  }

  @Test(arguments: UInt64(1)...20) func whatWasUnderWayMakesTheRestNoLonger(seed: UInt64) {
    var (health, random) = (Health(), SplitMix64(seed: seed))
    for _ in 0..<15 { health.failed(at: noon, using: &random) }
    #expect(health.room(besides: 0, of: 8, at: noon + Backoff.first) == 1)
  }

  @Test func anAnswerOpensItAgain() {
    var (health, random) = (Health(), SplitMix64(seed: 5))
    let wasDown = health.answered()
    #expect(!wasDown)
    for _ in 0..<20 { health.failed(at: noon, using: &random) }
    let isBack = health.answered()
    #expect(isBack)
    #expect(health.room(besides: 0, of: 8, at: noon) == 8)
  }
}
