import Foundation
import Intake
import Synchronization

/// What a file looked like: the same mark, the same content.
struct FileMark: Equatable, Sendable {
  private let device: UInt
  private let inode: UInt
  let size: Int
  let modified: timespec

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    modified = status.st_mtim
  }

  /// Of what lies at a path now; nil where nothing does.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  static func == (one: FileMark, other: FileMark) -> Bool {
    one.device == other.device && one.inode == other.inode && one.size == other.size
      && one.modified.tv_sec == other.modified.tv_sec
      && one.modified.tv_nsec == other.modified.tv_nsec
  }
}

/// A file whose content was no longer what it had been.
struct ChangedWhileRead: Error {}

/// A file of the inbox while it is taken in. It is opened once: whatever becomes of its name, what
/// is read are the bytes that were found there. That they stay the same is checked by its mark
/// before each commit, and at the end by the digest of what was read.
final class InboxFile {
  let path: String
  let mark: FileMark
  /// SHA-256 of the content, in hexadecimal.
  private(set) var sha256 = ""
  private let descriptor: Int32
  /// The content of a small file: read once, it cannot change any more.
  private var bytes: [UInt8]?
  private var source: InboxFileSource?
  private static let small = 1 << 20

  /// Opens a regular file; links, FIFOs, sockets and devices are refused without opening them.
  init(_ path: String) throws(FileProblem) {
    self.path = path
    var status = stat()
    guard lstat(path, &status) == 0 else { throw FileProblem("cannot open \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw InboxFile.noFile(path) }
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileProblem("cannot open \(path)") }
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw InboxFile.noFile(path)
    }
    mark = FileMark(status)
  }

  deinit { close(descriptor) }

  /// Whether a regular file lies there, or nothing any more.
  static func mayBeFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private static func noFile(_ path: String) -> FileProblem {
    errno = EINVAL
    return FileProblem("\(path) is no regular file")
  }

  /// Reads the content for its digest.
  ///
  /// - Parameter goesOn: asked now and then; false ends the reading.
  /// - Returns: false where it was ended.
  func digest(_ goesOn: () -> Bool) throws -> Bool {
    let isSmall = mark.size <= InboxFile.small
    if !isSmall { posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    let source = InboxFileSource(descriptor, size: mark.size)
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: isSmall ? max(mark.size, 1) : 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    var kept: [UInt8] = []
    while case let count = try source.read(into: buffer), count > 0 {
      if isSmall { kept.append(contentsOf: buffer[..<count]) }
      guard goesOn() else { return false }
    }
    if isSmall { bytes = kept }
    try check()
    sha256 = source.digest()
    return true
  }

  /// The content, once more.
  func content() -> any ByteSource {
    if let bytes { return MemorySource(bytes) }
    let source = InboxFileSource(descriptor, size: mark.size)
    self.source = source
    return source
  }

  /// Whether the content is in memory.
  var isSmall: Bool { bytes != nil }

  /// Bytes read so far.
  var position: Int { source?.position ?? mark.size }

  /// - Throws: `ChangedWhileRead` where somebody wrote to it since it was opened.
  func check() throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileMark(status) == mark else {
      throw ChangedWhileRead()
    }
  }

  /// The same at the end, by the bytes that were read too: a time of modification is coarse.
  func checkAll() throws {
    try check()
    guard let source else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { buffer.deallocate() }
    // What no row reader wanted, such as what follows the end of a JSON array.
    while try source.read(into: buffer) > 0 {}
    guard source.digest() == sha256 else { throw ChangedWhileRead() }
  }

  /// Moves it to where nothing lies yet, over file systems too.
  ///
  /// - Returns: false where something else, or nothing, lies in its place by now: that stays.
  func move(to target: String) throws -> Bool {
    guard FileMark(path) == mark else { return false }
    if rename(path, target) != 0 {
      if errno == ENOENT, !Files.exists(Files.folder(of: target)) {
        try Files.makeDirectory(of: target)
        return try move(to: target)
      }
      if errno == ENOENT { return false }
      guard errno == EXDEV else { throw FileProblem("cannot move \(path) to \(target)") }
      return try copy(to: target)
    }
    // Another one may have come to its name just before.
    guard let moved = FileMark(target), moved != mark else { return true }
    let folder = Files.folder(of: path)
    let back = Files.freePath(String(path.dropFirst(folder.count + 1)), in: folder)
    guard rename(target, back) == 0 else {
      throw FileProblem("cannot move \(target) back to \(back)")
    }
    return false
  }

  private func copy(to target: String) throws -> Bool {
    let source = InboxFileSource(descriptor, size: mark.size)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    try Files.write(to: target) { file in
      while case let count = try source.read(into: buffer), count > 0 {
        try file.append(Array(buffer[..<count]))
      }
      try file.flush()
      file.setModified(mark.modified)
    }
    guard FileMark(path) == mark else { return false }
    guard unlink(path) == 0 else {
      let problem = FileProblem("cannot remove \(path), which is copied to \(target)")
      unlink(target)
      throw problem
    }
    return true
  }
}

/// The bytes of an open file up to the size it was found with, and their digest.
///
/// `@unchecked Sendable`: one thread reads it at a time; only `position` is looked at meanwhile.
final class InboxFileSource: ByteSource, @unchecked Sendable {
  private let descriptor: Int32
  private let size: Int
  private let offset = Atomic(0)
  private var hash: SHA256? = SHA256()
  private var hashed = ""

  init(_ descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  var position: Int { offset.load(ordering: .relaxed) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let at = position
    let wanted = min(buffer.count, size - at)
    guard wanted > 0 else { return 0 }
    while true {
      let count = pread(descriptor, buffer.baseAddress, wanted, at)
      if count >= 0 {
        hash?.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset.store(at + count, ordering: .relaxed)
        return count
      }
      if errno == EINTR { continue }
      throw Unreadable("cannot be read: \(String(cString: strerror(errno)))")
    }
  }

  /// Of all that was read; nothing is to be read after.
  func digest() -> String {
    if let hash = hash.take() { hashed = hash.finish() }
    return hashed
  }
}
