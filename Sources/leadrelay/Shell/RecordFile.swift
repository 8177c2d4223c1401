import Daemon
import Glibc
import LeadCore
import Reports
import Store
import StoreSQLite

/// One record from the command line, which goes the way of a file: into the inbox.
struct RecordFile {
  /// What the name begins with, which says what the record is: `attempts`, `feedback`,
  /// `activities`, `acts`.
  let kind: String
  private var row = JSONObject()

  init(kind: String, of identity: Identity, at: Instant) {
    self.kind = kind
    row.add(CommandLineSource.column(identity.kind), identity.value)
    row.add("at", at)
  }

  /// Something that a person does by hand.
  init(act: String, reason: String, at: Instant) {
    kind = "acts"
    row.add("act", act)
    row.add("reason", reason)
    row.add("at", at)
  }

  mutating func add(_ column: String, _ value: String?) {
    if let value { row.add(column, value) }
  }

  /// Puts the record into the inbox and, where no daemon does, takes it in.
  ///
  /// - Throws: `Failure` with 65 and the reason where it cannot be taken in.
  func deliver(_ configuration: Configuration, _ rules: Rulebook, now: Instant) async throws {
    let data = DataDirectory(configuration.data)
    try data.prepare()
    var bytes: [UInt8] = []
    row.appendLine(to: &bytes)
    let stamp = now.iso.filter { $0 != "-" && $0 != ":" && $0 != "." }
    let name = CommandLineSource.fileName(kind, stamp: "\(stamp)-\(getpid())")
    try RecordFile.write(bytes, name: name, to: data.inbox)
    guard try await takeInAtOnce(configuration, rules) else {
      return try say("\(name) is in the inbox; the daemon takes it in\n")
    }
    let store = try openStore(configuration)
    guard let file = try store.file(sha256: sha256Hex(of: [bytes])) else {
      throw Failure(.inputOutput, "\(name) could not be taken in; see `leadrelay status`")
    }
    if file.state == .failed { throw Failure(.data, file.reason ?? "the record cannot be read") }
    if file.rejected > 0 {
      throw Failure(.data, reason(name, data) ?? "the record was rejected, see \(data.rejects)")
    }
    try say(file.taken > 0 ? "taken in\n" : "known already\n")
  }

  private func say(_ text: String) throws { try writeAll(Array(text.utf8), to: 1) }

  /// What the file of rejects says of it.
  private func reason(_ name: String, _ data: DataDirectory) -> String? {
    try? firstReason(inRejects: "\(data.rejects)/\(name).rejects.csv")
  }

  /// Under a hidden name first, then renamed: nobody sees half a file.
  private static func write(_ bytes: [UInt8], name: String, to inbox: String) throws {
    let (hidden, path) = ("\(inbox)/.\(name)", "\(inbox)/\(name)")
    func fail(_ status: ExitStatus) -> Failure {
      Failure(status, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
    let descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw fail(.cannotCreate) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor)
    guard fsync(descriptor) == 0, rename(hidden, path) == 0 else {
      let failure = fail(.inputOutput)
      unlink(hidden)
      throw failure
    }
  }
}
