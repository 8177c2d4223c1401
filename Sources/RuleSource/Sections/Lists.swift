import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// The word lists, of `lists/NAME.txt` and of the section `lists`.
  mutating func readLists(_ files: [SourceFile], _ section: Field?) {
    var lists: [String: WordList] = [:]
    for file in files {
      let name = String(file.name.split(separator: "/").last?.dropLast(4) ?? "")
      listNames.insert(name)
      lists[name] = entries(of: file)
    }
    for field in section?.entries(into: &diagnostics) ?? [] {
      if listNames.contains(field.name) {
        diagnostics.error(
          .duplicateList, "the list \(quoted(field.name)) is here and in lists/\(field.name).txt",
          at: field.keySpan)
      }
      listNames.insert(field.name)
      if field.isNull {
        lists[field.name] = WordList()
      } else {
        lists[field.name] = WordList((foldedTexts(field) ?? []).flatMap { forms(of: $0) })
      }
    }
    book.program = Program(lists: lists)
  }

  /// One entry a line; what follows `#` at the beginning of a line or after a blank is a comment.
  private mutating func entries(of file: SourceFile) -> WordList {
    var entries = WordList()
    let bytes = file.bytes
    guard bytes.count <= mostListBytes else {
      diagnostics.error(
        .fileSize, "a list has at most \(mostListBytes >> 20) MB", at: SourceSpan(wholeOf: file))
      return entries
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      diagnostics.error(
        .encoding, "the list is not UTF-8; save it as UTF-8", at: SourceSpan(wholeOf: file))
      return entries
    }
    bytes.withUnsafeBufferPointer { all in
      var start = file.markLength
      while start < all.count {
        var end = start
        var comment: Int?
        while end < all.count, all[end] != 0x0A, all[end] != 0x0D {
          if all[end] == 0x23, comment == nil, end == start || isBlank(all[end - 1]) {
            comment = end
          }
          end += 1
        }
        let line = UnsafeBufferPointer(rebasing: all[start..<(comment ?? end)])
        for form in forms(of: FoldedText(line)) { entries.insert(form) }
        start = end + 1
      }
    }
    return entries
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The entry, and what it is as a domain: `xn--mller-kva.de` is `müller.de` too.
  private func forms(of entry: FoldedText) -> [FoldedText] {
    let domain = canonicalDomain(entry)
    return domain == entry ? [entry] : [entry, domain]
  }
}

extension Shape {
  static let lists = Shape.entries(of: .orNothing(.values))
}

/// Larger lists are refused, so that reading one takes a moment only.
private let mostListBytes = 64 << 20
