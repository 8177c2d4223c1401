import Foundation
import Synchronization

/// What the instance that has the data says of itself while it works: the file it is at, and what
/// goes wrong just now.
///
/// It stands in `leadrelay.status` beside the store. Its bytes are there from the start and written
/// over in place, so it can be said on a full disk too, and costs no transaction.
public final class Bulletin: Sendable {
  /// What is said.
  public struct Content: Codable, Sendable {
    /// The file being taken in.
    public var file: Progress?
    /// What goes wrong just now, a sentence each, by what it is about.
    public var troubles: [String: String] = [:]
  }

  /// How far the intake of a file has come.
  public struct Progress: Codable, Sendable {
    public var name: String
    public var rows = 0
    /// Bytes read, and of how many.
    public var bytes = 0
    public var size: Int
    /// Rows that an earlier run took in.
    public var earlierRows = 0
    /// Since this run began with it.
    public var seconds = 0.0

    public var percent: Int { size > 0 ? Int(Double(min(bytes, size)) / Double(size) * 100) : 100 }
    public var rowsPerSecond: Int {
      seconds > 0 ? Int(Double(rows - earlierRows) / seconds) : 0
    }
    /// By the pace so far; nil where there is none yet.
    public var secondsLeft: Int? {
      bytes > 0 ? Int(seconds * Double(size - min(bytes, size)) / Double(bytes)) : nil
    }
  }

  private struct State {
    var content = Content()
    var written: ContinuousClock.Instant?
    var begun: ContinuousClock.Instant?
  }

  private let descriptor: Int32
  private let state = Mutex(State())
  private static let size = 8192
  private static let pace: Duration = .milliseconds(500)

  public init(_ data: DataDirectory) {
    descriptor = open(data.bulletin, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    state.withLock { write(&$0) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// What an instance says that has the data now.
  public static func read(_ data: DataDirectory) -> Content? {
    for _ in 0..<3 {
      guard let bytes = FileManager.default.contents(atPath: data.bulletin) else { return nil }
      // It may be written over just now.
      if let content = try? JSONDecoder().decode(Content.self, from: bytes) { return content }
    }
    return nil
  }

  func begin(_ name: String, size: Int, rows: Int) {
    state.withLock { state in
      state.begun = ContinuousClock().now
      state.content.file = Progress(name: name, rows: rows, size: size, earlierRows: rows)
    }
  }

  /// Notes how far the file has come; returns it.
  @discardableResult
  func goOn(rows: Int, bytes: Int) -> Progress? {
    state.withLock { state in
      let now = ContinuousClock().now
      guard let begun = state.begun else { return nil }
      state.content.file?.rows = rows
      state.content.file?.bytes = bytes
      state.content.file?.seconds = (now - begun) / .seconds(1)
      if state.written.map({ now - $0 > Bulletin.pace }) ?? true { write(&state) }
      return state.content.file
    }
  }

  func end() {
    state.withLock { state in
      let wasSaid = state.written.map { w in state.begun.map { w > $0 } ?? false } ?? false
      state.begun = nil
      state.content.file = nil
      if wasSaid { write(&state) }
    }
  }

  /// Notes what goes wrong. True where it was not said before.
  func trouble(_ subject: String, _ sentence: String) -> Bool {
    state.withLock { state in
      guard state.content.troubles[subject] != sentence else { return false }
      state.content.troubles[subject] = sentence
      write(&state)
      return true
    }
  }

  /// What was wrong is over. True where something was.
  @discardableResult
  func isOver(_ subject: String) -> Bool {
    state.withLock { state in
      guard state.content.troubles.removeValue(forKey: subject) != nil else { return false }
      write(&state)
      return true
    }
  }

  /// What goes wrong just now, in the order of what it is about.
  var troubles: [String] {
    state.withLock { state in state.content.troubles.sorted { $0.key < $1.key }.map(\.value) }
  }

  private func write(_ state: inout State) {
    state.written = ContinuousClock().now
    var content = state.content
    // More troubles than there is room for: some are enough.
    for key in content.troubles.keys.sorted().dropFirst(10) { content.troubles[key] = nil }
    guard descriptor >= 0, var bytes = try? Array(JSONEncoder().encode(content)) else { return }
    if bytes.count > Bulletin.size {
      content.troubles = ["": "many things go wrong, see the log"]
      bytes = (try? Array(JSONEncoder().encode(content))) ?? []
    }
    guard bytes.count <= Bulletin.size else { return }
    bytes += [UInt8](repeating: 0x20, count: Bulletin.size - bytes.count)
    pwrite(descriptor, bytes, bytes.count, 0)
  }
}
