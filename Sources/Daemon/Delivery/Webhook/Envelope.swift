import LeadCore
import Reports
import Store

extension OutboxEntry {
  /// The body of a webhook's request: one JSON object, the same at every try.
  ///
  /// `id`, `event`, `at`, `lead` and `rep` (null where it concerns none), and `data`: the payload
  /// of the outbox as it is.
  func envelope(book: String) -> [UInt8] {
    var object = JSONObject()
    object.add("id", eventID(book: book))
    object.add("event", channel.event)
    object.add("at", at)
    object.add("lead", lead)
    let isForRep = channel == .handoffs || channel == .withdrawn
    object.add("rep", isForRep ? address : nil)
    object.add("data", json: payload)
    return Array(object.closed.utf8)
  }
}
