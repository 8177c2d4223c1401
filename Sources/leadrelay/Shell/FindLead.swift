import Daemon
import LeadCore
import Store

/// The lead that a person means: `12`, `ada@acme.com`, `hubspot:1001`, or the value of any id.
///
/// - Throws: `Failure` with 1 where there is none, or more than one.
func findLead(_ text: String, _ store: any LeadRelayStore, _ rules: Rulebook) throws -> Int64 {
  if let id = Int64(text), id > 0, try store.lead(id) != nil { return try store.survivor(of: id) }
  let wanted = meantIdentities(text, rules)
  let found = try store.leadIDs(of: wanted.sorted())
  let leads = Set(found.compactMap { $0 })
  if let lead = leads.first, leads.count == 1 { return lead }
  guard !leads.isEmpty else { throw Failure(.negative, "no lead is known as '\(text)'") }
  let ids = leads.sorted().map(String.init).joined(separator: ", ")
  throw Failure(.negative, "'\(text)' may be any of the leads \(ids): say which by its id")
}

/// The identities that a text may stand for.
func meantIdentities(_ text: String, _ rules: Rulebook) -> Set<Identity> {
  if let colon = text.firstIndex(of: ":") {
    let (kind, value) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    let isKind = !kind.isEmpty && kind.utf8.allSatisfy { $0 == 0x5F || $0 == 0x2D || isLetter($0) }
    if isKind { return [Identity(kind: kind, value: kind == "email" ? value.lowercased() : value)] }
  }
  if text.contains("@") { return [Identity(kind: "email", value: text.lowercased())] }
  return Set(identityKinds(rules).map { Identity(kind: $0, value: text) })
}

private func isLetter(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
}
