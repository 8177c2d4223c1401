public import Diagnostics
import YAML

/// The files of a rules directory: every `*.yaml` directly in it, and `lists/*.txt`.
public struct RuleFiles: Sendable {
  /// The rule files, by name.
  public var files: [SourceFile]
  /// The word lists, by name.
  public var lists: [SourceFile]
  /// What the names of files begin with and their `contents` leave out.
  private let prefix: String
  /// How many bytes may still be read of the directory.
  private var room = 256 << 20

  /// Files that were read elsewhere, their names as shown to people.
  public init(files: [SourceFile], lists: [SourceFile] = []) {
    self.files = files
    self.lists = lists
    prefix = ""
  }

  /// Reads a rules directory. What cannot be read is left out and reported.
  ///
  /// Names that begin with a dot are left alone: editors keep their own files there.
  public init(directory: String, into diagnostics: inout Diagnostics) {
    prefix = directory.hasSuffix("/") ? directory : directory + "/"
    (files, lists) = ([], [])
    guard let names = Directory.names(in: directory) else {
      let place = SourceSpan(wholeOf: SourceFile(name: directory, bytes: []))
      diagnostics.error(.rulesDirectory, "there is no such directory, or it is closed", at: place)
      return
    }
    for name in names where !name.hasPrefix(".") {
      if name.hasSuffix(".yaml") {
        read(prefix + name, into: \.files, atMost: Limits.fileSize, &diagnostics)
      } else if [".yml", ".yaml"].contains(where: { name.lowercased().hasSuffix($0) }) {
        let place = SourceSpan(wholeOf: SourceFile(name: prefix + name, bytes: []))
        let stem = name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex)
        diagnostics.error(
          .fileName, "only files named *.yaml are read", at: place, label: "name it \(stem).yaml")
      }
    }
    for name in Directory.names(in: prefix + "lists") ?? []
    where !name.hasPrefix(".") && name.hasSuffix(".txt") {
      read(prefix + "lists/" + name, into: \.lists, atMost: room, &diagnostics)
    }
  }

  /// Files of tests: those given, and every `*.yaml` directly in the directories given.
  public static func tests(
    in paths: [String], into diagnostics: inout Diagnostics
  ) -> [SourceFile] {
    var found = RuleFiles(files: [])
    for path in paths {
      guard let names = Directory.names(in: path) else {
        found.read(path, into: \.files, atMost: Limits.fileSize, &diagnostics)
        continue
      }
      let place = path.hasSuffix("/") ? path : path + "/"
      for name in names where !name.hasPrefix(".") && name.hasSuffix(".yaml") {
        found.read(place + name, into: \.files, atMost: Limits.fileSize, &diagnostics)
      }
    }
    return found.files
  }

  /// Names, relative to the directory, and bytes of all files: a rulebook's version is their hash.
  public var contents: [(name: String, bytes: [UInt8])] {
    (files + lists).map {
      let isBelow = !prefix.isEmpty && $0.name.hasPrefix(prefix)
      return (isBelow ? String($0.name.dropFirst(prefix.count)) : $0.name, $0.bytes)
    }
  }

  private mutating func read(
    _ path: String, into kept: WritableKeyPath<RuleFiles, [SourceFile]>, atMost limit: Int,
    _ diagnostics: inout Diagnostics
  ) {
    let place = SourceSpan(wholeOf: SourceFile(name: path, bytes: []))
    switch Directory.bytes(of: path, atMost: min(limit, room)) {
    case .success(let bytes):
      room -= bytes.count
      self[keyPath: kept].append(SourceFile(name: path, bytes: bytes))
    case .failure(.tooLarge) where limit < room:
      let message = "the file is larger than \(limit >> 20) MB"
      diagnostics.error(.fileSize, message, at: place)
    case .failure(.tooLarge):
      let message = "with this file, the rules are larger than 256 MB"
      diagnostics.error(.fileSize, message, at: place)
    case .failure(.other(let why)):
      diagnostics.error(.unreadableFile, "the file cannot be read: \(why)", at: place)
    }
  }
}
