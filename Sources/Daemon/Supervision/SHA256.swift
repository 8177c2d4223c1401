import CLibCrypto

/// SHA-256 (FIPS 180-4) by the system's libcrypto.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The digest in hexadecimal. The value is used up.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// The SHA-256 of pieces of bytes, one after the other, in hexadecimal.
public func sha256Hex(of pieces: some Sequence<[UInt8]>) -> String {
  var hash = SHA256()
  for piece in pieces { piece.withUnsafeBytes { hash.update($0) } }
  return hash.finish()
}
