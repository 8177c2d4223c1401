import Foundation

/// Tells systemd how the service is (sd_notify(3)): datagrams to the socket that `NOTIFY_SOCKET`
/// names. Without that variable nothing is sent.
public struct ServiceNotification: Sendable {
  private let address: String?
  /// How often the watchdog wants to hear of us, if at all.
  public let watchdog: Duration?

  public init(environment: [String: String]) {
    address = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
    let isOurs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
    watchdog = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap {
      isOurs && $0 > 0 ? .microseconds($0) : nil
    }
  }

  public func ready() { send("READY=1\nSTATUS=Watching the inbox") }
  public func stopping() { send("STOPPING=1\nSTATUS=Stopping") }
  /// Not waited for: whoever does not read has enough of these waiting.
  public func alive() { if watchdog != nil { send("WATCHDOG=1", waits: false) } }
  public func status(_ text: String) { send("STATUS=" + text) }

  /// RELOADING carries the monotonic clock; READY follows when it is done.
  public func reloading() {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)\nSTATUS=Reading the rulebook")
  }

  private func send(_ message: String, waits: Bool = true) {
    guard let address else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Whoever does not read must not hold us up.
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    var name = Array(address.utf8)
    guard name.count < MemoryLayout.size(ofValue: target.sun_path) else { return }
    // A name that begins with @ lies in the abstract namespace, where it begins with NUL.
    if name[0] == UInt8(ascii: "@") { name[0] = 0 }
    withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
        _ = message.withCString {
          sendto(
            descriptor, $0, strlen($0),
            Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT)), socketAddress, length)
        }
      }
    }
  }
}
