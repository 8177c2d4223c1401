import CPCRE2

/// A regular expression of the rulebook, searched for anywhere in folded text.
///
/// The syntax is PCRE2's with Unicode properties. Case does not matter, and letters are folded as
/// the text is (see `PatternText`). What a search may cost is bounded, whatever the pattern and
/// the text: only the first `textLimit` bytes are looked at, and a search that reaches a limit
/// finds nothing. A pattern for which that is to be expected is refused from the start.
public struct Pattern: Hashable, Sendable {
  /// As it stands in the rulebook.
  public let written: String
  private let compiled: CompiledPattern

  /// The longest pattern, in bytes.
  public static let lengthLimit = 1_000
  /// How much of a text is searched, in bytes.
  public static let textLimit = 4_096

  /// Compiles a pattern and tries it against texts that are hard on careless ones.
  public init(_ written: String) throws(PatternFault) {
    self.written = written
    compiled = try CompiledPattern(written)
    if let text = PatternProbes(of: written).costly { throw .costly(on: text) }
  }

  /// Whether it is found in a folded text. Text that is not UTF-8 holds no pattern.
  func isFound(in text: [UInt8]) -> Bool { compiled.isFound(in: text) }

  public static func == (left: Pattern, right: Pattern) -> Bool { left.written == right.written }

  public func hash(into hasher: inout Hasher) { hasher.combine(written) }
}

/// Why a pattern cannot be used.
public enum PatternFault: Error, Hashable, Sendable {
  /// It is no regular expression, in PCRE2's words; where, in bytes of the written pattern.
  case malformed(String, at: Int)
  /// It is one, but takes too long on texts like this one.
  case costly(on: String)
}

/// PCRE2's code for one pattern.
///
/// `@unchecked Sendable`: the code is only read once it is compiled; what a search writes to is
/// made for that search.
final class CompiledPattern: @unchecked Sendable {
  private let code: OpaquePointer
  /// False without just-in-time compilation, as where memory must not be both written and run:
  /// then PCRE2 interprets the pattern, with the same limits.
  let isJIT: Bool

  /// What PCRE2 may make of one pattern, in bytes.
  private static let sizeLimit = 16 << 10
  /// Why a search ended.
  enum Outcome { case found, notFound, limitReached }

  /// - Parameter isForProbing: without anything that lets a search end before it has begun, and
  ///   interpreted, which counts more strictly.
  init(_ written: String, isForProbing: Bool = false) throws(PatternFault) {
    guard written.utf8.count <= Pattern.lengthLimit else {
      throw .malformed(
        "it is longer than \(Pattern.lengthLimit) bytes", at: Pattern.lengthLimit)
    }
    let text = PatternText(written)
    var error: Int32 = 0
    var place = 0
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C
    if isForProbing { options |= PCRE2_NO_START_OPTIMIZE }
    let code = pcre2_compile_8(
      text.bytes, text.bytes.count, options, &error, &place, bounds.compiling)
    guard let code else {
      throw .malformed(CompiledPattern.words(for: error), at: text.origin(of: place))
    }
    var size = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_SIZE), &size)
    guard size <= CompiledPattern.sizeLimit else {
      pcre2_code_free_8(code)
      throw .malformed("it is too large when its repeats are written out", at: 0)
    }
    self.code = code
    isJIT = !isForProbing && pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
  }

  deinit { pcre2_code_free_8(code) }

  func isFound(in text: [UInt8]) -> Bool { search(text) == .found }

  func search(_ text: [UInt8], interpreted: Bool = false) -> Outcome {
    // `$` must not match where the text was only cut.
    let count = searched(text)
    var options = count < text.count ? PCRE2_NOTEOL : 0
    if interpreted { options |= PCRE2_NO_JIT }
    // One pair of offsets: where it was found does not matter.
    guard let found = pcre2_match_data_create_8(1, nil) else { return .limitReached }
    defer { pcre2_match_data_free_8(found) }
    let result = text.withUnsafeBufferPointer {
      pcre2_match_8(code, $0.baseAddress, count, 0, options, found, bounds.matching)
    }
    switch result {
    case 0...: return .found
    // The compiled code has a small stack of its own, the interpreter the heap.
    case PCRE2_ERROR_JIT_STACKLIMIT where !interpreted: return search(text, interpreted: true)
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT,
      PCRE2_ERROR_JIT_STACKLIMIT:
      return .limitReached
    default: return .notFound
    }
  }

  /// How many bytes are looked at: up to the limit, and never a part of a character.
  private func searched(_ text: [UInt8]) -> Int {
    guard text.count > Pattern.textLimit else { return text.count }
    var end = Pattern.textLimit
    while end > Pattern.textLimit - 4, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func words(for error: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    pcre2_get_error_message_8(error, &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }
}

/// What compiling and searching may cost, the same for all patterns.
///
/// `@unchecked Sendable`: nobody writes to it after it is made.
private final class PatternBounds: @unchecked Sendable {
  let compiling = pcre2_compile_context_create_8(nil)
  let matching = pcre2_match_context_create_8(nil)

  init() {
    pcre2_set_parens_nest_limit_8(compiling, 50)
    // Steps back from one beginning, about a millisecond; a search ends where one reaches it.
    // Ordinary patterns stay below by two orders of magnitude.
    pcre2_set_match_limit_8(matching, 50_000)
    pcre2_set_depth_limit_8(matching, 20_000)
    // In KiB.
    pcre2_set_heap_limit_8(matching, 8 << 10)
  }

  deinit {
    pcre2_compile_context_free_8(compiling)
    pcre2_match_context_free_8(matching)
  }
}

private let bounds = PatternBounds()
