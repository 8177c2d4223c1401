import Foundation
import Glibc

/// The service manager's end of sd_notify(3): a datagram socket of a test's own.
final class NotifySocket {
  let path: String
  private let descriptor: Int32
  private(set) var messages: [String] = []

  struct CannotBind: Error {}

  init(in folder: URL) throws {
    path = folder.appending(path: "notify").path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { throw CannotBind() }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard code == 0 else { throw CannotBind() }
  }

  deinit { close(descriptor) }

  /// Reads what has come.
  private func receive() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return }
      messages.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
  }

  /// Waits for a message with this line, not counting the first so many messages.
  func hears(_ line: String, after skipped: Int = 0) -> Bool {
    eventually {
      receive()
      return messages.dropFirst(skipped).contains {
        $0.split(separator: "\n").contains { $0 == line }
      }
    }
  }

  /// Whether a message is like that.
  func hears(within seconds: Double = patience, _ matches: ([String]) -> Bool) -> Bool {
    eventually(within: seconds) {
      receive()
      return matches(messages)
    }
  }
}
