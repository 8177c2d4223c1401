import CTables

/// Words in job titles and what they say; the first line whose words stand in the title decides.
///
/// Words are whole words as for `has_word`; `*leiter` means any word that ends so, `vertrieb*` any
/// that begins so. However long the table is, a title costs a few look-ups per word.
public final class Titles: Sendable {
  /// Words, and the value of the titles in which they stand.
  public typealias Line = (words: FoldedText, value: FoldedText)

  static let seniority = Titles(lines: lines(of: lr_table_seniority()))
  static let department = Titles(lines: lines(of: lr_table_departments()))

  private let lines: [Line]
  /// The bytes of all words: what is compared lies side by side.
  private let letters: [UInt8]
  /// Words by a hash of their first run of letters, in the order of their lines.
  private let whole: [UInt64: [Words]]
  /// `vertrieb*` by the first byte, `*leiter` by the last one, in the order of their lines.
  private let beginnings: [[Words]]
  private let endings: [[Words]]

  /// Where the words of a line stand among the letters.
  private struct Words {
    var start: Int
    var count: Int
    var line: Int
  }

  init(lines: [Line]) {
    var letters: [UInt8] = []
    var whole: [UInt64: [Words]] = [:]
    var beginnings = [[Words]](repeating: [], count: 256)
    var endings = beginnings
    for (index, line) in lines.enumerated() {
      let text = line.words.bytes
      let runs = runs(of: text)
      let isPart = runs.count == 2 && runs[0].count + runs[1].count == text.count
      var words = Words(start: letters.count, count: text.count, line: index)
      letters += text
      if isPart, text[0] == Titles.star {
        (words.start, words.count) = (words.start + 1, words.count - 1)
        endings[Int(text[text.count - 1])].append(words)
      } else if isPart, text.last == Titles.star {
        words.count -= 1
        beginnings[Int(text[0])].append(words)
      } else if let first = runs.first {
        whole[Titles.hash(text, first), default: []].append(words)
      }
    }
    self.lines = lines
    self.letters = letters
    self.whole = whole
    self.beginnings = beginnings
    self.endings = endings
  }

  /// The same lines with others before them.
  func with(before first: [Line]) -> Titles { Titles(lines: first + lines) }

  /// All that titles can say, in alphabetical order.
  public var values: [FoldedText] { Set(lines.map(\.value)).sorted() }

  /// What a folded title says; nil where no line speaks of it.
  public func value(of title: FoldedText) -> FoldedText? {
    let title = title.bytes
    var best = lines.count
    for run in runs(of: title) {
      for words in whole[Titles.hash(title, run)] ?? [] {
        if words.line >= best { break }
        if stand(words, in: title, at: run.lowerBound),
          isBoundary(title, at: run.lowerBound + words.count)
        {
          best = words.line
        }
      }
      for words in beginnings[Int(title[run.lowerBound])] where words.count <= run.count {
        if words.line >= best { break }
        if stand(words, in: title, at: run.lowerBound) { best = words.line }
      }
      for words in endings[Int(title[run.upperBound - 1])] where words.count <= run.count {
        if words.line >= best { break }
        if stand(words, in: title, at: run.upperBound - words.count) { best = words.line }
      }
    }
    return best < lines.count ? lines[best].value : nil
  }

  private func stand(_ words: Words, in title: [UInt8], at start: Int) -> Bool {
    guard start + words.count <= title.count else { return false }
    for i in 0..<words.count where letters[words.start + i] != title[start + i] { return false }
    return true
  }

  private static let star = UInt8(ascii: "*")

  private static func lines(of table: LRTable) -> [Line] {
    rows(of: table).filter { $0.count == 2 }.map { (FoldedText($0[0]), FoldedText($0[1])) }
  }

  private static func hash(_ text: [UInt8], _ run: Range<Int>) -> UInt64 {
    text.withUnsafeBufferPointer { LeadCore.hash(UnsafeBufferPointer(rebasing: $0[run])) }
  }
}
