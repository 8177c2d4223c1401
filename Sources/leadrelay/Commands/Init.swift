import ArgumentParser
import Glibc
import RuleSource

/// `leadrelay init`: a commented rulebook to begin with.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented starter rulebook into a new or empty directory.",
    discussion: "Exit code 73 where the directory has anything in it, or cannot be written.")

  @Argument(help: ArgumentHelp("The directory; it is made if need be.", valueName: "dir"))
  var directory: String

  func run() throws {
    let path =
      directory.count > 1 && directory.hasSuffix("/") ? "\(directory.dropLast())" : directory
    try makeDirectory(path)
    if let name = try firstName(in: path) {
      throw Failure(
        .cannotCreate,
        "\(path) is not empty, it has \(name); name a directory that is not there yet"
      )
    }
    let rulebook = starterRulebook()
    for file in rulebook {
      if let slash = file.path.lastIndex(of: "/") {
        try makeDirectory("\(path)/\(file.path[..<slash])")
      }
      try write(file.bytes, to: "\(path)/\(file.path)")
    }
    let output = Output()
    try output.write(nextSteps(path))
    try output.flush()
  }

  private func nextSteps(_ path: String) -> String {
    """
    \(path) is a rulebook now. Next:
      edit \(path)/teams.yaml        your reps; editors that know the YAML language server help
      leadrelay check --rules \(path)
      leadrelay test --rules \(path)
      leadrelay score --rules \(path) leads.csv > scored.csv
      leadrelay run --rules \(path)

    """
  }

  /// Makes a directory, and those above it; one that is there will do.
  private func makeDirectory(_ path: String) throws {
    guard mkdir(path, 0o777) != 0 else { return }
    if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeDirectory(String(path[..<slash]))
      if mkdir(path, 0o777) == 0 { return }
    }
    var about = stat()
    guard errno == EEXIST, stat(path, &about) == 0, about.st_mode & S_IFMT == S_IFDIR else {
      throw Init.failure("cannot make the directory \(path)")
    }
  }

  /// A name in the directory; nil where it is empty.
  private func firstName(in path: String) throws -> String? {
    guard let listing = opendir(path) else { throw Init.failure("cannot read \(path)") }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { return name }
    }
    return nil
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Init.failure("cannot write \(path)") }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor)
  }

  private static func failure(_ what: String) -> Failure {
    Failure(.cannotCreate, "\(what): \(String(cString: strerror(errno)))")
  }
}
