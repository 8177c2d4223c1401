import Foundation
import Testing

@testable import Daemon

struct InboxWatchTests {
  /// An inbox is moved away, and another one takes its place.
  @Test func whatBecomesOfTheOldInboxSaysNothingOfTheNewOne() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "watch-\(UUID())")
    let (inbox, old) = (root.appending(path: "inbox"), root.appending(path: "old"))
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let watch = try #require(InboxWatch(inbox.path))
    watch.watch("")
    try FileManager.default.moveItem(at: inbox, to: old)
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    watch.watch("")
    watch.keepOnly([""])
    _ = watch.news()
    try Data("a".utf8).write(to: old.appending(path: "leads-old.csv"))
    #expect(!watch.news().contains(.closed("leads-old.csv")))
    try Data("a".utf8).write(to: inbox.appending(path: "leads-new.csv"))
    #expect(watch.news().contains(.closed("leads-new.csv")))
  }
}
