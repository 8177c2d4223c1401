import Diagnostics
import YAML

extension Field {
  /// Where to point when all of an entry is meant: at its first key, for it may have many lines.
  var start: SourceSpan { node.mapping?.first?.keySpan ?? span }
}
