import Diagnostics

extension SourceFile {
  /// A file of what the fuzzer hands over.
  convenience init(name: String, bytes: UnsafePointer<UInt8>?, _ count: Int) {
    self.init(name: name, bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
  }
}

/// Every diagnostic lies in its file and is printed without anything that moves a cursor.
func checkThatPeopleCanRead(_ diagnostics: Diagnostics) {
  for diagnostic in diagnostics.sorted {
    let (span, position) = (diagnostic.span, diagnostic.span.position)
    precondition(span.start <= span.end && span.end <= span.file.bytes.count)
    precondition(position.line >= 1 && position.column >= 1)
    precondition(!diagnostic.message.isEmpty)
  }
  for scalar in Renderer().render(diagnostics).unicodeScalars where scalar.value < 0x20 {
    precondition(scalar == "\n" || scalar == "\t", "a control character is printed")
  }
}
