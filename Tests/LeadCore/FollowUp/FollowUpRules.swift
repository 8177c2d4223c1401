@testable import LeadCore

extension Rulebook {
  /// One team of Jim and Pam, one plan, a track of 30 days.
  static func followUp(zone: Zone = .utc, _ build: (inout PlanTerms) -> Void) -> Rulebook {
    .with { book in
      book.mql(.equals("hot", "yes"))
      book.team("sales", .rep("jim", zone: zone), .rep("pam", zone: zone))
      book.route(to: "sales")
      book.plan {
        $0.unreached = "nurture/rest"
        build(&$0)
      }
      book.nurture("rest", rest: .days(30))
      book.rejections.otherwise = .disqualified
    }
  }
}

extension Life {
  /// A lead that Jim has had since Monday, 09:00.
  static func owned(_ rules: Rulebook) -> Life {
    var life = Life(rules, ["email": "ada@acme.com", "hot": "yes"])
    life.know()
    life.hand()
    return life
  }
}
