import CLibCrypto
import Foundation

/// The headers by which a receiver knows that an event is ours, and knows repeats, as Standard
/// Webhooks 1.0 has them: an HMAC-SHA-256 (RFC 2104) over `id.timestamp.body`.
enum Signature {
  /// - Parameter seconds: when it is sent, since 1970.
  static func headers(
    id: String, seconds: Int64, body: [UInt8], key: [UInt8]
  ) -> [(name: String, value: String)] {
    let signed = Array("\(id).\(seconds).".utf8) + body
    let digest = hmacSHA256(signed, key: key)
    return [
      ("webhook-id", id), ("webhook-timestamp", "\(seconds)"),
      ("webhook-signature", "v1," + Data(digest).base64EncodedString()),
    ]
  }

  static func hmacSHA256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &count)
    return digest
  }
}
