public import LeadCore

/// A JSON object (RFC 8259) in the making; keys stay in the order in which they are added.
public struct JSONObject: Sendable {
  /// What there is of it so far: UTF-8, the closing brace still missing.
  public private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  public init() {}

  /// The object as text, on one line.
  public var closed: String { String(decoding: bytes, as: UTF8.self) + "}" }

  /// Adds the object as a line of its own to `out`.
  public func appendLine(to out: inout [UInt8]) {
    out.append(contentsOf: bytes)
    out.append(UInt8(ascii: "}"))
    out.append(0x0A)
  }

  /// Adds a value that is JSON already.
  public mutating func add(_ key: String, json: String) {
    addKey(key)
    bytes.append(contentsOf: json.utf8)
  }

  /// Adds another object.
  public mutating func add(_ key: String, _ object: JSONObject) {
    addKey(key)
    bytes.append(contentsOf: object.bytes)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Adds what the closure appends, which must be one JSON value.
  mutating func add(_ key: String, value: (inout [UInt8]) -> Void) {
    addKey(key)
    value(&bytes)
  }

  private mutating func addKey(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    appendJSON(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  public mutating func add(_ key: String, _ value: String?) {
    guard let value else { return add(key, json: "null") }
    addKey(key)
    appendJSON(value, to: &bytes)
  }
  public mutating func add(_ key: String, _ value: Int?) {
    add(key, json: value.map(String.init) ?? "null")
  }
  public mutating func add(_ key: String, _ value: Int64?) {
    add(key, json: value.map { String($0) } ?? "null")
  }
  public mutating func add(_ key: String, _ value: Bool) {
    add(key, json: value ? "true" : "false")
  }
  public mutating func add(_ key: String, _ value: Double) {
    let isWhole = value == value.rounded() && abs(value) < 1e15
    add(key, json: isWhole ? String(Int64(value)) : "\(value)")
  }
  /// A time in UTC, milliseconds where they are not zero.
  public mutating func add(_ key: String, _ value: Instant?) {
    add(key, json: value.map { "\"\($0.iso)\"" } ?? "null")
  }
  public mutating func add(_ key: String, array: [String]) {
    add(key, json: "[" + array.map(jsonText).joined(separator: ",") + "]")
  }
}

/// A JSON string: quotes, backslashes and control characters escaped, all else as it is.
public func jsonText(_ text: String) -> String {
  var escaped: [UInt8] = []
  escaped.reserveCapacity(text.utf8.count + 2)
  appendJSON(text, to: &escaped)
  return String(decoding: escaped, as: UTF8.self)
}

/// Appends a text as a JSON string.
func appendJSON(_ text: String, to out: inout [UInt8]) {
  var text = text
  text.withUTF8 { appendJSON($0, to: &out) }
}

/// Appends UTF-8 as a JSON string; what is no UTF-8 becomes U+FFFD.
func appendJSON(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
  out.append(0x22)
  defer { out.append(0x22) }
  var isPlain = true
  for byte in text where byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C {
    isPlain = false
    break
  }
  if isPlain { return out.append(contentsOf: text) }
  // Only a pass through String tells whether it is UTF-8.
  for byte in String(decoding: text, as: UTF8.self).utf8 {
    switch byte {
    case 0x22, 0x5C:
      out.append(0x5C)
      out.append(byte)
    case 0x0A: out.append(contentsOf: "\\n".utf8)
    case 0x0D: out.append(contentsOf: "\\r".utf8)
    case 0x09: out.append(contentsOf: "\\t".utf8)
    case 0..<0x20:
      out.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u001".utf8)
      let digit = byte & 15
      out.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
    default: out.append(byte)
    }
  }
}

/// A number in its plain JSON form if that is what the text is, else nil: `012` and `1e3` stay
/// text.
public func jsonNumber(_ text: String) -> String? {
  var bytes = text
  return bytes.withUTF8(isJSONNumber) ? text : nil
}

/// Whether the text is a number in its plain JSON form.
func isJSONNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var place = text.first == UInt8(ascii: "-") ? 1 : 0
  let whole = place
  func skipDigits() { while place < text.count, text[place] &- 0x30 < 10 { place += 1 } }
  skipDigits()
  guard place > whole, place == whole + 1 || text[whole] != 0x30 else { return false }
  if place == text.count { return true }
  guard text[place] == UInt8(ascii: ".") else { return false }
  place += 1
  let fraction = place
  skipDigits()
  return place == text.count && place > fraction
}
