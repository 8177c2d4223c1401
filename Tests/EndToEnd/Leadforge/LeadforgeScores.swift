import Foundation

/// Something a person did, by a rule of `scores.yaml`.
struct Act {
  var at: Int
  var what: String
  var properties: [String: String]

  func has(_ key: String, _ value: String) -> Bool { properties[key] == value }
}

/// What is known of one person.
struct Person {
  var id: Int
  var fields: [String: String]
  var source: String?
  var acts: [Act] = []
  /// From when on interest counts, after a recycle to a track that starts from zero.
  var zero: Int?

  var stage = "lead"
  var isOutByRule = false
  var waitsSince: Int?
  var track: String?
  var recycledAt = 0
  var restEnds = 0
  var rounds: [String: Int] = [:]
  var owner: String?
  var cycle = 0
  var handoff: Int?
  var lastHandoff: Int?
  var fit = 0
}

extension Person {
  /// The points of `fit:`; nothing in it changes after the contact's row.
  func calculatedFit() -> Int {
    var role = 0
    switch fields["seniority"] {
    case "c_suite": role += 35
    case "vp", "director": role += 28
    case "manager": role += 18
    default: break
    }
    if ["vp_finance", "it_director"].contains(fields["role_function"]) { role += 15 }
    var points = min(role, 45)
    switch fields["buyer_role"] {
    case "economic_buyer": points += 20
    case "champion": points += 12
    default: break
    }
    let words = (fields["job_title"] ?? "").lowercased().split(separator: " ")
    if words.contains("finance") || words.contains("procurement") { points += 10 }
    let mailbox = fields["email_domain_type"]
    if mailbox == "personal" { points -= 15 }
    if mailbox != "personal" && mailbox != "unknown" { points += 10 }
    return min(max(points, 0), 100)
  }

  /// The points of `interest:` at a time.
  func interest(now: Int) -> Int {
    let counting = acts.filter { act in zero.map { act.at > $0 } ?? true }
    func sum(
      _ points: Double, _ days: Double? = 20, latest: Int = .max, per: (Int, Int)? = nil,
      expires: Int = .max, _ matches: (Act) -> Bool
    ) -> Double {
      var chosen = counting.filter(matches).sorted { $0.at < $1.at }
      if let (most, window) = per {
        var counted: [Act] = []
        for act in chosen where counted.count(where: { $0.at > act.at - window * 86400 }) < most {
          counted.append(act)
        }
        chosen = counted
      }
      return chosen.suffix(latest).filter { now - $0.at < expires }.reduce(0) { total, act in
        let age = Double(now - act.at) / 86400
        return total + points * (days.map { pow(2, -age / $0) } ?? 1)
      }
    }
    var points = 0.0
    points += sum(14, per: (3, 7)) {
      $0.what == "session" && $0.has("session_type", "pricing_page")
    }
    points += sum(25, 10, latest: 2) {
      $0.what == "session" && $0.has("session_type", "demo_page")
    }
    points += sum(6, latest: 4, expires: 30 * 86400) {
      $0.what == "session" && Int($0.properties["page_views"] ?? "") ?? 0 >= 6
    }
    points += sum(8, per: (5, 10)) { $0.what == "content_download" }
    points += sum(10) { $0.what == "webinar" }
    points += sum(4) { $0.what == "linkedin_message" && $0.has("touch_direction", "inbound") }
    points += sum(2, nil, latest: 5) { $0.what == "call" }
    points += sum(-6, 5, latest: 3) {
      $0.what == "email" && $0.has("touch_direction", "outbound")
    }
    if source == "partner_referral" { points += 10 }
    return Int(min(max(points, 0), 100).rounded(.toNearestOrAwayFromZero))
  }

  func grade(now: Int) -> String {
    func rank(_ points: Int) -> Int { points >= 75 ? 0 : points >= 50 ? 1 : points >= 25 ? 2 : 3 }
    return "\(["A", "B", "C", "D"][rank(fit)])\(rank(interest(now: now)) + 1)"
  }

  private func sawDemo(after: Int) -> Bool {
    acts.contains {
      $0.what == "session" && $0.has("session_type", "demo_page") && $0.at > after
    }
  }

  /// Whether an alternative of `qualification.mql` holds; `level` is always known.
  func qualifies(now: Int) -> Bool {
    (fit >= 45 && interest(now: now) >= 35) || (fit >= 20 && sawDemo(after: now - 21 * 86400 - 1))
  }

  func wakes() -> Bool { track == "unreached" && sawDemo(after: recycledAt) }

  var isNobody: Bool {
    fields["seniority"] == "individual_contributor" && fields["email_domain_type"] == "unknown"
  }
}
