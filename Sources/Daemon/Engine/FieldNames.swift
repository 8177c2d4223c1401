import LeadCore
import Store

/// Field names and the numbers they have in stored records.
struct FieldNames {
  private(set) var numbers: [String: Int]
  private(set) var names: [Int: String]
  /// The fields that keep their first value.
  private(set) var firstTouch: Set<Int> = []

  init(_ store: any NameStore) throws {
    numbers = try store.fieldNumbers()
    names = Dictionary(uniqueKeysWithValues: numbers.map { ($1, $0) })
    firstTouch = Set(Engine.firstTouch.compactMap { numbers[$0] })
  }

  subscript(name: String) -> Int? { numbers[name] }

  func name(_ number: Int) -> String? { names[number] }

  /// Makes sure that all these names have numbers.
  mutating func add(_ wanted: [String], to store: any NameStore) throws {
    let new = wanted.filter { numbers[$0] == nil }
    guard !new.isEmpty else { return }
    for (name, number) in try store.addFields(new) {
      numbers[name] = number
      names[number] = name
    }
    firstTouch = Set(Engine.firstTouch.compactMap { numbers[$0] })
  }

  /// Per slot of a table the number of its field; -1 where no record can have it yet.
  func numbers(of fields: [String]) -> [Int] { fields.map { numbers[$0] ?? -1 } }
}

extension FieldRecord {
  /// The fields by name.
  func named(_ names: FieldNames) -> [String: String] {
    var named: [String: String] = [:]
    forEach { number, value in
      if let name = names.name(number) { named[name] = String(decoding: value, as: UTF8.self) }
    }
    return named
  }

  /// The first of these opt-outs that the lead has said.
  func wish(against optouts: [String], _ names: FieldNames) -> String? {
    optouts.first { value(of: names[$0]) == "yes" }
  }

  /// The text of one field.
  func value(of number: Int?) -> String? {
    guard let number else { return nil }
    var found: String?
    forEach { if $0 == number { found = String(decoding: $1, as: UTF8.self) } }
    return found
  }
}

/// Records as one row of cells, a column for each slot of a table.
struct RecordRow {
  private let arena = ByteArena(capacity: 1024)
  private var cells: [Cell]

  init(slots: Int) { cells = Array(repeating: .missing, count: max(slots, 1)) }

  /// Puts the fields of a record where their slots are.
  mutating func add(_ record: FieldRecord, slotOfField: [Int]) {
    record.forEach { number, value in
      if number < slotOfField.count, slotOfField[number] >= 0 {
        cells[slotOfField[number]] = arena.append(value)
      }
    }
  }

  var rows: Rows {
    Rows(arena: arena, cells: cells, stride: cells.count, columnOfSlot: Array(cells.indices))
  }
}
