import AsyncHTTPClient
import Foundation
import LeadCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Sends requests to webhooks, in bounded time and memory. Certificates are verified; redirects go
/// to the same host only.
struct WebhookClient: Sendable {
  private let client: HTTPClient
  /// Till there is an answer, redirects included.
  private let patience: Duration
  private let reading: Duration

  /// How long it may take to be connected.
  private static let connecting = TimeAmount.seconds(5)
  /// What is read of an answer's body at most.
  private static let mostRead = 64 << 10

  /// - Parameters:
  ///   - environment: `SSL_CERT_FILE` names the authorities to trust in place of the system's.
  ///   - reading: how long an answer's body is read at most.
  init(
    environment: [String: String], patience: Duration = .seconds(10),
    reading: Duration = .seconds(1)
  ) {
    var settings = HTTPClient.Configuration()
    var trust = TLSConfiguration.makeClientConfiguration()
    trust.minimumTLSVersion = .tlsv12
    if let roots = environment["SSL_CERT_FILE"], !roots.isEmpty { trust.trustRoots = .file(roots) }
    settings.tlsConfiguration = trust
    settings.redirectConfiguration = .disallow
    settings.timeout = .init(connect: WebhookClient.connecting)
    settings.connectionPool.retryConnectionEstablishment = false
    // Many servers close what is idle for 5 s, perhaps just when a request is on its way.
    settings.connectionPool.idleTimeout = .seconds(2)
    settings.httpVersion = .http1Only
    client = HTTPClient(
      eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: settings)
    self.patience = patience
    self.reading = reading
  }

  /// Ends all connections. What fails then was over anyway.
  func close() async { try? await client.shutdown() }

  /// Sends a body of JSON; never longer than `patience`.
  func post(
    _ body: [UInt8], headers: [(name: String, value: String)], to url: URL, now: Instant
  ) async -> Answer {
    await withTaskGroup(of: Answer?.self) { group in
      group.addTask {
        do {
          return try await send(body, headers, to: url, now: now)
        } catch {
          return .failed(words(for: error))
        }
      }
      group.addTask {
        try? await Task.sleep(for: patience)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? .failed(lateness)
    }
  }

  private func send(
    _ body: [UInt8], _ headers: [(name: String, value: String)], to url: URL, now: Instant
  ) async throws -> Answer {
    var url = url
    for _ in 0...Redirect.most {
      var request = HTTPClientRequest(url: url.absoluteString)
      request.method = .POST
      request.headers = HTTPHeaders(headers)
      request.headers.add(name: "Content-Type", value: "application/json")
      request.headers.add(name: "User-Agent", value: "LeadRelay")
      request.body = .bytes(ByteBuffer(bytes: body))
      let response = try await client.execute(request, timeout: TimeAmount(patience))
      let text = await beginning(of: response.body)
      let status = Int(response.status.code)
      guard (300..<400).contains(status) else {
        let retryAfter = response.headers.first(name: "Retry-After")
          .flatMap { Interval(retryAfter: $0, now: now) }
        let phrase = "\(status) \(response.status.reasonPhrase)"
        return Answer(
          status: status, saying: text.isEmpty ? phrase : "\(phrase): \(text)",
          retryAfter: retryAfter)
      }
      switch Redirect(
        status: status, location: response.headers.first(name: "Location"), from: url)
      {
      case .follow(let target): url = target
      case .refuse(let why): return .refused(why)
      }
    }
    return .refused("it redirects more than \(Redirect.most) times")
  }

  /// What an answer begins with, for people. The rest is read too, up to a bound, so that the
  /// connection can be used again. The status counts, however the body ends.
  private func beginning(of body: HTTPClientResponse.Body) async -> String {
    await withTaskGroup(of: String.self) { group in
      group.addTask {
        var beginning: [UInt8] = []
        var read = 0
        do {
          for try await piece in body {
            beginning += piece.readableBytesView.prefix(200 - beginning.count)
            read += piece.readableBytes
            if read > WebhookClient.mostRead { break }
          }
        } catch {
          // What came until then is enough.
        }
        return String(decoding: beginning, as: UTF8.self).split(whereSeparator: \.isWhitespace)
          .joined(separator: " ").onOneLine
      }
      group.addTask {
        try? await Task.sleep(for: reading)
        return ""
      }
      let first = await group.next() ?? ""
      group.cancelAll()
      return first
    }
  }

  private var lateness: String { "no answer within \(patience / .seconds(1)) s" }

  /// Why there was no answer.
  private func words(for error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError:
      let first = error.connectionErrors.first?.error
      guard let first else { return "the host \(error.host) is not known" }
      return words(for: first)
    case let error as IOError: return String(cString: strerror(error.errnoCode))
    case let error as HTTPClientError where error == .deadlineExceeded: return lateness
    case let error as HTTPClientError where error == .connectTimeout:
      return "no connection within 5 s"
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      return "it closes the connection unanswered"
    default:
      let text = "\(error)"
      if text.contains("CERTIFICATE_VERIFY_FAILED") { return "its certificate is not trusted" }
      if text.contains("failedToValidateHostname") { return "its certificate is for another host" }
      return String(text.onOneLine.prefix(200))
    }
  }
}

extension Answer {
  /// What a status of HTTP means for a delivery.
  init(status: Int, saying text: String, retryAfter: Interval?) {
    self =
      switch status {
      case 200..<300: .taken
      case 410: .gone(text)
      case 408, 425, 429: .failed(text, retryAfter: retryAfter)
      case 400..<500: .refused(text)
      default: .failed(text, retryAfter: retryAfter)
      }
  }
}
