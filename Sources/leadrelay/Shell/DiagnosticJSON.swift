import Diagnostics
import Reports

/// A diagnostic: `severity id message file line column label`.
func jsonObject(_ diagnostic: Diagnostic) -> JSONObject {
  var object = JSONObject()
  object.add("severity", diagnostic.severity.rawValue)
  object.add("id", diagnostic.id.description)
  object.add("message", diagnostic.message)
  object.add("file", diagnostic.span.file.name)
  let position = diagnostic.span.isWholeFile ? nil : diagnostic.span.position
  object.add("line", position?.line)
  object.add("column", position?.column)
  object.add("label", diagnostic.label)
  return object
}
