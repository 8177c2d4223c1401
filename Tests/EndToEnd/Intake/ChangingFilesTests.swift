import Foundation
import Glibc
import Testing

/// Files that change, move or go while they are read.
@Suite(.enabled(if: Fault.isPossible)) struct ChangingFilesTests {
  private static let rows = 12_000
  private let header = "email,title,note\n"

  private func row(_ number: Int) -> String { "p\(number)@acme.com,Clerk,\(number)\n" }

  private func text(_ numbers: Range<Int>) -> String {
    header + numbers.map(row).joined()
  }

  /// A file larger than what is read at once, in small batches, on a slow disk.
  private func begin() throws -> Service {
    let place = try Workplace(rules: SmallRules.none)
    let service = try Service(
      place, place.configured("batch: 100\nsettle: 200ms\n"),
      fault: Fault(injection: "fdatasync:delay_enter=60000"))
    let filler = String(repeating: "x", count: 90)
    let long =
      header
      + (0..<ChangingFilesTests.rows).map { number in
        "p\(number)@acme.com,Clerk,\(filler)\(number)\n"
      }.joined()
    #expect(long.utf8.count > 1 << 20)
    try place.drop("leads-big.csv", long)
    #expect(service.reaches { $0.taking.contains { $0.rows >= 200 } }, "\(service.process.errors)")
    return service
  }

  private func path(_ place: Workplace) -> String { place.inbox.path + "/leads-big.csv" }

  private func append(_ text: String, to path: String, mode: String = "a") throws {
    let file = try #require(fopen(path, mode))
    fputs(text, file)
    fclose(file)
  }

  /// All files are dealt with.
  private func waitForTheEnd(_ service: Service) {
    let isDone = eventually(every: 50) {
      service.place.names(below: "inbox").isEmpty
        && (try? service.place.files()).map {
          $0.allSatisfy { !["taking", "taken"].contains($0.state) }
        } ?? false
    }
    #expect(isDone, "\(service.process.errors.suffix(1000))")
    service.stop()
  }

  private func people(_ place: Workplace) throws -> [String] {
    try place.leads().compactMap(\.email)
  }

  @Test func oneThatGrowsIsReadAgainAndNothingCountsTwice() throws {
    let service = try begin()
    let place = service.place
    try append(row(99_000) + row(99_001), to: path(place))
    waitForTheEnd(service)
    let people = try people(place)
    #expect(people.count == ChangingFilesTests.rows + 2 && Set(people).count == people.count)
    #expect(people.contains("p99001@acme.com"))
    let files = try place.files()
    #expect(files.map(\.state) == ["failed", "done"] && files.allSatisfy(\.isWhole), "\(files)")
    #expect(files[1].duplicates == files[0].taken && files[1].rows == ChangingFilesTests.rows + 2)
    #expect(service.process.errors.contains("leads-big.csv: changed while it was read"))
    #expect(place.names(below: "failed").isEmpty, "its content is in the archive")
  }

  @Test func oneThatIsCutAndWrittenAnewLosesNothingOfEither() throws {
    let service = try begin()
    let place = service.place
    try append(text(50_000..<50_100), to: path(place), mode: "w")
    waitForTheEnd(service)
    let (people, files) = (try people(place), try place.files())
    #expect(files.map(\.state) == ["failed", "done"], "\(files)")
    #expect(files[0].taken >= 200 && files[1].taken == 100)
    #expect(people.count == files[0].taken + 100, "what was read of it stays")
    #expect((50_000..<50_100).allSatisfy { people.contains("p\($0)@acme.com") })
  }

  @Test func oneThatIsReplacedIsReadToItsEnd() throws {
    let service = try begin()
    let place = service.place
    try place.drop("leads-big.csv", text(50_000..<50_100))
    waitForTheEnd(service)
    let files = try place.files()
    #expect(files.map(\.state) == ["done", "done"], "\(files)")
    #expect(files.map(\.taken) == [ChangingFilesTests.rows, 100])
    #expect(try people(place).count == ChangingFilesTests.rows + 100)
    #expect(service.process.errors.contains("leads-big.csv: moved away or changed before"))
    #expect(place.names(below: "archive").count == 1, "the one that was there")
  }

  @Test func oneThatIsRenamedIsTakenInOnce() throws {
    let service = try begin()
    let place = service.place
    #expect(rename(path(place), place.inbox.path + "/leads-other.csv") == 0)
    waitForTheEnd(service)
    let files = try place.files()
    #expect(files.map(\.state) == ["done", "duplicate"], "\(files)")
    #expect(files[0].taken == ChangingFilesTests.rows)
    #expect(try people(place).count == ChangingFilesTests.rows)
    #expect(place.names(below: "archive").count == 1)
  }

  @Test func oneThatIsDeletedIsReadToItsEnd() throws {
    let service = try begin()
    let place = service.place
    #expect(unlink(path(place)) == 0)
    waitForTheEnd(service)
    #expect(try place.files().map(\.taken) == [ChangingFilesTests.rows])
    #expect(try people(place).count == ChangingFilesTests.rows)
  }

  /// Stopped in the middle of a file; then it goes, and comes back whole.
  @Test func oneThatIsGoneAfterAStopIsGivenUpAndMayComeBack() throws {
    let service = try begin()
    let place = service.place
    service.stop()
    let part = try #require(try place.files().first)
    #expect(part.state == "taking" && part.rows > 0 && part.rows < ChangingFilesTests.rows)
    let kept = place.root.path + "/kept.csv"
    #expect(rename(path(place), kept) == 0)
    let outcome = try place.once()
    #expect(outcome.errors.contains("gone from the inbox after \(part.rows) rows"))
    #expect(try place.files().map(\.state) == ["failed"])
    #expect(try place.leads().count == part.taken)
    #expect(rename(kept, path(place)) == 0)
    try place.once()
    let files = try place.files()
    #expect(files.map(\.state) == ["failed", "done"], "\(files)")
    #expect(files[1].taken + part.taken == ChangingFilesTests.rows)
    #expect(files[1].duplicates == part.taken)
    #expect(try place.leads().count == ChangingFilesTests.rows)
  }
}
