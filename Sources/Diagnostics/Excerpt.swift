/// The line that a span begins in, made ready for the terminal, cut around the span if it is long.
struct Excerpt {
  let before: [Glyph]
  let marked: [Glyph]
  let after: [Glyph]
  let isCutBefore: Bool
  let isCutAfter: Bool

  /// The widest line that is shown uncut, and how a wider one is shared out, in columns.
  private static let width = 120
  private static let widthBefore = 40
  private static let widthMarked = 60
  /// Bytes looked at on either side of a place: enough for the columns above.
  private static let window = 1024

  init(_ span: SourceSpan) {
    let bytes = span.file.bytes
    let line = span.file.lineRange(at: span.start)
    let start = min(max(span.start, line.lowerBound), line.upperBound)
    let end = min(max(span.end, start), line.upperBound)
    let first = Excerpt.boundary(max(line.lowerBound, start - Excerpt.window), in: bytes)
    let lastMarked = Excerpt.boundary(min(end, start + Excerpt.window), in: bytes)
    let last = Excerpt.boundary(min(line.upperBound, lastMarked + Excerpt.window), in: bytes)
    let glyphs = { (from: Int, to: Int) in
      String(decoding: bytes[from..<max(from, to)], as: UTF8.self).map(Glyph.init)
    }
    let all = (glyphs(first, start), glyphs(start, lastMarked), glyphs(lastMarked, last))

    let isWhole = first == line.lowerBound && last == line.upperBound
    let total = Excerpt.width(all.0) + Excerpt.width(all.1) + Excerpt.width(all.2)
    if isWhole && total <= Excerpt.width {
      (before, marked, after) = all
      (isCutBefore, isCutAfter) = (false, false)
      return
    }
    before = Array(Excerpt.fitting(all.0.reversed(), Excerpt.widthBefore).reversed())
    marked = Excerpt.fitting(all.1, Excerpt.widthMarked)
    let room = Excerpt.width - Excerpt.width(before) - Excerpt.width(marked)
    after = marked.count < all.1.count ? [] : Excerpt.fitting(all.2, room)
    isCutBefore = before.count < all.0.count || first > line.lowerBound
    isCutAfter =
      marked.count + after.count < all.1.count + all.2.count || last < line.upperBound
  }

  /// The line as shown.
  var text: String {
    let inner = (before + marked + after).map(\.text).joined()
    return (isCutBefore ? "…" : "") + inner + (isCutAfter ? "…" : "")
  }

  /// What stands before the first caret: blanks, and the line's own tabs, which keep it aligned.
  var padding: String {
    (isCutBefore ? " " : "")
      + before.map { $0.text == "\t" ? "\t" : String(repeating: " ", count: $0.width) }.joined()
  }

  /// The underline, at least one caret.
  var carets: String { String(repeating: "^", count: max(1, Excerpt.width(marked))) }

  private static func width(_ glyphs: [Glyph]) -> Int { glyphs.reduce(0) { $0 + $1.width } }

  private static func fitting(_ glyphs: [Glyph], _ limit: Int) -> [Glyph] {
    var width = 0
    return Array(
      glyphs.prefix {
        width += $0.width
        return width <= limit
      })
  }

  /// The offset moved forward, if need be, to where a character of UTF-8 begins.
  private static func boundary(_ offset: Int, in bytes: [UInt8]) -> Int {
    var offset = offset
    let limit = min(offset + 3, bytes.count)
    while offset < limit, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}
