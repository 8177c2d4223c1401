import CZLib

/// Unpacks gzip (RFC 1952) as it is read; several members in a row count as one file.
final class Gunzip: ByteSource {
  private var source: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var sourceEnded = false
  private var memberEnded = false
  private var ended = false

  init(_ source: consuming any ByteSource) {
    self.source = source
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 64 * 1024, alignment: 16)
    // 15 bits of window, 16 more: gzip and nothing else.
    let result = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib cannot be set up")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    if ended || buffer.isEmpty { return 0 }
    stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    let wanted = stream.pointee.avail_out
    while stream.pointee.avail_out == wanted, !ended {
      try refill()
      if memberEnded, try !beginMember() { break }
      try inflateSome()
    }
    return Int(wanted - stream.pointee.avail_out)
  }

  private func refill() throws(Unreadable) {
    if stream.pointee.avail_in > 0 || sourceEnded { return }
    let isStart = stream.pointee.total_in == 0 && !memberEnded
    let got = isStart ? try source.fill(input) : try source.read(into: input)
    sourceEnded = got == 0
    let start = Array(input[..<min(got, ForeignFile.looked)])
    if isStart, !start.starts(with: [0x1F, 0x8B]), let reason = ForeignFile.reason(start) {
      throw Unreadable(reason)
    }
    stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = UInt32(got)
  }

  /// Another member, or the end. Zeros behind the last one are padding of tapes and block devices.
  private func beginMember() throws(Unreadable) -> Bool {
    while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
      try refill()
    }
    if stream.pointee.avail_in == 0 {
      ended = true
      return false
    }
    if stream.pointee.next_in.pointee != 0x1F {
      throw Unreadable(
        "behind the gzip data stand bytes that are none: the file is damaged, send it again")
    }
    inflateReset(stream)
    memberEnded = false
    return true
  }

  private func inflateSome() throws(Unreadable) {
    let result = inflate(stream, Z_NO_FLUSH)
    switch result {
    case Z_STREAM_END: memberEnded = true
    case Z_OK: break
    case Z_BUF_ERROR where !sourceEnded || stream.pointee.avail_in > 0: break
    case Z_BUF_ERROR:
      throw Unreadable("the gzip data ends too early: the file is not whole, send it again")
    default:
      throw Unreadable("this is no gzip data, or it is damaged: pack the file again")
    }
  }
}
