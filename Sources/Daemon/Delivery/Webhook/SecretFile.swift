import Foundation
import Synchronization

/// The file that holds a webhook's secret. It is looked at for every event, so a new secret counts
/// at once.
final class SecretFile: Sendable {
  let path: String
  private let last = Mutex<[UInt8]?>(nil)

  /// Larger files hold no secret.
  private static let most = 4096

  init(_ path: String) { self.path = path }

  /// Why there is no key in it.
  enum Fault: Error, Equatable, CustomStringConvertible {
    case unreadable(String)
    case empty
    case notBase64
    case tooLong

    var description: String {
      switch self {
      case .unreadable(let why): "cannot be read: \(why)"
      case .empty: "is empty"
      case .notBase64: "has no base64 behind 'whsec_'"
      case .tooLong: "is longer than \(SecretFile.most) bytes"
      }
    }
  }

  /// The key as the file has it now.
  func key() throws(Fault) -> [UInt8] {
    let bytes = try read()
    if bytes.count > SecretFile.most { throw .tooLong }
    return try SecretFile.key(in: bytes)
  }

  /// The key that a secret stands for: what follows `whsec_` is base64, as in Standard Webhooks;
  /// any other text is the key itself, without blanks and line ends around it.
  static func key(in secret: [UInt8]) throws(Fault) -> [UInt8] {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let text = Array(
      secret.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
    let prefix = Array("whsec_".utf8)
    if text.isEmpty || text == prefix { throw .empty }
    guard text.starts(with: prefix) else { return text }
    guard let key = Data(base64Encoded: Data(text.dropFirst(prefix.count))) else {
      throw .notBase64
    }
    return [UInt8](key)
  }

  /// The key as the file has it now; while the file cannot be read, the last one.
  func lastingKey() throws(Fault) -> [UInt8] {
    do {
      let key = try key()
      last.withLock { $0 = key }
      return key
    } catch {
      if let known = last.withLock({ $0 }) { return known }
      throw error
    }
  }

  private func read() throws(Fault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: SecretFile.most + 1)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    return Array(bytes[..<count])
  }
}
