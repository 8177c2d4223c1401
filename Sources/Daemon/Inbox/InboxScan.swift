import Foundation
import Intake
import LeadCore

/// What lies in the inbox.
struct InboxScan {
  /// Ready to be taken in: paths below the inbox.
  var ready: [String] = []
  /// Written to a moment ago; ready when they have been still for the settle time.
  var unsettled: [String] = []
  /// The inbox and the folders below it, to be watched.
  var folders: [String] = []

  private static let unfinished = [".part", ".tmp", ".crdownload", ".filepart"]

  /// - Parameters:
  ///   - settle: how long a file must have been still, by the real clock.
  ///   - closed: files whose writer is known to have closed them or moved them in.
  init(_ inbox: String, settle: Interval, closed: Set<String> = []) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let present = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    var found: [(String, stat)] = []
    visit(inbox, below: "", depth: 0, &found)
    for (path, status) in found {
      let modified =
        Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
      if closed.contains(path) || present - modified > settle.milliseconds {
        ready.append(path)
      } else {
        unsettled.append(path)
      }
    }
  }

  static func isLeftAlone(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("_") || unfinished.contains { name.hasSuffix($0) }
  }

  private mutating func visit(
    _ inbox: String, below folder: String, depth: Int, _ found: inout [(String, stat)]
  ) {
    folders.append(folder)
    guard depth < 16, let directory = opendir(inbox + "/" + folder) else { return }
    defer { closedir(directory) }
    var inner: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      // A name that is no UTF-8 cannot be written down; `doctor` and the log speak of it.
      guard let name, !InboxScan.isLeftAlone(name) else { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      var status = stat()
      guard lstat(inbox + "/" + path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append((path, status))
      case S_IFDIR: inner.append(path)
      default: break
      }
    }
    for path in inner.sorted() { visit(inbox, below: path, depth: depth + 1, &found) }
  }

  /// Puts files found together in order: by record kind, then by the bytes of their names.
  static func ordered(
    _ paths: [String], inbox: String, rules: Rulebook
  ) -> [String] {
    paths.map { path in
      (path, RecordKind.told(by: path, inbox: inbox, rules: rules))
    }.sorted { left, right in
      left.1 == right.1
        ? left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
        : (left.1 ?? .numbers) < (right.1 ?? .numbers)
    }.map(\.0)
  }
}

extension RecordKind {
  /// What a file's rows are about: by the rulebook's sources, the file's name or its first row.
  static func told(by path: String, inbox: String, rules: Rulebook) -> RecordKind? {
    guard let format = FileFormat(fileName: path),
      let source = try? DescriptorSource(path: inbox + "/" + path)
    else { return nil }
    let block = RowBlock()
    let reader = RowReader(source, format: format, encoding: nil)
    _ = try? reader.read(into: block, rows: 1, bytes: 4096)
    let mapping = try? Mapping(
      header: block.header, path: path, sources: rules.sources, zone: rules.calendar.zone)
    return mapping?.kind
  }
}
