import Foundation

/// Moving and writing files so that a reader never sees half of one.
enum Files {
  /// A name in a directory that is not taken: `leads.csv`, `leads~2.csv`, `leads~3.csv` …, each
  /// with `suffix` behind it. A stem that would make the name longer than file systems allow is
  /// cut.
  static func freePath(_ name: String, suffix: String = "", in directory: String) -> String {
    numbered(name, suffix, in: directory, firstFree(name, suffix, in: directory))
  }

  /// The path of that name that was taken last; nil where none is.
  static func lastPath(_ name: String, suffix: String = "", in directory: String) -> String? {
    let free = firstFree(name, suffix, in: directory)
    return free == 1 ? nil : numbered(name, suffix, in: directory, free - 1)
  }

  /// The number of a free name before which one is taken. Thousands of files of one name may lie
  /// there: steps double, then halve.
  private static func firstFree(_ name: String, _ suffix: String, in directory: String) -> Int {
    func isTaken(_ number: Int) -> Bool {
      exists(numbered(name, suffix, in: directory, number))
    }
    guard isTaken(1) else { return 1 }
    var (taken, free) = (1, 2)
    while isTaken(free) { (taken, free) = (free, free * 2) }
    while free - taken > 1 {
      let middle = (taken + free) / 2
      if isTaken(middle) { taken = middle } else { free = middle }
    }
    return free
  }

  private static func numbered(
    _ name: String, _ suffix: String, in directory: String, _ number: Int
  ) -> String {
    let (stem, ending) = split(name)
    return directory + "/" + fitted(stem, (number == 1 ? "" : "~\(number)") + ending + suffix)
  }

  /// A stem and what follows it, the last part of the path at most 255 bytes long.
  static func fitted(_ stem: String, _ rest: String) -> String {
    let last = stem.lastIndex(of: "/").map { stem.index(after: $0) } ?? stem.startIndex
    var length = stem[last...].utf8.count + rest.utf8.count
    var stem = stem
    while length > 255, let gone = stem.popLast() { length -= gone.utf8.count }
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

  /// Writes a file whole: under a hidden name first, then renamed into place.
  static func write(_ bytes: [UInt8], to path: String) throws {
    try write(to: path) { try $0.append(bytes) }
  }

  /// The same, piece by piece.
  static func write(to path: String, _ body: (inout NewFile) throws -> Void) throws {
    try makeDirectory(of: path)
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    let part = String(path.dropLast(name.count)) + ".part-" + shortened(String(name))
    var file = try NewFile(part, for: path)
    try body(&file)
    try file.close()
    guard rename(part, path) == 0 else { throw FileProblem("cannot write \(path)") }
    sync(directoryOf: path)
  }

  /// A hidden name may not be longer than a name may be.
  private static func shortened(_ name: String) -> String {
    name.utf8.count <= 200 ? name : String(name.prefix(40)) + String(name.utf8.count)
  }

  static func makeDirectory(of path: String) throws {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try makeDirectory(String(path[..<slash]))
  }

  /// Makes a directory and those above it that are missing.
  static func makeDirectory(_ path: String) throws(FileProblem) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    let problem = FileProblem("cannot make \(path)")
    guard problem.code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex
    else { throw problem }
    try makeDirectory(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileProblem("cannot make \(path)")
    }
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  static func sync(directoryOf path: String) { sync(directory: folder(of: path)) }

  /// Makes what was renamed into or out of a directory last.
  static func sync(directory path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// A file while it is written, under a name that nobody looks at. Where it is let go before it is
/// closed, it is removed.
struct NewFile: ~Copyable {
  private var descriptor: Int32
  private let path: String
  private let target: String
  private var buffer: [UInt8] = []
  private static let size = 1 << 18

  init(_ path: String, for target: String) throws(FileProblem) {
    self.path = path
    self.target = target
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw FileProblem("cannot create \(path)") }
  }

  deinit {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    unlink(path)
  }

  mutating func append(_ bytes: [UInt8]) throws(FileProblem) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= NewFile.size { try flush() }
  }

  /// Gives it the time of another file.
  mutating func setModified(_ time: timespec) {
    let times = [time, time]
    futimens(descriptor, times)
  }

  mutating func flush() throws(FileProblem) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileProblem("cannot write \(target)") }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left, for good.
  mutating func close() throws(FileProblem) {
    try flush()
    guard fsync(descriptor) == 0 else { throw FileProblem("cannot write \(target)") }
    let closed = Glibc.close(descriptor)
    descriptor = -1
    guard closed == 0 else {
      let problem = FileProblem("cannot write \(target)")
      unlink(path)
      throw problem
    }
  }
}
