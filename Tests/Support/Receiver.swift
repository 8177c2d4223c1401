public import Foundation

/// A receiver of webhooks on this machine, see `receiver.py`; it goes with this value.
public final class Receiver {
  /// One request, as it came.
  public struct Request: Decodable, Sendable {
    public var method: String
    public var path: String
    public var headers: [String: String]
    public var body: String
    /// How it was answered.
    public var answer: String
    /// When, in seconds of a clock that only goes forth.
    public var at: Double
  }

  public struct DidNotStart: Error {}

  public let folder: URL
  public private(set) var port = 0
  private let process = Process()
  private let input = Pipe()
  private let scheme: String

  /// - Parameter certificate: a certificate and its key as files, for https.
  public init(certificate: (certificate: URL, key: URL)? = nil) throws {
    let name = "leadrelay-receiver-\(UUID().uuidString.prefix(8))"
    folder = FileManager.default.temporaryDirectory.appending(path: name)
    scheme = certificate == nil ? "http" : "https"
    try FileManager.default.createDirectory(
      at: folder.appending(path: "answers"), withIntermediateDirectories: true)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "receiver.py")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path]
    if let certificate {
      process.arguments! += [certificate.certificate.path, certificate.key.path]
    }
    process.standardInput = input
    try process.run()
    for _ in 0..<36_000 where port == 0 {
      let text = try? String(contentsOf: folder.appending(path: "port"), encoding: .utf8)
      port = text.flatMap { Int($0) } ?? 0
      if port == 0 { usleep(5_000) }
    }
    guard port != 0 else { throw DidNotStart() }
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: folder)
  }

  public func url(_ name: String = "hook", host: String = "127.0.0.1") -> String {
    "\(scheme)://\(host):\(port)/\(name)"
  }

  /// How requests to a path are answered: a line each, the last one for all that follow.
  public func answer(_ name: String = "hook", _ lines: String...) throws {
    let text = lines.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: folder.appending(path: "answers/" + name), options: .atomic)
  }

  /// All requests so far, to a path or to any.
  public func requests(_ name: String? = nil) -> [Request] {
    let text = (try? String(contentsOf: folder.appending(path: "requests"), encoding: .utf8)) ?? ""
    let all = text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Request.self, from: Data($0.utf8))
    }
    return all.filter { request in name.map { request.path == "/" + $0 } ?? true }
  }
}
