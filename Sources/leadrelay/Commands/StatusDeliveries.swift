import Daemon
import LeadCore
import Reports
import Store

extension Status {
  /// How deliveries to webhooks and by mail do.
  struct Deliveries {
    private var standings: [EndpointStanding] = []
    private var dead: [DeadLetter] = []
    private var book = ""
    /// What the configuration names.
    private var configured: Set<String> = []

    /// Dead letters that are told of, to programs and to people.
    private static let most = (json: 1_000, text: 10)

    init() {}

    init(_ store: any LeadRelayStore, _ configuration: Configuration) throws {
      configured = Set(configuration.webhooks.map(\.name))
      if configuration.mail != nil { configured.insert(Mail.endpoint.name) }
      standings = try store.endpointStandings().filter {
        configured.contains($0.name) || $0.pending + $0.dead > 0
      }
      dead = try store.deadLetters(of: nil, limit: Deliveries.most.json)
      book = try store.note(OutboxEntry.bookNote) ?? ""
    }

    func add(to object: inout JSONObject) {
      let endpoints = standings.map { standing in
        var object = JSONObject()
        object.add("endpoint", Webhook.shown(standing.name))
        object.add("configured", configured.contains(standing.name))
        object.add("pending", standing.pending)
        object.add("oldest", standing.oldest)
        object.add("next_try", standing.nextTry)
        object.add("error", standing.error)
        object.add("dead", standing.dead)
        return object.closed
      }
      object.add("endpoints", json: "[" + endpoints.joined(separator: ",") + "]")
      let letters = dead.map { letter in
        var object = JSONObject()
        object.add("id", letter.entry.eventID(book: book))
        object.add("event", letter.entry.channel.event)
        object.add("lead", letter.entry.lead)
        object.add("endpoint", Webhook.shown(letter.endpoint))
        object.add("tries", letter.tries)
        object.add("given_up_at", letter.at)
        object.add("error", letter.error)
        return object.closed
      }
      object.add("dead_letters", json: "[" + letters.joined(separator: ",") + "]")
    }

    /// A line for each endpoint, then one for each of the latest dead letters.
    func rows(_ style: TextStyle) -> [(String, String)] {
      var rows = standings.map { standing in
        var text = "\(Webhook.shown(standing.name)): \(standing.pending) to be delivered"
        if !configured.contains(standing.name) { text += ", but it is not configured" }
        if let oldest = standing.oldest { text += ", the oldest of \(oldest.iso)" }
        if let next = standing.nextTry, standing.error != nil { text += ", next try \(next.iso)" }
        if let error = standing.error { text += "; " + style.bad(error) }
        if standing.dead > 0 { text += "; " + style.bad("\(standing.dead) given up") }
        return ("endpoint", text)
      }
      for letter in dead.prefix(Deliveries.most.text) {
        let tries = letter.tries == 1 ? "1 try" : "\(letter.tries) tries"
        let lead = letter.entry.lead.map { " of lead \($0)" } ?? ""
        rows.append(
          (
            "given up",
            """
            \(letter.entry.eventID(book: book)), \(letter.entry.channel.event)\(lead) to \
            \(Webhook.shown(letter.endpoint)) after \(tries): \(letter.error)
            """
          ))
      }
      let more = standings.reduce(0) { $0 + $1.dead } - Deliveries.most.text
      if more > 0 { rows.append(("given up", "and \(more) more; --json lists them")) }
      return rows
    }
  }
}
