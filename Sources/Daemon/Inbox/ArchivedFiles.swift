import Store
import Synchronization

/// Files that were moved into the archive and are not noted as done yet: many of them share the
/// writing of their folders to disk and one transaction. Until then their ledger says `taken`,
/// and after a crash what lies in the inbox decides.
final class ArchivedFiles: Sendable {
  private struct State {
    var files: [FileEntry] = []
    var folders: Set<String> = []
  }

  private let state = Mutex(State())

  func add(_ file: FileEntry, at path: String) {
    state.withLock { state in
      state.files.append(file)
      state.folders.insert(Files.folder(of: path))
    }
  }

  func contains(_ id: Int64) -> Bool { state.withLock { $0.files.contains { $0.id == id } } }

  /// Notes them as done.
  func settle(_ engine: Engine) async throws {
    let (files, folders) = state.withLock { ($0.files, $0.folders) }
    guard !files.isEmpty else { return }
    for folder in folders { Files.sync(directory: folder) }
    try await engine.archived(files)
    state.withLock { state in
      state.files.removeFirst(files.count)
      state.folders = []
    }
  }
}
