import CUTF8Proc

/// A pattern as PCRE2 gets it: letters that no folded text holds are replaced by those that it
/// holds instead (`İ` by `i`, `ي` by `ی`, `ß` by `ss`, `٣` by `3`). Escapes, classes and groups
/// keep their meaning.
struct PatternText {
  private(set) var bytes: [UInt8] = []
  /// For each byte of the text, where it comes from in the written pattern.
  private var origins: [Int] = []
  private let scalars: [Unicode.Scalar]
  /// Where each scalar begins in the written pattern, in bytes, and where the last one ends.
  private let starts: [Int]
  private var i = 0
  private var isInClass = false
  private var isQuoted = false

  /// Of longer ranges only the ends are folded.
  private static let rangeLimit = 2_048

  init(_ written: String) {
    scalars = Array(written.unicodeScalars)
    var starts = [0]
    for scalar in scalars { starts.append(starts[starts.count - 1] + UTF8.width(scalar)) }
    self.starts = starts
    while i < scalars.count { isQuoted ? takeQuoted() : take() }
  }

  /// Where in the written pattern a byte of the text comes from.
  func origin(of offset: Int) -> Int {
    offset < origins.count ? origins[max(offset, 0)] : starts[starts.count - 1]
  }

  private mutating func take() {
    switch scalars[i] {
    case "\\": takeEscape()
    case "[" where !isInClass: openClass()
    case "[" where peek(1) == ":": copy(through: [":", "]"])
    case "]" where isInClass:
      isInClass = false
      copy()
    case "(" where !isInClass && peek(1) == "?" && peek(2) == "#": copy(through: [")"])
    default: isInClass ? takeMember() : takeLiteral()
    }
  }

  private mutating func takeEscape() {
    switch peek(1) {
    case "Q":
      isQuoted = true
      i += 2
    case "E": i += 2
    case nil: copy()
    case let next? where next.isASCII:
      copy()
      copy()
    default:
      // A letter that needs no escape.
      i += 1
      isInClass ? takeMember() : takeLiteral()
    }
  }

  private mutating func takeQuoted() {
    if scalars[i] == "\\", peek(1) == "E" {
      isQuoted = false
      i += 2
    } else if isInClass {
      emit([scalars[i]])
      i += 1
    } else {
      takeLiteral()
    }
  }

  /// `[`, `[^`, and a `]` right behind, which is a member.
  private mutating func openClass() {
    isInClass = true
    copy()
    if i < scalars.count, scalars[i] == "^" { copy() }
    if i < scalars.count, scalars[i] == "]" { copy() }
  }

  /// A letter with the marks behind it.
  private mutating func takeLiteral() {
    var end = i + 1
    while end < scalars.count, isMark(scalars[end]) { end += 1 }
    guard end > i + 1 || !scalars[i].isASCII || isQuoted else { return copy() }
    let folded = folded(scalars[i..<end])
    // In a group of their own, so that what repeats the one letter repeats all of them.
    if folded.count != 1 { append("(?:") }
    emit(folded)
    if folded.count != 1 { append(")") }
    i = end
  }

  /// A member of a class, or a range of them. They stay, and what they fold to comes beside them.
  private mutating func takeMember() {
    let first = scalars[i]
    guard peek(1) == "-", let last = peek(2), !["]", "\\", "["].contains(last), first <= last
    else {
      copy()
      // The beginning of a range up to an escape must stay one.
      if i < scalars.count, scalars[i] == "-", peek(1) != "]" { return }
      return addFolded(of: [first], beside: first...first)
    }
    copy()
    copy()
    copy()
    let count = last.value - first.value
    let members =
      count <= PatternText.rangeLimit
      ? (first.value...last.value).compactMap(Unicode.Scalar.init) : [first, last]
    addFolded(of: members, beside: first...last)
  }

  private mutating func addFolded(
    of members: [Unicode.Scalar], beside range: ClosedRange<Unicode.Scalar>
  ) {
    var added: Set<Unicode.Scalar> = []
    for member in members where !member.isASCII {
      let folded = folded([member])
      guard folded.count == 1, !range.contains(folded[0]), added.insert(folded[0]).inserted
      else { continue }
      emit(folded)
    }
  }

  private func folded(_ letters: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    if letters.count == 1, letters[letters.startIndex].properties.isWhitespace { return [" "] }
    return Array(FoldedText(String(String.UnicodeScalarView(letters))).description.unicodeScalars)
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && utf8proc_category(utf8proc_int32_t(scalar.value)) == UTF8PROC_CATEGORY_MN
  }

  private func peek(_ ahead: Int) -> Unicode.Scalar? {
    i + ahead < scalars.count ? scalars[i + ahead] : nil
  }

  /// Takes the next scalar over as it is.
  private mutating func copy() {
    append(String(scalars[i]))
    i += 1
  }

  /// Takes over all up to and with these; only the next one where they do not come.
  private mutating func copy(through end: [Unicode.Scalar]) {
    let last = (i..<scalars.count).first { scalars[...$0].suffix(end.count).elementsEqual(end) }
    repeat { copy() } while i <= last ?? -1
  }

  /// Appends letters that stand for themselves.
  private mutating func emit(_ letters: [Unicode.Scalar]) {
    for letter in letters {
      switch letter {
      case " ": append("\\x20")
      case _
      where letter.isASCII && !letter.properties.isAlphabetic
        && !("0"..."9").contains(letter):
        append("\\" + String(letter))
      default: append(String(letter))
      }
    }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    origins.append(contentsOf: repeatElement(starts[min(i, scalars.count)], count: text.utf8.count))
  }
}
