import CUTF8Proc

/// Whether `words` stands in `text` as whole words. Both are folded.
///
/// A word ends where letters, digits and marks end. Scripts that are written without spaces
/// (Thai, Lao, Khmer, Burmese, Chinese, Japanese) have a boundary between any two characters, so
/// there the test means "contains".
func hasWord(_ words: [UInt8], in text: [UInt8]) -> Bool {
  guard !words.isEmpty else { return false }
  var from = 0
  while let found = firstRange(of: words, in: text, from: from) {
    if isBoundary(text, at: found) && isBoundary(text, at: found + words.count) { return true }
    from = found + 1
  }
  return false
}

/// Where `part` begins in `text` at or after `from`.
func firstRange(of part: [UInt8], in text: [UInt8], from: Int = 0) -> Int? {
  guard part.count > 0, text.count - from >= part.count else { return nil }
  let first = part[0]
  for start in from...(text.count - part.count) where text[start] == first {
    var i = 1
    while i < part.count && text[start + i] == part[i] { i += 1 }
    if i == part.count { return start }
  }
  return nil
}

/// The pieces of a text between which words may begin and end: runs of letters, digits and marks,
/// and every other character by itself but blanks.
func runs(of text: [UInt8]) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  var start = 0
  var isOpen = false
  var i = 0
  while i < text.count {
    var next = i + 1
    while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
    let kind = text[i] < 0x80 ? asciiKind(text[i]) : kind(scalarBeginning(text, at: i))
    if kind == .spaced {
      if !isOpen { start = i }
      isOpen = true
    } else {
      if isOpen { runs.append(start..<i) }
      isOpen = false
      if text[i] != 0x20 { runs.append(i..<next) }
    }
    i = next
  }
  if isOpen { runs.append(start..<text.count) }
  return runs
}

/// Whether a word may begin or end here.
func isBoundary(_ text: [UInt8], at offset: Int) -> Bool {
  guard offset > 0, offset < text.count else { return true }
  let before = kind(scalarEnding(text, at: offset))
  let after = kind(scalarBeginning(text, at: offset))
  return before != .spaced || after != .spaced
}

private enum CharacterKind { case spaced, unspaced, other }

private func asciiKind(_ byte: UInt8) -> CharacterKind {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .spaced
  default: .other
  }
}

private func kind(_ scalar: UInt32) -> CharacterKind {
  switch scalar {
  case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
    0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
    return .unspaced
  default: break
  }
  switch utf8proc_category(utf8proc_int32_t(scalar)) {
  case UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LM,
    UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ND:
    return .spaced
  default: return .other
  }
}

private func scalarBeginning(_ text: [UInt8], at offset: Int) -> UInt32 {
  var scalar: utf8proc_int32_t = -1
  text.withUnsafeBufferPointer {
    _ = utf8proc_iterate($0.baseAddress! + offset, $0.count - offset, &scalar)
  }
  return scalar < 0 ? 0xFFFD : UInt32(scalar)
}

private func scalarEnding(_ text: [UInt8], at offset: Int) -> UInt32 {
  var start = offset - 1
  while start > 0 && text[start] & 0xC0 == 0x80 { start -= 1 }
  return scalarBeginning(text, at: start)
}
