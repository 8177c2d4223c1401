public import Diagnostics

/// The diagnostics that this module reports.
extension Diagnostic.ID {
  // While reading the bytes:
  /// Larger than `Limits.fileSize`.
  public static let fileSize: Self = "file-size"
  /// Not UTF-8.
  public static let encoding: Self = "encoding"
  /// A character that has no place in a text.
  public static let controlCharacter: Self = "control-character"
  /// A line break that only some programs see.
  public static let lineSeparator: Self = "line-separator"
  // While reading the YAML:
  /// Not YAML.
  public static let yamlSyntax: Self = "yaml-syntax"
  /// A tab that indents.
  public static let tabIndent: Self = "tab-indent"
  /// More than one document in a file.
  public static let secondDocument: Self = "second-document"
  /// A key that is already there.
  public static let duplicateKey: Self = "duplicate-key"
  /// A key that is a list or a mapping.
  public static let keyShape: Self = "key-shape"
  /// `<<`.
  public static let mergeKey: Self = "merge-key"
  /// `!` and what follows it.
  public static let tag: Self = "tag"
  /// `*name` without `&name` above.
  public static let unknownAlias: Self = "unknown-alias"
  /// A value that contains itself.
  public static let aliasRecursion: Self = "alias-recursion"
  /// More than `Limits.aliasedNodes`.
  public static let aliasExpansion: Self = "alias-expansion"
  /// Deeper than `Limits.depth`.
  public static let depth: Self = "depth"
  /// More values than `Limits.nodes`, or too many directives.
  public static let tooMany: Self = "too-many"
  // While reading the values:
  /// A key that means nothing here.
  public static let unknownKey: Self = "unknown-key"
  /// A key that must be there.
  public static let missingKey: Self = "missing-key"
  /// Nothing where a value is needed.
  public static let emptyValue: Self = "empty-value"
  /// A list for a number and the like.
  public static let wrongShape: Self = "wrong-shape"
  /// A value of the right shape that is not allowed.
  public static let wrongValue: Self = "wrong-value"

  /// All of the above, so that a test can ask for an example of each.
  public static let yaml: [Self] = [
    .fileSize, .encoding, .controlCharacter, .lineSeparator, .yamlSyntax, .tabIndent,
    .secondDocument, .duplicateKey, .keyShape, .mergeKey, .tag, .unknownAlias, .aliasRecursion,
    .aliasExpansion, .depth, .tooMany, .unknownKey, .missingKey, .emptyValue, .wrongShape,
    .wrongValue,
  ]
}
