import Testing

@testable import LeadCore

@Suite struct FieldRecordTests {
  static func record(_ fields: [Int: String]) -> FieldRecord {
    var record = FieldRecord()
    for field in fields.keys.sorted() { record.append(field, fields[field] ?? "") }
    return record
  }

  static func texts(_ record: FieldRecord) -> [Int: String] {
    record.entries.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [0, 1, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152])
  func fieldNumbersAndLengthsOfEverySize(_ size: Int) {
    let value = String(repeating: "é", count: size / 2 + 1)
    let record = Self.record([size: value, size + 1: "x"])
    #expect(Self.texts(record) == [size: value, size + 1: "x"])
    #expect(FieldRecord(bytes: record.bytes) == record)
  }

  @Test(arguments: [1, 127, 128, 16_383, 16_384])
  func lengthsAtTheEdges(_ count: Int) {
    let record = Self.record([3: String(repeating: "a", count: count), 4: "b"])
    let header = count < 128 ? 2 : count < 16_384 ? 3 : 4
    #expect(record.bytes.count == header + count + 3)
    #expect(record.entries[3]?.count == count)
    #expect(record.entries[4] == Array("b".utf8))
  }

  @Test func emptyValuesAreLeftOut() {
    #expect(Self.record([1: "", 2: ""]).isEmpty)
    #expect(Self.record([1: "", 2: "x"]).bytes == [2, 1, 0x78])
    #expect(FieldRecord().entries.isEmpty)
  }

  @Test func fieldsComeInAscendingOrder() {
    var order: [Int] = []
    Self.record([300: "c", 2: "b", 1: "a"]).forEach { field, _ in order.append(field) }
    #expect(order == [1, 2, 300])
  }

  @Test(
    arguments: [
      // New replaces old, nothing replaces something, first-touch fields stay first.
      ([1: "a", 2: "b"], [2: "B", 3: "C"], [], [1: "a", 2: "B", 3: "C"]),
      ([1: "a", 2: "b"], [1: "", 2: ""], [], [1: "a", 2: "b"]),
      ([1: "a"], [1: "A", 2: "B"], [1, 2], [1: "a", 2: "B"]),
      ([:], [200: "x"], [200], [200: "x"]), ([5: "x"], [:], [], [5: "x"]),
    ] as [([Int: String], [Int: String], Set<Int>, [Int: String])])
  func overlaid(
    _ old: [Int: String], _ newer: [Int: String], _ keeping: Set<Int>, _ expected: [Int: String]
  ) {
    let merged = Self.record(old).overlaid(with: Self.record(newer), keeping: keeping)
    #expect(Self.texts(merged) == expected)
    #expect(merged == Self.record(expected), "the same bytes as one packed at once")
  }

  @Test(arguments: [[0x80], [1], [1, 0x80], [1, 5, 0x61], [1, 1, 0x61, 2]] as [[UInt8]])
  func bytesThatBreakOffAreReadSoFarAsTheyGo(_ bytes: [UInt8]) {
    #expect(FieldRecord(bytes: bytes).entries.count == (bytes.count == 4 ? 1 : 0))
  }
}
