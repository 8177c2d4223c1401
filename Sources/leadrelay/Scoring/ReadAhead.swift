import Dispatch
import Intake

/// Reads the blocks of a file on a thread of its own, one ahead of whoever works on them.
///
/// `@unchecked Sendable`: at any time a block belongs to one side, and the semaphores hand it over;
/// the reader is touched by the thread alone until it has come to its end.
final class ReadAhead: @unchecked Sendable {
  private let reader: RowReader
  private let blocks = [RowBlock(), RowBlock()]
  private var results: [Result<Bool, Unreadable>] = [.success(false), .success(false)]
  /// From zero: a semaphore must not end below the value that it began with.
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private var next = 0
  private var holdsOne = false
  private static let rows = 8_192
  private static let bytes = 2 << 20

  init(_ reader: RowReader) {
    self.reader = reader
    for _ in blocks { free.signal() }
    DispatchQueue(label: "leadrelay.read").async { self.fill() }
  }

  private func fill() {
    var place = 0
    var more = true
    while more {
      free.wait()
      do throws(Unreadable) {
        more = try reader.read(
          into: blocks[place], rows: ReadAhead.rows, bytes: ReadAhead.bytes)
        results[place] = .success(more)
      } catch {
        results[place] = .failure(error)
        more = false
      }
      filled.signal()
      place = 1 - place
    }
  }

  /// The next block, good until the next call, and whether more follow; the last one may be without
  /// rows. Not to be called again after the last.
  func block() throws(Unreadable) -> (RowBlock, hasMore: Bool) {
    if holdsOne { free.signal() }
    filled.wait()
    holdsOne = true
    defer { next = 1 - next }
    return (blocks[next], try results[next].get())
  }

  /// What was found strange, once the last block was handed out; the separator of CSV from the
  /// first on.
  var warnings: [String] { reader.warnings }
  var separator: UInt8 { reader.separator }
}
