import Testing

@testable import LeadCore

@Suite struct WordListTests {
  @Test func holdsWhatWasPutIn() {
    let words = (0..<5_000).map { FoldedText("w\($0 * 7)") }
    let list = WordList(words + words.reversed())
    #expect(list.count == words.count)
    #expect(words.allSatisfy { list.contains($0) })
    #expect((0..<5_000).allSatisfy { !list.contains(FoldedText("w\($0 * 7 + 1)")) })
  }

  @Test func nothingIsInNoList() {
    for list in [WordList(), WordList([FoldedText("")]), WordList([FoldedText("a")])] {
      #expect(!list.contains(FoldedText("")))
      #expect(!list.contains(FoldedText("b")))
    }
    #expect(WordList([FoldedText("")]).count == 0)
  }
}
