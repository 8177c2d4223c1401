import LeadCore

/// An entry of `sources:` as YAML, for people to go on from.
struct SourceYAML {
  private(set) var text = "sources:\n"

  /// - Parameter hints: keys the file could make use of, each with its column and what it does;
  ///   written as comments.
  init(_ source: Source, hints: [(key: String, value: String, about: String)]) {
    text += "  - name: \(SourceYAML.scalar(source.name))\n"
    add("files", source.files)
    add("record", source.record?.rawValue)
    add("identity", source.identity)
    add("fields", source.fields)
    add("set", source.set)
    add("dates", source.dates?.rawValue)
    add("encoding", source.encoding)
    for hint in hints {
      text += "    # \(hint.key): \(hint.value)  # \(hint.about)\n"
    }
  }

  private mutating func add(_ key: String, _ value: String?) {
    if let value { text += "    \(key): \(SourceYAML.scalar(value))\n" }
  }

  private mutating func add(_ key: String, _ columns: [Source.Column]) {
    if columns.isEmpty { return }
    text += "    \(key):\n"
    for column in columns {
      text += "      \(SourceYAML.scalar(column.ours)): \(SourceYAML.scalar(column.header))\n"
    }
  }

  /// A scalar, in quotes unless it is nothing but letters, digits and blanks between them.
  static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == " "
    }
    let isBlank = text.isEmpty || text.hasPrefix(" ") || text.hasSuffix(" ")
    if isPlain, !isBlank, text.lowercased() != "null" { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
        || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A pattern for files such as this one: what changes from export to export are its numbers.
  static func pattern(of name: String) -> String {
    var pattern = ""
    var isInNumber = false
    for (place, character) in name.enumerated() {
      let rest = name.dropFirst(place + 1)
      if character.isASCII, character.isNumber {
        if !isInNumber { pattern += "*" }
        isInNumber = true
      } else if isInNumber, "-_T".contains(character), rest.first?.isNumber ?? false {
        continue
      } else {
        isInNumber = false
        pattern.append(character)
      }
    }
    return pattern
  }
}
