public import LeadCore
public import Store

/// All there is to say of one lead: where it stands, why, and what happened.
public struct Explanation: Sendable {
  /// Something that happened to a lead, or that was told of it.
  public struct Event: Sendable {
    public var at: Instant
    /// `stage`, `handed` … of history; `lead`, `activity`, `attempt`, `feedback` of facts.
    public var kind: String
    public var text: String
    /// The file that told it, and the line; nil where it was time or bandwidth.
    public var file: String?
    public var line: Int?

    public init(at: Instant, kind: String, text: String, file: String?, line: Int?) {
      self.at = at
      self.kind = kind
      self.text = text
      self.file = file
      self.line = line
    }
  }

  /// With its activities; the zone of its handoff must be set.
  public var lead: StoredLead
  /// Worked out at `now`.
  public var trace: Trace
  public var now: Instant
  /// The first one first, zones set.
  public var handoffs: [Handoff]
  /// In order of time.
  public var timeline: [Event]
  /// What its rep has to do next; nil where nothing is asked for.
  public var next: NextStep?

  public init(
    lead: StoredLead, trace: Trace, now: Instant, handoffs: [Handoff], timeline: [Event]
  ) {
    self.lead = lead
    self.trace = trace
    self.now = now
    self.handoffs = handoffs
    self.timeline = timeline
  }
}

extension Explanation {
  /// What happened to a lead and what was told of it, by time; a fact comes before what followed
  /// from it.
  ///
  /// - Parameter files: the ledger, by id.
  public static func timeline(
    _ history: [HistoryEntry], _ facts: [StoredFact], _ files: [Int64: FileEntry],
    _ fields: FieldCatalogue
  ) -> [Event] {
    let told = facts.map { fact in
      let file = files[fact.file]
      return Event(
        at: fact.at?.instant ?? file?.firstSeen ?? Instant(milliseconds: 0),
        kind: String(describing: fact.kind), text: text(of: fact, fields), file: file?.name,
        line: fact.line)
    }
    let decided = history.map { entry in
      Event(
        at: entry.at, kind: entry.kind, text: entry.text, file: files[entry.file]?.name,
        line: entry.file == 0 ? nil : entry.line)
    }
    return (told + decided).enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// `form_submitted, form demo` or `no_answer by jim, channel phone`.
  private static func text(of fact: StoredFact, _ fields: FieldCatalogue) -> String {
    // Whose it is need not be said again.
    var values = fields.named(fact.properties).filter { $0.name != "email" }
    func take(_ name: String) -> String? {
      values.firstIndex { $0.name == name }.map { values.remove(at: $0).value }
    }
    if fact.kind == .lead { return "fields told" }
    let deal =
      fact.kind == .deal ? take("deal").map { "deal \($0) is \(take("stage") ?? "?")" } : nil
    var parts = [take("activity") ?? take("outcome") ?? take("verdict") ?? deal].compactMap { $0 }
    if let rep = take("rep"), !parts.isEmpty { parts[0] += " by \(rep)" }
    parts += values.map { "\($0.name) \($0.value)" }
    return parts.joined(separator: ", ")
  }
}

extension JSONObject {
  /// `lead now trace handoffs timeline next`: the lead as `leads` has it, the trace as it is
  /// stored, the handoffs as `handoffs` has them, `{at, kind, text, file, line}` for what happened,
  /// and `{kind, by, attempt, channel}` for what is due next.
  public init(_ explanation: Explanation, _ fields: FieldCatalogue, _ rules: Rulebook) {
    self.init()
    let id = explanation.lead.state.id
    add("lead", JSONObject(explanation.lead, fields, rules))
    add("now", explanation.now)
    add("trace", json: explanation.trace.json)
    let handoffs = explanation.handoffs.map { JSONObject($0, lead: id).closed }
    add("handoffs", json: "[" + handoffs.joined(separator: ",") + "]")
    let events = explanation.timeline.map { event in
      var object = JSONObject()
      object.add("at", event.at)
      object.add("kind", event.kind)
      object.add("text", event.text)
      object.add("file", event.file)
      object.add("line", event.line)
      return object.closed
    }
    add("timeline", json: "[" + events.joined(separator: ",") + "]")
    add("next", json: explanation.next.map { JSONObject($0).closed } ?? "null")
  }
}
