import Glibc

/// Reads directories and files.
enum Directory {
  /// Why a file could not be read.
  enum Fault: Error {
    case tooLarge
    case other(String)
    fileprivate init(code: Int32) { self = .other(String(cString: strerror(code))) }
  }

  /// The names in a directory, in the order of their bytes; nil where it cannot be read.
  static func names(in path: String) -> [String]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The content of a plain file; a link to one will do. Of a larger one nothing is read.
  static func bytes(of path: String, atMost limit: Int) -> Result<[UInt8], Fault> {
    // Not to wait for a writer where somebody put a FIFO.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return .failure(Fault(code: errno)) }
    defer { close(file) }
    var about = stat()
    guard fstat(file, &about) == 0 else { return .failure(Fault(code: errno)) }
    guard about.st_mode & S_IFMT == S_IFREG else { return .failure(.other("it is no plain file")) }
    guard about.st_size <= limit else { return .failure(.tooLarge) }
    return contents(of: file, expecting: Int(about.st_size), atMost: limit)
  }

  private static func contents(
    of file: Int32, expecting size: Int, atMost limit: Int
  ) -> Result<[UInt8], Fault> {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = block.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return .success(bytes) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(Fault(code: errno))
      }
      bytes.append(contentsOf: block[..<count])
    }
    return .failure(.tooLarge)
  }
}
