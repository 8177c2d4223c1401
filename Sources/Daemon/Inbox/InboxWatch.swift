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
  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

  init?(_ inbox: String) {
    self.inbox = inbox
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Watches these folders; those that are watched already stay so.
  func watch(_ paths: [String]) {
    for path in paths {
      let watch = inotify_add_watch(descriptor, inbox + "/" + path, InboxWatch.mask)
      if watch >= 0 { folders[watch] = path }
    }
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
        found.append(news(event, String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)))
        place = first + Int(event.len)
      }
    }
    return found
  }

  private func news(_ event: inotify_event, _ name: String) -> News {
    let isWhole = event.mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0
    guard isWhole, event.mask & UInt32(IN_ISDIR) == 0, let folder = folders[event.wd]
    else { return .changed }
    return .closed(folder.isEmpty ? name : folder + "/" + name)
  }
}
