import TestSupport

/// A rulebook under which more leads qualify than anybody has room for.
struct CrowdedRules {
  var reps = 40
  var open = 25
  var perDay = 15

  var texts: [String: String] {
    let reps = (1...reps).map { "      - { id: rep\($0), weight: \($0 % 3 + 1) }" }
    return [
      "all.yaml": """
      fit:
        rules:
          - { name: Boss, when: { title: { has_word: [ceo, cto] } }, points: 50 }
          - { name: Size, when: { employees: { at_least: 100 } }, points: 20 }
      qualification:
        requires: [email]
        mql: [{ name: Boss, fit: { at_least: 60 } }]
        waiting: { order: [grade, oldest], expires: 300d, then: nurture/stale }
      teams:
        sales:
          bandwidth: { open: \(open), per_day: \(perDay) }
          reps:
      \(reps.joined(separator: "\n"))
      routing: [{ name: All, to: sales, by: weighted }]
      follow_up:
        - { name: All, accept: 30d, first_attempt: 30d, attempts: 4, unreached: nurture/stale }
      rejections: { else: nurture/stale }
      nurture: { stale: { rest: 90d } }

      """
    ]
  }
}

/// Files of leads, no two alike, in an order that no index likes.
struct ManyLeads {
  static let header = ["email", "title", "company", "employees", "country", "crm_id"]
  var seed: UInt64
  var files: Int
  var rowsPerFile: Int

  /// The text of each file.
  func texts() -> [String] {
    var random = SplitMix64(seed: seed)
    let people = (0..<files * rowsPerFile).shuffled(using: &random)
    let titles = [
      "CTO", "Clerk", "Sales Manager", "Head of IT", "Buyer", "Engineer", "CEO", "", "VP",
    ]
    return (0..<files).map { file in
      var text = ManyLeads.header.joined(separator: ",") + "\n"
      for person in people[file * rowsPerFile..<(file + 1) * rowsPerFile] {
        let title = titles.randomElement(using: &random) ?? ""
        let size = Int.random(in: 1...1000, using: &random)
        let country = ["TR", "DE", "PL"].randomElement(using: &random) ?? ""
        text += "person\(person)@company\(person % 5000).example,\(title),"
        text += "\"Company \(person % 5000), Ltd.\",\(size),\(country),C-\(person)\n"
      }
      return text
    }
  }
}
