/// The points of `bank.yaml`, counted without LeadRelay.
struct BankPoints {
  var fit: Int
  var interest: Int
  var isQualified: Bool

  init(_ row: [String: String]) {
    func number(_ key: String) -> Int { Int(row[key] ?? "") ?? 0 }
    fit = BankPoints.fit(row, number)
    interest = BankPoints.interest(row, number)
    let success = row["poutcome"] == "success"
    let isPromising =
      fit >= 50 && (25..<50).contains(interest) && number("duration") > 200
    let holds = (fit >= 50 && interest >= 25) || (success && fit >= 30) || isPromising
    isQualified = holds && row["default"] != "yes"
  }

  private static func fit(_ row: [String: String], _ number: (String) -> Int) -> Int {
    let (age, balance, job) = (number("age"), number("balance"), row["job"] ?? "")
    var points = (30...45).contains(age) ? 20 : age >= 60 ? 15 : age < 25 ? -5 : 0
    if !["unemployed", "student", "housemaid"].contains(job) { points += 10 }
    if job == "admin." || job == "blue-collar" { points += 8 }
    if job == "self-employed" || job == "entrepreneur" { points += 7 }
    if job == "management" { points += 9 }
    if job == "retired" { points += 3 }
    let money = (balance > 1500 ? 20 : 0) + (balance > 5000 ? 25 : 0) + (balance < 0 ? -20 : 0)
    points += min(max(money, -10), 35)
    if row["education"] == "tertiary" { points += 12 }
    if row["loan"] != "yes" { points += 5 }
    let (isMarried, hasHouse) = (row["marital"] == "married", row["housing"] == "yes")
    if isMarried || hasHouse { points += 4 }
    if !isMarried && !hasHouse { points -= 3 }
    if row["default"] != "no" { points -= 15 }
    points += min(2 * number("previous"), 12)
    return min(max(points, -20), 90)
  }

  private static func interest(_ row: [String: String], _ number: (String) -> Int) -> Int {
    let (duration, outcome) = (number("duration"), row["poutcome"])
    var points = duration >= 300 ? 20 : duration >= 120 ? 10 : 0
    points += outcome == "success" ? 35 : outcome == "failure" ? -5 : 0
    if row["contact"] == "cellular" { points += 10 }
    if (0...180).contains(number("pdays")) { points += 10 }
    if ["mar", "sep", "oct", "dec"].contains(row["month"]) { points += 10 }
    points += min(number("campaign"), 6)
    points += 5
    return min(max(points, 0), 100)
  }
}
