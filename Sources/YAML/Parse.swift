public import Diagnostics

/// Reads one YAML document.
///
/// - Returns: the document; nil where the file is empty (comments count as nothing) or where it
///   cannot be used, which the diagnostics then say. With errors that leave the rest of the file
///   readable, such as a duplicate key, the document is returned beside them.
public func parse(_ file: SourceFile, into diagnostics: inout Diagnostics) -> Node? {
  guard ByteCheck.passes(file, into: &diagnostics) else { return nil }
  return file.bytes.withUnsafeBufferPointer { bytes in
    let text = UnsafeBufferPointer(rebasing: bytes[file.markLength...])
    var composer = Composer(file, events: EventReader(text))
    return composer.document(into: &diagnostics)
  }
}
