internal import Store

/// Numbers of field names and of identity kinds, as the table has them.
struct Names {
  private(set) var fields: [String: Int] = [:]
  private(set) var kinds: [(name: String, number: Int)] = []

  private static let fieldSpace = 0
  private static let kindSpace = 1

  init(_ connection: Connection) throws { try reload(connection) }

  mutating func reload(_ connection: Connection) throws {
    fields = [:]
    kinds = []
    try connection.each("SELECT space, id, name FROM names ORDER BY space, id") { row in
      let space = row.int()
      let number = row.int()
      let name = row.text()
      if space == Names.fieldSpace {
        fields[name] = number
      } else {
        kinds.append((name, number))
      }
    }
  }

  /// The number of an identity kind. Kinds are few: looking through them beats hashing.
  func number(ofKind kind: String) -> Int? {
    for known in kinds where known.name == kind { return known.number }
    return nil
  }

  func kind(_ number: Int) -> String? {
    for known in kinds where known.number == number { return known.name }
    return nil
  }

  mutating func addKind(_ kind: String, _ connection: Connection) throws -> Int {
    if let known = number(ofKind: kind) { return known }
    let number = (kinds.map(\.number).max() ?? 0) + 1
    try insert(kind, number, Names.kindSpace, connection)
    kinds.append((kind, number))
    return number
  }

  mutating func addField(_ field: String, _ connection: Connection) throws {
    guard fields[field] == nil else { return }
    let number = (fields.values.max() ?? 0) + 1
    try insert(field, number, Names.fieldSpace, connection)
    fields[field] = number
  }

  private func insert(_ name: String, _ number: Int, _ space: Int, _ connection: Connection) throws
  {
    try connection.run(
      "INSERT INTO names(space, id, name) VALUES (?, ?, ?)", .int(space), .int(number), .text(name))
  }
}

extension SQLiteStore {
  /// Name of field → its number in records.
  public func fieldNumbers() throws -> [String: Int] {
    try work { connection in
      try refreshNames(connection)
      return names.fields
    }
  }

  /// Gives numbers, from 1 on, to new names in the order given; returns those of all names known
  /// then.
  public func addFields(_ added: [String]) throws -> [String: Int] {
    try transaction { connection in
      for name in added { try names.addField(name, connection) }
      return names.fields
    }
  }

  /// The numbers of identity kinds; new kinds are given some.
  public func kindNumbers(_ kinds: [String]) throws -> [Int] {
    let missing = kinds.filter { names.number(ofKind: $0) == nil }
    if !missing.isEmpty {
      try transaction { connection in
        for kind in missing { _ = try names.addKind(kind, connection) }
      }
    }
    return kinds.map { names.number(ofKind: $0)! }
  }

  /// Readers look again: another process adds names.
  func refreshNames(_ connection: Connection) throws {
    if isReadOnly { try names.reload(connection) }
  }

  /// The kind that a number was given to.
  public func kind(_ number: Int) throws -> String { try work { try kind(number, $0) } }

  /// The name of an identity kind that a record has.
  func kind(_ number: Int, _ connection: Connection) throws -> String {
    if let known = names.kind(number) { return known }
    try refreshNames(connection)
    guard let known = names.kind(number) else {
      throw SQLiteFailure.damaged("identity kind \(number)")
    }
    return known
  }
}
