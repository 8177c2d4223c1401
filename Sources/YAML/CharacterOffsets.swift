internal import Diagnostics

/// Turns libyaml's marks, which count characters from the start of the text, into byte offsets.
///
/// Marks come nearly in order, so the distance walked from one to the next is short whatever the
/// length of the lines.
struct CharacterOffsets {
  private let file: SourceFile
  private let isASCII: Bool
  private var index = 0
  private var offset: Int

  init(_ file: SourceFile) {
    self.file = file
    offset = file.markLength
    isASCII = file.bytes[offset...].allSatisfy { $0 < 0x80 }
  }

  /// The byte offset of a character of the file, the end of the file at most.
  mutating func offset(ofCharacter wanted: Int) -> Int {
    let bytes = file.bytes
    if isASCII { return min(file.markLength + wanted, bytes.count) }
    while index < wanted, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    while index > wanted, offset > file.markLength {
      offset -= 1
      while offset > file.markLength, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      index -= 1
    }
    return offset
  }
}
