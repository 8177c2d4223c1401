import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// The word lists, of `lists/NAME.txt` and of the section `lists`.
  mutating func readLists(_ files: [SourceFile], _ section: Field?) {
    var lists: [String: Set<FoldedText>] = [:]
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
        lists[field.name] = []
      } else {
        lists[field.name] = Set(foldedTexts(field) ?? [])
      }
    }
    book.program = Program(lists: lists)
  }

  /// One entry a line; what follows `#` at the beginning of a line or after a blank is a comment.
  private mutating func entries(of file: SourceFile) -> Set<FoldedText> {
    var entries: Set<FoldedText> = []
    let bytes = file.bytes
    guard String(validating: bytes, as: UTF8.self) != nil else {
      diagnostics.error(
        .encoding, "the list is not UTF-8; save it as UTF-8", at: SourceSpan(wholeOf: file))
      return entries
    }
    bytes.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[file.markLength...])
      for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
        let entry = FoldedText(UnsafeBufferPointer(rebasing: uncommented(line)))
        if !entry.bytes.isEmpty { entries.insert(entry) }
      }
    }
    return entries
  }

  private func uncommented(
    _ line: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let hash = line.indices.first {
      line[$0] == 0x23 && ($0 == line.startIndex || line[$0 - 1] == 0x20 || line[$0 - 1] == 0x09)
    }
    return line[..<(hash ?? line.endIndex)]
  }
}

extension Shape {
  static let lists = Shape.entries(of: .orNothing(.values))
}
