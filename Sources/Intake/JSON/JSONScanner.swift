import CTables
import LeadCore

/// Why a JSON text cannot be read on.
enum JSONFault: Error {
  /// The bytes end inside a value.
  case cut
  /// What is wrong, and at which offset.
  case wrong(String, at: Int)
}

/// One JSON value, found and checked but not copied.
struct JSONValue {
  enum Kind { case string, escapedString, number, boolean, null, array, object }
  var kind: Kind
  /// Its text; a string's without the quotes.
  var cell: Cell
}

/// Goes over JSON text strictly as RFC 8259 has it, without copying anything.
struct JSONScanner {
  let base: UnsafePointer<UInt8>
  let end: Int
  var position: Int

  init(_ base: UnsafePointer<UInt8>, from position: Int, to end: Int) {
    self.base = base
    self.position = position
    self.end = end
  }

  /// Skips white space and returns the byte behind it without taking it; nil at the end.
  mutating func peek() -> UInt8? {
    while position < end {
      switch base[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return base[position]
      }
    }
    return nil
  }

  mutating func next() throws(JSONFault) -> UInt8 {
    guard let byte = peek() else { throw .cut }
    return byte
  }

  /// Skips white space and takes `byte`.
  mutating func expect(_ byte: UInt8, _ what: String) throws(JSONFault) {
    guard try next() == byte else { throw .wrong("expected \(what)", at: position) }
    position += 1
  }

  /// Skips white space and takes one value of any kind.
  mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    let first = try next()
    switch first {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"): return try container(.object, depth: depth)
    case UInt8(ascii: "["): return try container(.array, depth: depth)
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    case UInt8(ascii: "t"): return try literal("true", .boolean)
    case UInt8(ascii: "f"): return try literal("false", .boolean)
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw .wrong("expected a value", at: position)
    }
  }

  private mutating func container(
    _ kind: JSONValue.Kind, depth: Int
  ) throws(JSONFault) -> JSONValue {
    let start = position
    if depth >= Limits.depth {
      throw .wrong("values nest deeper than \(Limits.depth)", at: position)
    }
    position += 1
    let close = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
    var isFirst = true
    while true {
      if try isClosed(by: close, isFirst: isFirst) { break }
      if kind == .object { _ = try key() }
      _ = try value(depth: depth + 1)
      isFirst = false
    }
    return JSONValue(kind: kind, cell: Cell(from: start, to: position))
  }

  /// Takes the end of a container, or the comma before its next member.
  mutating func isClosed(by close: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
    let byte = try next()
    if byte == close {
      position += 1
      return true
    }
    if isFirst { return false }
    let what = close == UInt8(ascii: "}") ? "',' or '}'" : "',' or ']'"
    guard byte == UInt8(ascii: ",") else { throw .wrong("expected \(what)", at: position) }
    position += 1
    if try next() == close { throw .wrong("a comma with nothing behind it", at: position) }
    return false
  }

  /// Takes a member's name and the colon.
  mutating func key() throws(JSONFault) -> JSONValue {
    guard try next() == UInt8(ascii: "\"") else {
      throw .wrong("expected a name in double quotes", at: position)
    }
    let name = try string()
    try expect(UInt8(ascii: ":"), "':'")
    return name
  }

  private mutating func literal(
    _ word: StaticString, _ kind: JSONValue.Kind
  ) throws(JSONFault) -> JSONValue {
    let start = position
    for i in 0..<word.utf8CodeUnitCount {
      if position >= end { throw .cut }
      guard base[position] == word.utf8Start[i] else {
        throw .wrong("expected a value", at: start)
      }
      position += 1
    }
    return JSONValue(kind: kind, cell: Cell(from: start, to: position))
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = position
    if base[position] == UInt8(ascii: "-") { position += 1 }
    if position < end, base[position] == UInt8(ascii: "0") {
      position += 1
      if position < end, base[position] &- 0x30 < 10 {
        throw .wrong("a number begins with 0", at: start)
      }
    } else {
      try digits()
    }
    if position < end, base[position] == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if position < end, base[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end, base[position] == UInt8(ascii: "+") || base[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try digits()
    }
    return JSONValue(kind: .number, cell: Cell(from: start, to: position))
  }

  private mutating func digits() throws(JSONFault) {
    let start = position
    while position < end, base[position] &- 0x30 < 10 { position += 1 }
    if position > start { return }
    if position >= end { throw .cut }
    throw .wrong("expected a digit", at: position)
  }
}
