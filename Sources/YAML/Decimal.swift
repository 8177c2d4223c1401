/// Whether a text is a number as people write it: digits, perhaps a sign and a decimal point.
///
/// Octal, hexadecimal, exponents, `_` and leading zeros are not numbers: each means different
/// things to different readers.
func isDecimal(_ text: String) -> Bool {
  var rest = Substring(text)
  if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
  let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
  else { return false }
  return parts[0].utf8.count == 1 || !parts[0].hasPrefix("0")
}

/// The number in a text of that form; nil for others and for what no machine number holds.
func decimal(_ text: String) -> Double? {
  guard isDecimal(text), let number = Double(text), number.isFinite else { return nil }
  return number
}

/// A number as a message shows it: without `.0`.
func shown(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}
