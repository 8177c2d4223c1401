import LeadCore

/// Brings a file's text into the arena of the block at hand, piece by piece, and carries what is
/// left of it over to the next block.
final class Feed {
  private let text: TextStream
  private var carried: [UInt8] = []
  private(set) var atEnd = false
  private let piece = 128 * 1024
  /// Whether nothing of the file is left, not even for the next block.
  var isSpent: Bool { atEnd && carried.isEmpty }

  init(_ text: TextStream) { self.text = text }

  /// Puts what the last block left over at the start of an empty arena.
  func begin(_ arena: ByteArena) {
    arena.append(carried)
    carried.removeAll(keepingCapacity: true)
  }

  /// Reads a piece more behind what the arena holds. `stuck` is the length of a row that did not
  /// end in what was read so far; pieces grow with it, so a long row is not looked at over and
  /// over.
  func more(_ arena: ByteArena, stuck: Int) throws(Unreadable) {
    let wanted = max(piece, stuck)
    var filled = 0
    while filled < wanted, wanted - filled >= 64 {
      let room = arena.reserve(wanted - filled + 64)
      let got = try text.read(
        into: UnsafeMutableRawBufferPointer(start: room, count: wanted - filled))
      if got == 0 {
        atEnd = true
        break
      }
      arena.commit(got)
      filled += got
    }
  }

  /// Keeps the bytes from `position` on for the next block.
  func end(_ arena: ByteArena, at position: Int) {
    let rest = UnsafeBufferPointer(start: arena.base + position, count: arena.count - position)
    carried.append(contentsOf: rest)
    arena.truncate(to: position)
  }
}
