// seeds: Fuzz/Seeds/yaml
// dictionary: Fuzz/Seeds/yaml.dict
import Diagnostics
import YAML

/// Any bytes as a YAML file: a tree or errors, and every place where its text says it is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let file = SourceFile(name: "any.yaml", bytes: bytes, count)
  var diagnostics = Diagnostics()
  let root = parse(file, into: &diagnostics)
  if let root { walk(root, within: 0..<file.bytes.count, depth: 0) }
  checkThatPeopleCanRead(diagnostics)
  return 0
}

/// Children lie inside their parents, one after another; aliases show what stands above them.
private func walk(_ node: Node, within parent: Range<Int>, depth: Int) {
  precondition(depth <= Limits.depth)
  let range = node.span.range
  let isAlias = range.upperBound <= parent.lowerBound
  precondition(isAlias || range.isEmpty || parent.lowerBound <= range.lowerBound)
  precondition(isAlias || range.isEmpty || range.upperBound <= parent.upperBound)
  precondition(node.span.position.line >= 1 && node.span.position.column >= 1)
  switch node.content {
  case .scalar: break
  case .sequence(let items):
    for item in items { walk(item, within: range, depth: depth + 1) }
  case .mapping(let entries):
    var names: Set<String> = []
    for entry in entries {
      precondition(names.insert(entry.name).inserted)
      walk(entry.value, within: range, depth: depth + 1)
    }
  }
}
