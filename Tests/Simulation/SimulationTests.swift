import Foundation
import Testing

/// Many small worlds, each made from its seed: `make simulate SEED=… WORLDS=…`.
@Suite struct SimulationTests {
  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment["LEADRELAY_\(name)"].flatMap { Int($0) }
  }

  #if DEBUG
    private static let usual = 8
  #else
    private static let usual = 1_000
  #endif
  static let seeds: Range<UInt64> = {
    let first = UInt64(setting("SEED") ?? 1)
    return first..<first + UInt64(setting("WORLDS") ?? usual)
  }()
  private static let steps = setting("STEPS") ?? 30

  /// Runs a world; its digest, and what went wrong first.
  private func run(_ seed: UInt64, isKilled: Bool) async throws -> (digest: String, wrong: String?)
  {
    var world = try await World(seed: seed, isKilled: isKilled)
    for step in 1...Self.steps {
      let found = try await world.step()
      if let first = found.first {
        if Self.seeds.count == 1 { print(try world.story()) }
        return ("", "seed \(seed), step \(step): \(first)")
      }
    }
    return (try world.digest(), nil)
  }

  /// Half of the worlds on each of two cores.
  @Test(arguments: 0..<2 as Range<UInt64>) func nothingEverGoesWrong(half: UInt64) async throws {
    for seed in Self.seeds where seed % 2 == half {
      let world = try await run(seed, isKilled: true)
      #expect(world.wrong == nil)
    }
  }

  @Test func theSameSeedIsTheSameWorldKilledOrNot() async throws {
    for seed in Self.seeds where seed % 10 == 0 || Self.seeds.count < 50 {
      let (once, again) = (
        try await run(seed, isKilled: true), try await run(seed, isKilled: true)
      )
      let unharmed = try await run(seed, isKilled: false)
      #expect(once == again, "seed \(seed)")
      #expect(once == unharmed, "seed \(seed)")
      #expect(!once.digest.isEmpty)
    }
  }
}
