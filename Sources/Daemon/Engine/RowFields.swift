import Intake
import LeadCore

/// Where the columns of a block go: which field number each has, and the order in which records
/// pack them.
struct RowFields {
  /// Field numbers, ascending, and the column of each.
  private let numbers: [Int]
  private let columns: [Int]
  /// Columns of special cells with their field numbers, for facts.
  let specials: [(special: Special, number: Int)]
  /// Per slot of `Program.lead`, the column, or -1.
  let columnOfSlot: [Int]
  /// The column of `created_at`.
  let createdAt: Int?
  /// Per property that activity rules read, where it stands.
  let properties: [Place]

  enum Place {
    case field(Int)
    case special(Special)
    case nowhere
  }

  init(_ block: MappedBlock, _ names: FieldNames, _ rules: Rulebook, _ reader: ActivityReader) {
    let byName = Dictionary(
      uniqueKeysWithValues: block.fieldNames.enumerated().map { ($1, $0) })
    let numbered = block.fieldNames.enumerated().map { ($0, names[$1]!) }.sorted { $0.1 < $1.1 }
    (columns, numbers) = (numbered.map(\.0), numbered.map(\.1))
    specials = Special.allCases.map { ($0, names[$0.name]!) }
    createdAt = byName["created_at"]
    columnOfSlot = rules.program.lead.fields.map { byName[$0] ?? -1 }
    properties = reader.properties.map { name in
      if let column = byName[name] { return .field(column) }
      return Special.allCases.first { $0.name == name }.map { .special($0) } ?? .nowhere
    }
  }

  /// The fields of a row, packed.
  func record(_ row: Int, of block: MappedBlock) -> FieldRecord {
    let first = row * block.fieldNames.count
    return block.fields.withUnsafeBufferPointer { fields in
      FieldRecord(numbers, in: block.arena) { fields[first + columns[$0]] }
    }
  }

  /// The same behind what `bytes` holds.
  @inline(__always)
  func append(_ row: Int, of block: MappedBlock, to bytes: inout [UInt8]) {
    let first = row * block.fieldNames.count
    block.fields.withUnsafeBufferPointer { fields in
      FieldRecord.append(numbers, in: block.arena, to: &bytes) { fields[first + columns[$0]] }
    }
  }

  /// The properties of a fact, its special columns among them.
  func properties(_ row: Int, of block: MappedBlock) -> FieldRecord {
    var values: [Int: Cell] = [:]
    for (column, number) in zip(columns, numbers) {
      values[number] = block.fields[row * block.fieldNames.count + column]
    }
    for (special, number) in specials where special != .at {
      let cell = block.special(special, row)
      if !cell.isMissing { values[number] = cell }
    }
    var record = FieldRecord()
    for number in values.keys.sorted() { record.append(number, block.arena.bytes(values[number]!)) }
    return record
  }
}

extension MappedBlock {
  /// A special cell of a row.
  func special(_ special: Special, _ row: Int) -> Cell {
    specials.isEmpty ? .missing : specials[row * Special.allCases.count + special.rawValue]
  }

  func text(_ special: Special, _ row: Int) -> String? {
    let cell = self.special(special, row)
    return cell.isMissing ? nil : arena.text(cell)
  }
}
