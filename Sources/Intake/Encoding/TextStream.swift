import CTables

/// The text of a file as UTF-8, whatever it was written in.
///
/// What is UTF-8 already goes straight into the reader's memory and costs a validity check. A
/// file that is neither UTF-8 nor marked is taken for a Windows code page; stray bytes in one
/// that mostly is UTF-8 are read as that code page one by one.
final class TextStream {
  private enum Mode {
    case unopened, undecided, utf8, raw
    case converting(Iconv)
  }

  private var source: any ByteSource
  private let fallback: TextEncoding
  private let isNamed: Bool
  private let checksUTF8: Bool
  private var mode = Mode.unopened
  /// Bytes taken from the source and not given out yet: `held[heldFrom...]`.
  private var held: [UInt8] = []
  private var heldFrom = 0
  private var sourceEnded = false
  private var stray: Iconv?
  private(set) var warnings: [String] = []

  /// - Parameters:
  ///   - encoding: of what is neither UTF-8 nor marked; nil means windows-1252.
  ///   - checksUTF8: false for JSON, whose own reader rejects what is not UTF-8.
  init(_ source: consuming any ByteSource, encoding: TextEncoding?, checksUTF8: Bool) {
    self.source = source
    fallback = encoding ?? .windows1252
    isNamed = encoding != nil
    self.checksUTF8 = checksUTF8
  }

  /// How the text was found to be written so far.
  var encoding: TextEncoding {
    if case .converting(let iconv) = mode { iconv.encoding } else { .utf8 }
  }

  /// Fills `buffer` (64 bytes at least) with whole characters; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    precondition(buffer.count >= 64)
    if case .unopened = mode { try open() }
    while true {
      switch mode {
      case .converting(let iconv):
        return try convert(iconv, into: buffer)
      case .raw:
        return try take(into: buffer)
      case .unopened, .undecided, .utf8:
        let count = try take(into: buffer)
        if count == 0 { return 0 }
        let given = try checked(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        if given > 0 { return given }
      }
    }
  }

  private func open() throws(Unreadable) {
    var start = [UInt8](repeating: 0, count: ForeignFile.looked)
    let got = try fill(&start)
    held = Array(start[..<got])
    if let reason = ForeignFile.reason(held) { throw Unreadable(reason) }
    mode = checksUTF8 ? .undecided : .raw
    guard let mark = held.withUnsafeBufferPointer({ TextEncoding.marked($0) }) else { return }
    heldFrom = mark.length
    if mark.encoding != .utf8 {
      mode = .converting(try Iconv(mark.encoding))
    } else if checksUTF8 {
      mode = .utf8
    }
  }

  private func fill(_ bytes: inout [UInt8]) throws(Unreadable) -> Int {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { room.deallocate() }
    let got = try source.fill(room)
    for i in 0..<got { bytes[i] = room[i] }
    sourceEnded = got < bytes.count
    return got
  }

  /// Bytes as they are: what is held first, then the source's.
  private func take(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let waiting = held.count - heldFrom
    // A long run is held only around stray bytes; small steps keep what is given back small.
    let kept = min(waiting, waiting > 8 ? 4096 : 8, buffer.count)
    held.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[heldFrom..<heldFrom + kept]))
    }
    heldFrom += kept
    if waiting > 8 || sourceEnded { return kept }
    held.removeAll(keepingCapacity: true)
    heldFrom = 0
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
    let got = try source.fill(rest)
    sourceEnded = got < rest.count
    return kept + got
  }

  private func giveBack(_ bytes: Slice<UnsafeMutableRawBufferPointer>) {
    if heldFrom >= bytes.count {
      heldFrom -= bytes.count
    } else {
      held.replaceSubrange(..<heldFrom, with: bytes)
      heldFrom = 0
    }
  }

  /// How many bytes of `bytes` are good UTF-8; deals with those behind them.
  private func checked(_ bytes: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let start = bytes.bindMemory(to: UInt8.self).baseAddress!
    let ascii = lr_ascii_prefix(start, bytes.count)
    if ascii == bytes.count { return ascii }
    let good = ascii + lr_utf8_prefix(start + ascii, bytes.count - ascii)
    if case .undecided = mode {
      try decide(UnsafeBufferPointer(start: start, count: bytes.count), good: good)
      if case .converting = mode {
        giveBack(bytes[ascii...])
        return ascii
      }
    }
    if good == bytes.count { return good }
    giveBack(bytes[good...])
    return good > 0 ? good : try convertStray(bytes)
  }

  /// UTF-8 or a code page: what the first bytes beyond ASCII say.
  private func decide(_ bytes: UnsafeBufferPointer<UInt8>, good: Int) throws(Unreadable) {
    mode = .utf8
    let start = bytes.baseAddress!
    if good >= bytes.count - 3, good == bytes.count || !sourceEnded { return }
    var valid = 0
    var invalid = 0
    var i = 0
    while i < bytes.count {
      let length = lr_utf8_sequence(start + i, bytes.count - i)
      if length > 1 { valid += 1 } else if length == 0 { invalid += 1 }
      i += max(length, 1)
    }
    // A code page that the source names needs less to be believed: its letters often look like
    // UTF-8.
    if invalid * (isNamed ? 8 : 1) < valid { return }
    mode = .converting(try Iconv(fallback))
    warnings.append("not UTF-8, read as \(fallback.rawValue)")
  }

  /// One byte that begins no UTF-8 sequence, written over the beginning of `bytes`.
  private func convertStray(_ bytes: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    // A sequence cut off by the end of the buffer waits for the rest of it.
    let waiting = held.count - heldFrom
    let isCut =
      waiting < 4
      && held.withUnsafeBufferPointer {
        lr_utf8_could_begin($0.baseAddress! + heldFrom, waiting)
      }
    if isCut, !sourceEnded { return 0 }
    if stray == nil {
      stray = try Iconv(fallback)
      warnings.append("some bytes are not UTF-8, read as \(fallback.rawValue)")
    }
    let byte = [held[heldFrom]]
    heldFrom += 1
    var out = [UInt8](repeating: 0, count: 8)
    let written = byte.withUnsafeBufferPointer { input in
      out.withUnsafeMutableBytes { stray!.convert(input, atEnd: true, into: $0).written }
    }
    // The room behind `bytes` was filled with at least as much, or the buffer is 64 bytes long.
    for i in 0..<written {
      bytes.baseAddress!.storeBytes(of: out[i], toByteOffset: i, as: UInt8.self)
    }
    return written
  }

  private func convert(
    _ iconv: Iconv, into buffer: UnsafeMutableRawBufferPointer
  ) throws(Unreadable) -> Int {
    while true {
      if held.count - heldFrom < 4096, !sourceEnded { try hold() }
      if heldFrom == held.count { return 0 }
      let before = iconv.replaced
      let done = held[heldFrom...].withUnsafeBufferPointer {
        iconv.convert($0, atEnd: sourceEnded, into: buffer)
      }
      heldFrom += done.used
      if before == 0, iconv.replaced > 0 {
        warnings.append("some bytes mean nothing in \(iconv.encoding.rawValue), read as U+FFFD")
      }
      if done.written > 0 { return done.written }
    }
  }

  private func hold() throws(Unreadable) {
    held.removeSubrange(..<heldFrom)
    heldFrom = 0
    var more = [UInt8](repeating: 0, count: 64 * 1024)
    let got = try fill(&more)
    held.append(contentsOf: more[..<got])
  }
}
