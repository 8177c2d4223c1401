import Foundation

/// Hears of files that are closed or moved into the inbox (inotify(7)).
///
/// Links, `truncate` and writes over NFS raise no event, and queues overflow: the daemon scans
/// now and then all the same.
final class InboxWatch {
  enum News: Equatable {
    /// This file, a path below the inbox, is whole.
    case closed(String)
    /// Something else happened: a folder came or went, or events were lost. Scan.
    case changed
  }

  private let inbox: String
  let descriptor: Int32
  private var folders: [Int32: String] = [:]
  /// Folders that could not be watched, and why.
  private(set) var unwatched: [String: FileProblem] = [:]
  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

  init?(_ inbox: String) {
    self.inbox = inbox
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Watches a folder; one that is watched already stays so.
  func watch(_ path: String) {
    let watch = inotify_add_watch(descriptor, inbox + "/" + path, InboxWatch.mask)
    if watch >= 0 {
      folders[watch] = path
      unwatched[path] = nil
    } else {
      unwatched[path] = FileProblem("cannot watch \(inbox)/\(path)")
    }
  }

  /// Lets go of all folders but these: the others were moved away or removed. Of two that had the
  /// same path the later one has it now.
  func keepOnly(_ paths: [String]) {
    let kept = Set(paths)
    let latest = Dictionary(folders.map { ($0.value, $0.key) }, uniquingKeysWith: max)
    for (watch, path) in folders where !kept.contains(path) || latest[path] != watch {
      inotify_rm_watch(descriptor, watch)
      folders[watch] = nil
    }
    unwatched = unwatched.filter { kept.contains($0.key) }
  }

  /// What happened since the last call; nothing where nothing did.
  func news() -> [News] {
    var found: [News] = []
    let size = 64 * 1024
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { buffer.deallocate() }
    while case let count = read(descriptor, buffer.baseAddress, size), count > 0 {
      var place = 0
      while place + MemoryLayout<inotify_event>.size <= count {
        let event = buffer.load(fromByteOffset: place, as: inotify_event.self)
        let first = place + MemoryLayout<inotify_event>.size
        let bytes = UnsafeRawBufferPointer(buffer)[first..<(first + Int(event.len))]
        let name = String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
        if let news = news(event, name) { found.append(news) }
        place = first + Int(event.len)
      }
    }
    return found
  }

  /// Nil where there is nothing to do.
  private func news(_ event: inotify_event, _ name: String?) -> News? {
    let isFolder = event.mask & UInt32(IN_ISDIR) != 0
    if event.mask & UInt32(IN_IGNORED) != 0 {
      folders[event.wd] = nil
      return .changed
    }
    // A file that was only begun: its writer will close it.
    if event.mask & UInt32(IN_CREATE) != 0, !isFolder { return nil }
    let isWhole = event.mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0
    guard isWhole, !isFolder, let name, let folder = folders[event.wd] else { return .changed }
    return .closed(folder.isEmpty ? name : folder + "/" + name)
  }
}
