internal import LeadCore
internal import Store

/// Numbers and texts packed one after another: a text is its length in bytes and its bytes, a
/// number seven bits a byte, lowest first, the top bit set on all bytes but the last.
struct PackedBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int) { FieldRecord.appendVarint(number, to: &bytes) }

  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ text: UnsafeRawBufferPointer) {
    append(text.count)
    bytes.append(contentsOf: text)
  }

  /// A lead's identities, and nothing else.
  mutating func set(_ identities: [Identity], _ names: Names) {
    clear()
    for identity in identities {
      append(names.number(ofKind: identity.kind)!)
      append(identity.value)
    }
  }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }
}

/// Reads what `PackedBytes` wrote.
struct PackedReader {
  private let all: UnsafeRawBufferPointer
  private var place = 0

  init(_ all: UnsafeRawBufferPointer) { self.all = all }

  var isAtEnd: Bool { place >= all.count }

  mutating func number() throws -> Int {
    var number: UInt = 0
    var shift: UInt = 0
    while place < all.count, shift < 64 {
      let byte = all[place]
      place += 1
      number |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: number) }
      shift += 7
    }
    throw SQLiteFailure.damaged("packed values")
  }

  /// A text as it lies there.
  mutating func bytes() throws -> UnsafeRawBufferPointer {
    let count = try number()
    guard count >= 0, count <= all.count - place else {
      throw SQLiteFailure.damaged("packed values")
    }
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: all[place..<place + count])
  }

  mutating func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }
}
