/// The JSON Schema of the rulebook, draft 7, which is what editors know.
///
/// It is made of the shapes that the readers read by. Editors read YAML by its core schema: what is
/// text to us may reach them as a number or a boolean, so texts may be those too. What the keywords
/// mean: https://json-schema.org/draft-07/json-schema-validation; `enumDescriptions`,
/// `patternErrorMessage`, `errorMessage` and `doNotSuggest` are known to the YAML language server,
/// and validators ignore them.
public func rulebookSchema() -> String {
  var schema: JSON = [
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "LeadRelay rulebook",
    "description": """
    A file of the rulebook. Each section may stand in any file, but only in one; tests stand in \
    files of their own.
    """,
  ]
  for member in Keys.rulebook.schema(orNothing: true).members {
    schema[member.name] = member.value
  }
  // A file of tests holds nothing else.
  schema["dependencies"] = ["tests": ["propertyNames": ["const": "tests"]]]
  schema["definitions"] = .object(
    SharedShape.allCases.map { shared in
      var definition = shared.shape.schema
      definition["description"] = .text(shared.about)
      return JSON.Member(name: shared.rawValue, value: definition)
    })
  return schema.indented
}

extension Shape {
  /// What JSON Schema says of it.
  var schema: JSON {
    switch self {
    case .list(let item, let orOne, let isFilled):
      var list: JSON = ["type": "array", "items": item.schema]
      if isFilled { list["minItems"] = 1 }
      return orOne ? ["anyOf": [item.schema, list]] : list
    case .tuple(let shapes):
      let count = JSON.integer(shapes.count)
      return [
        "type": "array", "items": .array(shapes.map(\.schema)), "minItems": count,
        "maxItems": count,
      ]
    case .mapping(let keys): return keys.schema()
    case .entries(let value, let form):
      var entries: JSON = ["type": "object"]
      if let names = form.pattern { entries["propertyNames"] = ["pattern": .text(names)] }
      entries["additionalProperties"] = value.schema
      return entries
    case .orNothing(let shape): return shape.schema.orNull
    case .either(let shapes, _): return ["anyOf": .array(shapes.map(\.schema))]
    case .shared(let shared): return ["$ref": .text("#/definitions/\(shared.rawValue)")]
    case .never: return ["not": [:], "doNotSuggest": true]
    default: return scalarSchema
    }
  }
}

extension Shape.KeyForm {
  fileprivate var pattern: String? {
    switch self {
    case .name: nil
    case .id: Shape.idPattern
    case .fieldName: Shape.filledPattern
    case .written(let writing): writing.pattern
    }
  }
}

extension Keys {
  /// What JSON Schema says of a mapping with these keys, or of nothing in its place.
  fileprivate func schema(orNothing: Bool = false) -> JSON {
    var schema: JSON = ["type": orNothing ? ["object", "null"] : "object"]
    schema["properties"] = .object(
      all.map { JSON.Member(name: $0.name, value: $0.schema(orNothing: allowsNothing(behind: $0))) }
    )
    let required = all.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema["required"] = .texts(required) }
    let needs = all.compactMap { key in
      key.needs.map { JSON.Member(name: key.name, value: .texts([$0])) }
    }
    if !needs.isEmpty { schema["dependencies"] = .object(needs) }
    if isFilled { schema["minProperties"] = 1 }
    schema["additionalProperties"] = others?.schema ?? false
    return schema
  }
}

extension Key {
  /// What JSON Schema says of its value; the description first, for it is what people see.
  ///
  /// A list or a mapping may be left bare. A single value too as far as readers go, but who writes
  /// the key means to write the value.
  fileprivate func schema(orNothing: Bool) -> JSON {
    let about = isLater ? about + " Not yet acted upon." : about
    var value = orNothing && shape.isCollection ? shape.schema.orNull : shape.schema
    if case .never = shape { value["errorMessage"] = .text(about) }
    // Beside a reference draft 7 reads nothing else.
    if value["$ref"] != nil { value = ["allOf": [value]] }
    var schema: JSON = ["description": .text(about)]
    for member in value.members { schema[member.name] = member.value }
    schema["default"] = usual
    if !examples.isEmpty { schema["examples"] = .array(examples) }
    return schema
  }
}

extension JSON {
  /// The schema of the same, or nothing.
  fileprivate var orNull: JSON {
    var schema = self
    if let type = self["type"] {
      schema["type"] = [type, "null"]
    } else if case .array(let shapes) = self["anyOf"] {
      schema["anyOf"] = .array(shapes + [["type": "null"]])
    } else {
      schema = ["anyOf": [self, ["type": "null"]]]
    }
    return schema
  }
}
