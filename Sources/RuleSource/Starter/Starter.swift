import CTables

/// A file of the commented rulebook with which people begin.
public struct StarterFile: Sendable {
  /// Where it lies in the rules directory, such as `lists/competitors.txt`.
  public let path: String
  /// What it holds.
  public let bytes: [UInt8]
}

/// A small rulebook, split by section, with lists, a test, and the schema by which editors help.
///
/// Each YAML file begins with a line that points at the schema; the texts lie in CTables/starter.
public func starterRulebook() -> [StarterFile] {
  let written = (0..<lr_starter_count()).map { number in
    let file = lr_starter_file(number)
    return StarterFile(
      path: String(cString: file.path),
      bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
  }
  return written + [StarterFile(path: schemaFileName, bytes: Array(rulebookSchema().utf8))]
}

/// What the schema is called that lies among rules. The reader leaves such names alone.
let schemaFileName = ".leadrelay.schema.json"
