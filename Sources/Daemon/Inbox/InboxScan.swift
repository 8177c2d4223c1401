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
  /// What is never taken in, by its path: why not, and what to do.
  var odd: [String: String] = [:]
  /// Why the inbox itself cannot be listed.
  var problem: FileProblem?

  private static let unfinished = [".part", ".tmp", ".crdownload", ".filepart"]
  private static let deepest = 16

  /// - Parameters:
  ///   - settle: how long a file must have been still, by the real clock.
  ///   - closed: files whose writer is known to have closed them or moved them in.
  ///   - entering: called with each folder before it is listed: what comes into it later is heard
  ///     of, what came before is found.
  init(
    _ inbox: String, settle: Interval, closed: Set<String> = [],
    entering: (String) -> Void = { _ in }
  ) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let present = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    var found: [(String, stat)] = []
    visit(inbox, below: "", depth: 0, &found, entering)
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
    _ inbox: String, below folder: String, depth: Int, _ found: inout [(String, stat)],
    _ entering: (String) -> Void
  ) {
    guard depth < InboxScan.deepest else {
      odd[folder] = "folders nest deeper than \(InboxScan.deepest): move it up"
      return
    }
    entering(folder)
    guard let directory = opendir(inbox + "/" + folder) else {
      let problem = FileProblem("cannot list \(inbox)/\(folder)")
      if folder.isEmpty { self.problem = problem } else { odd[folder] = "\(problem)" }
      return
    }
    folders.append(folder)
    defer { closedir(directory) }
    var inner: [String] = []
    while let entry = readdir(directory) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        let shown = (folder.isEmpty ? "" : folder + "/") + InboxScan.shown(bytes)
        odd[shown] = "its name is no UTF-8: rename it"
        continue
      }
      guard !InboxScan.isLeftAlone(name) else { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      var status = stat()
      guard lstat(inbox + "/" + path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append((path, status))
      case S_IFDIR: inner.append(path)
      case let kind: odd[path] = InboxScan.reason(kind)
      }
    }
    for path in inner.sorted() { visit(inbox, below: path, depth: depth + 1, &found, entering) }
  }

  private static func reason(_ kind: mode_t) -> String {
    switch kind {
    case S_IFLNK: "links are not followed: drop the file itself"
    case S_IFIFO: "this is a FIFO, no file: remove it"
    case S_IFSOCK: "this is a socket, no file: remove it"
    default: "this is a device, no file: remove it"
    }
  }

  /// A name with what is no printable ASCII as `\xFF`.
  private static func shown(_ name: [UInt8]) -> String {
    name.map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// Puts files found together in order: by record kind, then by the bytes of their names.
  static func ordered(
    _ paths: [String], inbox: String, rules: Rulebook
  ) -> [String] {
    guard paths.count > 1 else { return paths }
    return paths.map { path in
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
    let name = RejectsFile.original(path)
    if let kind = Mapping.kind(named: name, sources: rules.sources) { return kind }
    guard let format = FileFormat(fileName: path),
      let source = try? DescriptorSource(path: inbox + "/" + path)
    else { return nil }
    let block = RowBlock()
    let reader = RowReader(source, format: format, encoding: nil)
    _ = try? reader.read(into: block, rows: 1, bytes: 4096)
    let mapping = try? Mapping(
      header: block.header, path: name, sources: rules.sources, zone: rules.calendar.zone)
    return mapping?.kind
  }
}
