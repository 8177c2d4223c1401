import Foundation

/// The program under test: `LEADRELAY_BINARY`, else the one beside the test
/// bundle, else the release build.
enum Binary {
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["LEADRELAY_BINARY"] { return given }
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = [bundle.deletingLastPathComponent()] + Bundle.allBundles.map(\.bundleURL)
    let build = packageRoot.appending(path: ".build/release")
    let candidates = (beside + [build]).map { $0.appending(path: "leadrelay").path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? candidates[candidates.count - 1]
  }()
}

/// The root of the package, from the place of this file.
let packageRoot: URL = {
  var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  for _ in 0..<3 { folder.deleteLastPathComponent() }
  return folder
}()

/// The fixtures of these tests.
let fixtures = packageRoot.appending(path: "Tests/EndToEnd/Fixtures")

/// The public files to test against.
enum Corpus {
  static let root: URL =
    ProcessInfo.processInfo.environment["LEADRELAY_CORPUS"].map { URL(fileURLWithPath: $0) }
    ?? packageRoot.deletingLastPathComponent().appending(path: "shared/corpus")

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }
}
