public import Foundation

/// A certificate that is its own authority, made by openssl(1); gone with this value.
public final class Certificate {
  public let certificate: URL
  public let key: URL
  private let folder: URL

  public struct NotMade: Error {}

  public static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

  /// - Parameter name: whom it is for, such as `IP:127.0.0.1` or `DNS:a.example`.
  public init(name: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "leadrelay-certificate-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appending(path: "certificate.pem")
    key = folder.appending(path: "key.pem")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", key.path, "-out", certificate.path, "-days", "2", "-subj", "/CN=test",
      "-addext", "subjectAltName=\(name)",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NotMade() }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
