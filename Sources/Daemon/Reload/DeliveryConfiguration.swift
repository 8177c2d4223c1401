public import Diagnostics
public import Foundation
import RuleSource
public import Store
import YAML

/// Somebody else's program that is told of events over HTTP; an entry of `webhooks:`.
public struct Webhook: Hashable, Sendable {
  public var url: URL
  /// What it is told of.
  public var channels: Set<OutboxEntry.Channel>
  /// The file that holds the secret by which requests are signed.
  public var secretFile: String
  /// Where the file is named.
  var place: SourceSpan

  /// The name of its endpoint in the store.
  public var name: String { url.absoluteString }
  var endpoint: Endpoint { Endpoint(name: name, channels: channels) }

  /// A URL for people: what stands behind `?` is often a secret.
  public static func shown(_ url: String) -> String {
    let (path, query) = (url.prefix { $0 != "?" }, url.contains("?"))
    return path + (query ? "?…" : "")
  }
}

/// How mail is sent: `mail:`.
public struct Mail: Hashable, Sendable {
  /// The program and its arguments.
  public var program: String
  public var arguments: [String]
  /// The sender.
  var from: MailAddress
  /// Where the program is named.
  var place: SourceSpan

  /// Nurture is no business of reps.
  public static let endpoint = Endpoint(
    name: "mail", channels: [.handoffs, .withdrawn, .alerts])
  static let standard = "/usr/sbin/sendmail -t -i"
}

extension Configuration {
  /// Looks whether what deliveries need is there: secrets are errors, the program that sends mail a
  /// warning, for it may come later.
  public func checkDeliveries(into diagnostics: inout Diagnostics) {
    for webhook in webhooks {
      do {
        _ = try SecretFile(webhook.secretFile).key()
      } catch {
        let id: Diagnostic.ID =
          switch error {
          case .unreadable: .unreadableFile
          case .empty: .emptyValue
          case .notBase64, .tooLong: .wrongValue
          }
        diagnostics.error(
          id, "the file of `secret_file` \(error): \(webhook.secretFile)", at: webhook.place)
      }
    }
    if let mail, access(mail.program, X_OK) != 0 {
      let why = String(cString: strerror(errno))
      diagnostics.warning(
        .unreadableFile, "the program of `sendmail` cannot be run: \(why): \(mail.program)",
        at: mail.place)
    }
  }
}

extension Field {
  func webhooks(below directory: String, into diagnostics: inout Diagnostics) -> [Webhook] {
    let all = list(into: &diagnostics) { $0.webhook(below: directory, into: &$1) } ?? []
    var seen: Set<URL> = []
    return all.filter { webhook in
      if seen.insert(webhook.url).inserted { return true }
      diagnostics.error(
        .wrongValue, "two webhooks have the URL \(Webhook.shown(webhook.name))",
        at: webhook.place)
      return false
    }
  }

  private func webhook(
    below directory: String, into diagnostics: inout Diagnostics
  ) -> Webhook? {
    guard let fields = fields(["url", "events", "secret_file"], into: &diagnostics) else {
      return nil
    }
    let url = fields.required("url", into: &diagnostics)?.value(
      "a URL with http or https and a host, without user and fragment", into: &diagnostics,
      read: Field.webhookURL)
    let words = OutboxEntry.Channel.allCases.map { ($0.event, $0) }
    let channels = fields["events"]?.list(orOne: true, into: &diagnostics) {
      $0.choice(of: words, into: &$1)
    }
    if let events = fields["events"], channels?.isEmpty ?? false, !diagnostics.hasErrors {
      diagnostics.error(.emptyList, "\(events.title) names nothing", at: events.span)
    }
    let secret = fields.required("secret_file", into: &diagnostics)
    guard let url, let secret, let path = secret.filledText(into: &diagnostics) else {
      return nil
    }
    return Webhook(
      url: url, channels: Set(channels ?? OutboxEntry.Channel.allCases),
      secretFile: path.below(directory), place: secret.span)
  }

  private static func webhookURL(_ text: String) -> URL? {
    guard let parts = URLComponents(string: text), let url = parts.url,
      ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false,
      parts.user == nil, parts.password == nil, parts.fragment == nil,
      parts.port.map({ (1...65535).contains($0) }) ?? true
    else { return nil }
    return url
  }

  func mail(below directory: String, into diagnostics: inout Diagnostics) -> Mail? {
    guard let fields = fields(["sendmail", "from"], into: &diagnostics) else { return nil }
    let from = fields.required("from", into: &diagnostics)?.value(
      "a plain e-mail address", into: &diagnostics
    ) { MailAddress($0) }
    let command = fields["sendmail"]?.filledText(into: &diagnostics) ?? Mail.standard
    let words = command.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let from, let program = words.first else { return nil }
    return Mail(
      program: program.below(directory), arguments: Array(words.dropFirst()), from: from,
      place: fields["sendmail"]?.span ?? fields.span)
  }
}
