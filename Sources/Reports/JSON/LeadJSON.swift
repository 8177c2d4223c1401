public import LeadCore
public import Store

extension JSONObject {
  /// A lead: `id identities fields origin account stage fit interest grade owner cycle attempts
  /// track since`.
  ///
  /// The zone of the lead's handoff must be set: attempts are counted by its days.
  public init(_ lead: StoredLead, _ fields: FieldCatalogue, _ rules: Rulebook) {
    self.init()
    let state = lead.state
    add("id", state.id)
    add("identities") { appendIdentities(lead.identities, to: &$0) }
    add("fields") { fields.append(lead.record, to: &$0) }
    add("origin", state.origin)
    add("account", fields.account(of: lead.record))
    add("stage", state.stage.rawValue)
    add("fit", state.fit)
    add("interest", state.interest)
    add("grade", rules.grade(of: state).description)
    add("owner", state.owner)
    add("cycle", state.cycle)
    add("attempts", state.handoff?.countedAttempts.count)
    add("track", state.enrolment?.track)
    add("since", state.since)
  }
}

/// `{"email":["…"],"hubspot":["…"]}`, kinds sorted, values in the order in which they came.
private func appendIdentities(_ identities: [Identity], to out: inout [UInt8]) {
  let kinds = Set(identities.map(\.kind)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  var object = JSONObject()
  for kind in kinds {
    object.add(kind, array: identities.filter { $0.kind == kind }.map(\.value))
  }
  out.append(contentsOf: object.bytes)
  out.append(UInt8(ascii: "}"))
}
