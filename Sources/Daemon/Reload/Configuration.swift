public import Diagnostics
import Foundation
public import LeadCore
import RuleSource
import YAML

/// Where LeadRelay finds things and how it runs: `leadrelay.yaml`. What changes numbers stands in
/// the rulebook, not here.
public struct Configuration: Equatable, Sendable {
  /// The rules directory.
  public var rules: String
  /// The data directory.
  public var data: String
  /// How long a file that a scan finds must have been still.
  public var settle: Interval = .seconds(1)
  /// Rows of one transaction.
  public var batch: Int = 50_000
  /// Whom events are sent to.
  public var webhooks: [Webhook] = []
  /// How mail is sent; nil: none is.
  public var mail: Mail?

  public init(rules: String, data: String) {
    self.rules = rules
    self.data = data
  }

  /// Where a configuration is looked for when none is named, in this order.
  public static let places = ["./leadrelay.yaml", "/etc/leadrelay/leadrelay.yaml"]

  /// Without any file: `./rules` if there is one, else the system's; the system's data.
  public static var standard: Configuration {
    let isHere = FileManager.default.fileExists(atPath: "./rules")
    return Configuration(
      rules: isHere ? "./rules" : "/etc/leadrelay/rules", data: "/var/lib/leadrelay")
  }

  /// Reads the configuration; nil where it has errors.
  ///
  /// - Parameter path: of the file; nil: the first of `places` that there is, else `standard`.
  public static func read(
    path: String?, into diagnostics: inout Diagnostics
  ) -> Configuration? {
    guard let path = path ?? places.first(where: { FileManager.default.fileExists(atPath: $0) })
    else { return standard }
    do {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      return Configuration(SourceFile(name: path, bytes: bytes), into: &diagnostics)
    } catch {
      let why = String(cString: strerror(problemCode(error)))
      diagnostics.error(
        .unreadableFile, "the file cannot be read: \(why)",
        at: SourceSpan(wholeOf: SourceFile(name: path, bytes: [])))
      return nil
    }
  }

  /// A configuration as it is written in a file. Relative paths begin at the file's directory.
  public init?(_ file: SourceFile, into diagnostics: inout Diagnostics) {
    self = .standard
    var own = Diagnostics()
    defer { diagnostics.append(contentsOf: own) }
    if let node = parse(file, into: &own), let fields = node.fields(Key.all, into: &own) {
      let directory = (file.name as NSString).deletingLastPathComponent
      if let path = fields[Key.rules]?.filledText(into: &own) {
        rules = path.below(directory)
      }
      if let path = fields[Key.data]?.filledText(into: &own) { data = path.below(directory) }
      if let span = fields[Key.settle]?.settling(into: &own) { settle = span }
      if let rows = fields[Key.batch]?.integer(in: 1...1_000_000, into: &own) { batch = rows }
      if let field = fields[Key.webhooks] {
        webhooks = field.webhooks(below: directory, into: &own)
      }
      if let field = fields[Key.mail] { mail = field.mail(below: directory, into: &own) }
      for key in Key.later {
        if let field = fields[key] {
          own.warning(
            .notYet, "`\(key)` is understood but not yet acted upon", at: field.keySpan)
        }
      }
    }
    if own.hasErrors { return nil }
  }

  private enum Key {
    static let rules = "rules"
    static let data = "data"
    static let settle = "settle"
    static let batch = "batch"
    static let webhooks = "webhooks"
    static let mail = "mail"
    static let later = ["web", "retention"]
    static let all = [rules, data, settle, batch, webhooks, mail] + later
  }

  private static func problemCode(_ error: any Error) -> Int32 {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying.flatMap { Int32(exactly: $0.code) } ?? ENOENT
  }
}

extension Field {
  /// A length of time up to a day: `500ms 1s 2m 1h`.
  fileprivate func settling(into diagnostics: inout Diagnostics) -> Interval? {
    value("a duration up to 1d, such as 500ms or 2s", into: &diagnostics) { text in
      let units: [(String, Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
      ]
      guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }),
        let count = Int64(text.dropLast(unit.count)), count >= 0, count <= 86_400_000 / factor
      else { return nil }
      return Interval(milliseconds: count * factor)
    }
  }
}

extension String {
  /// A path that begins at a directory, unless it is absolute.
  func below(_ directory: String) -> String {
    hasPrefix("/") || directory.isEmpty ? self : directory + "/" + self
  }
}
