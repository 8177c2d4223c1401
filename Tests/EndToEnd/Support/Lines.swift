import Foundation

/// What `leads --json` prints, as far as the tests ask.
struct LeadLine: Decodable, Equatable {
  var id: Int
  var identities: [String: [String]]
  var fields: [String: Value]
  var origin: String?
  var account: String?
  var stage: String
  var fit: Int
  var interest: Int
  var grade: String
  var owner: String?
  var cycle: Int
  /// Nil where there was no handoff.
  var attempts: Int?
  var track: String?
  var since: String?

  var email: String? { identities["email"]?.first }
}

/// What `handoffs --json` prints.
struct HandoffLine: Decodable, Equatable {
  struct Candidate: Decodable, Equatable {
    var rep: String?
    var taken: Bool?
    var reason: String?
  }

  var id: Int
  var lead: Int
  var rep: String
  var team: String
  var route: String
  var plan: String
  var cycle: Int
  var at: String
  var acceptBy: String?
  var firstAttemptBy: String?
  var acceptedAt: String?
  var firstAttemptAt: String?
  var attempts: Int
  var reachedAt: String?
  var endedAt: String?
  var ended: String?
  var candidates: [Candidate]
}

/// What `files --json` prints.
struct FileLine: Decodable, Equatable {
  var name: String
  var sha256: String
  var state: String
  var rows: Int
  var taken: Int
  var rejected: Int
  var duplicates: Int
  var finished: String?
  var reason: String?

  var isWhole: Bool { rows == taken + rejected + duplicates }
}

/// A value in JSON.
enum Value: Decodable, Equatable {
  case text(String)
  case number(Double)
  case truth(Bool)
  case list([Value])
  case object([String: Value])
  case nothing

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if value.decodeNil() {
      self = .nothing
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let list = try? value.decode([Value].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: Value].self))
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var list: [Value]? { if case .list(let list) = self { list } else { nil } }
  subscript(key: String) -> Value? {
    if case .object(let object) = self { object[key] } else { nil }
  }
}

/// JSON lines.
func decodeLines<Line: Decodable>(_ text: String, as: Line.Type = Line.self) throws -> [Line] {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try text.split(separator: "\n").map { try decoder.decode(Line.self, from: Data($0.utf8)) }
}
