public import LeadCore

/// The fields that stored records may have: their names, in which order they are listed, and
/// whether they hold numbers.
public struct FieldCatalogue: Sendable {
  /// By field number.
  private var names: [String?] = []
  /// By field number, the place of the name among all names, sorted.
  private var ranks: [Int] = []
  private var isNumber: [Bool] = []
  /// By field number, the name as a JSON key with its colon.
  private var keys: [[UInt8]] = []

  /// The numbers of the fields in which leads name their account, the ids in order.
  private let accountIDs: [Int]
  private let email: Int?
  private let rules: Rulebook

  /// - Parameter numbers: field name → number, as the store has it.
  public init(numbers: [String: Int], rules: Rulebook) {
    accountIDs = rules.accountKinds.dropLast().compactMap { numbers[$0] }
    email = numbers["email"]
    self.rules = rules
    let count = (numbers.values.max() ?? -1) + 1
    names = Array(repeating: nil, count: count)
    ranks = Array(repeating: 0, count: count)
    isNumber = Array(repeating: false, count: count)
    keys = Array(repeating: [], count: count)
    let sorted = numbers.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (rank, (name, number)) in sorted.enumerated() {
      names[number] = name
      ranks[number] = rank
      isNumber[number] = rules.type(ofField: name) == .number
      appendJSON(name, to: &keys[number])
      keys[number].append(UInt8(ascii: ":"))
    }
  }

  /// The company that a lead belongs to: its account's id where a file brought one, else the domain
  /// of its business address.
  func account(of record: FieldRecord) -> String? {
    var found: [Int: String] = [:]
    record.forEach { number, value in
      if number == email || accountIDs.contains(number) {
        found[number] = String(decoding: value, as: UTF8.self)
      }
    }
    return accountIDs.lazy.compactMap { found[$0] }.first
      ?? email.flatMap { found[$0] }.flatMap { rules.accountDomain(ofEmail: $0) }
  }

  /// A record's fields with their names, sorted by name.
  public func named(_ record: FieldRecord) -> [(name: String, value: String)] {
    var named: [(rank: Int, name: String, value: String)] = []
    record.forEach { number, value in
      guard number < names.count, let name = names[number] else { return }
      named.append((ranks[number], name, String(decoding: value, as: UTF8.self)))
    }
    return named.sorted { $0.rank < $1.rank }.map { ($0.name, $0.value) }
  }

  /// Appends a record as a JSON object, keys sorted. Values of fields that hold numbers are
  /// numbers where they are written as plain ones.
  func append(_ record: FieldRecord, to out: inout [UInt8]) {
    var members: [(rank: Int, range: Range<Int>)] = []
    var scratch: [UInt8] = []
    scratch.reserveCapacity(record.bytes.count + 256)
    record.forEach { number, value in
      guard number < names.count, names[number] != nil else { return }
      let start = scratch.count
      scratch.append(contentsOf: keys[number])
      if isNumber[number], isJSONNumber(value) {
        scratch.append(contentsOf: value)
      } else {
        appendJSON(value, to: &scratch)
      }
      members.append((ranks[number], start..<scratch.count))
    }
    members.sort { $0.rank < $1.rank }
    out.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out.append(contentsOf: scratch[member.range])
    }
    out.append(UInt8(ascii: "}"))
  }
}
