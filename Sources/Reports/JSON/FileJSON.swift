public import Store

extension JSONObject {
  /// A file of the ledger: `name sha256 state rows taken rejected duplicates first_seen finished
  /// reason`.
  public init(_ file: FileEntry) {
    self.init()
    add("name", file.name)
    add("sha256", file.sha256)
    add("state", file.state.rawValue)
    add("rows", file.rows)
    add("taken", file.taken)
    add("rejected", file.rejected)
    add("duplicates", file.duplicates)
    add("first_seen", file.firstSeen)
    add("finished", file.finished)
    add("reason", file.reason)
  }
}
