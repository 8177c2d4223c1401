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
  var bulletin: String { path + "/leadrelay.status" }

  /// Makes the directories that are missing.
  public func prepare() throws {
    for directory in [path, inbox, path + "/archive", rejects, failed, outbox] {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    }
  }

  /// Where a file goes that is taken in on a day.
  func archive(on day: String) -> String {
    path + "/archive/" + String(day.map { $0 == "-" ? "/" : $0 })
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

  /// The disk, or somebody's share of it, is full.
  var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }
}

extension String {
  /// A path for a person: one line, whatever its name holds.
  var onOneLine: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return self
    }
    return unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }
}
