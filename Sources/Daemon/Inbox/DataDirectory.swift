import Foundation

/// The directory that holds everything LeadRelay keeps, see "Directories" in the README.
public struct DataDirectory: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public var inbox: String { path + "/inbox" }
  public var rejects: String { path + "/rejects" }
  public var failed: String { path + "/failed" }
  public var outbox: String { path + "/outbox" }
  public var store: String { path + "/leadrelay.db" }
  var lock: String { path + "/leadrelay.lock" }

  /// Makes the directories that are missing.
  public func prepare() throws {
    for directory in [path, inbox, path + "/archive", rejects, failed, outbox] {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    }
  }

  /// Where a file goes that is taken in on a day.
  func archive(on day: String) -> String { path + "/archive/" + day.replacing("-", with: "/") }
}

/// Moving and writing files so that a reader never sees half of one.
enum Files {
  /// A name in a directory that is not taken: `leads.csv`, `leads~2.csv`, `leads~3.csv` …, each
  /// with `suffix` behind it. A stem that would make the name longer than file systems allow is
  /// cut.
  static func freePath(_ name: String, suffix: String = "", in directory: String) -> String {
    let (stem, ending) = split(name)
    var path = directory + "/" + fitted(stem, ending + suffix)
    var number = 2
    while exists(path) {
      path = directory + "/" + fitted(stem, "~\(number)\(ending)\(suffix)")
      number += 1
    }
    return path
  }

  /// A stem and what follows it, the last part of the path at most 255 bytes long.
  static func fitted(_ stem: String, _ rest: String) -> String {
    var stem = stem
    func length() -> Int {
      let last = stem.lastIndex(of: "/").map { stem.index(after: $0) } ?? stem.startIndex
      return stem[last...].utf8.count + rest.utf8.count
    }
    while length() > 255, !stem.isEmpty { stem.removeLast() }
    return stem + rest
  }

  private static func split(_ name: String) -> (stem: String, ending: String) {
    let from = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    guard let dot = name[from...].firstIndex(of: "."), dot > from else { return (name, "") }
    return (String(name[..<dot]), String(name[dot...]))
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Moves a file, over file systems too; the directory is made if it is missing.
  static func move(_ from: String, to target: String) throws {
    try makeDirectory(of: target)
    if rename(from, target) == 0 { return sync(directoryOf: target) }
    guard errno == EXDEV else { throw FileProblem("cannot move \(from) to \(target)") }
    let part = target + ".part"
    try? FileManager.default.removeItem(atPath: part)
    try FileManager.default.copyItem(atPath: from, toPath: part)
    guard rename(part, target) == 0, unlink(from) == 0 else {
      throw FileProblem("cannot move \(from) to \(target)")
    }
    sync(directoryOf: target)
  }

  /// Writes a file whole: under a hidden name first, then renamed into place.
  static func write(_ bytes: [UInt8], to path: String) throws {
    try makeDirectory(of: path)
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    let part = String(path.dropLast(name.count)) + ".part-" + shortened(String(name))
    let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw FileProblem("cannot create \(part)") }
    var isWhole = true
    bytes.withUnsafeBytes { all in
      var written = 0
      while written < all.count {
        let count = Glibc.write(descriptor, all.baseAddress! + written, all.count - written)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          isWhole = false
          return
        }
        written += count
      }
    }
    let problem = FileProblem("cannot write \(path)")
    isWhole = isWhole && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWhole, rename(part, path) == 0 else {
      unlink(part)
      throw problem
    }
    sync(directoryOf: path)
  }

  /// A hidden name may not be longer than a name may be.
  private static func shortened(_ name: String) -> String {
    name.utf8.count <= 200 ? name : String(name.prefix(40)) + String(name.utf8.count)
  }

  static func makeDirectory(of path: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try FileManager.default.createDirectory(
      atPath: String(path[..<slash]), withIntermediateDirectories: true)
  }

  private static func sync(directoryOf path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let descriptor = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// Something the file system did not do, with its reason.
public struct FileProblem: Error, CustomStringConvertible {
  public let description: String
  /// The system's error number.
  public let code: Int32

  init(_ what: String) {
    code = errno
    description = what + ": " + String(cString: strerror(code))
  }
}
