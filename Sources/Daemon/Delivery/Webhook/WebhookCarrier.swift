import Foundation
import LeadCore
import Store

/// Delivers to one webhook: a request for each event.
struct WebhookCarrier: Carrier {
  let endpoint: Endpoint
  let title: String
  let parcelsAtOnce = 8
  let reach = 100
  private let url: URL
  private let secret: SecretFile
  private let client: WebhookClient

  init(_ webhook: Webhook, _ client: WebhookClient) {
    endpoint = webhook.endpoint
    title = "webhook " + Webhook.shown(webhook.name)
    url = webhook.url
    secret = SecretFile(webhook.secretFile)
    self.client = client
  }

  func parcels(of ready: [Delivery]) -> [[Delivery]] { ready.map { [$0] } }

  func carry(_ parcel: [Delivery], book: String, now: Instant) async -> Answer {
    // A parcel is one event.
    guard let entry = parcel.first?.entry else { return .taken }
    let key: [UInt8]
    do { key = try secret.lastingKey() } catch {
      return .unable("\(title): its secret_file \(secret.path) \(error)")
    }
    let body = entry.envelope(book: book)
    let id = entry.eventID(book: book)
    let seconds = now.milliseconds / 1000
    let headers = Signature.headers(id: id, seconds: seconds, body: body, key: key)
    return await client.post(
      body, headers: headers + [("idempotency-key", id)], to: url, now: now)
  }
}
