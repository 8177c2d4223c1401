import Diagnostics
import Foundation
import LeadCore
import Testing

@testable import RuleSource

/// Word lists from files.
@Suite struct ListTests {
  /// A rules directory with one list of these bytes, which is removed afterwards.
  private func withList(_ bytes: Data, _ body: (Loaded) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID())")
    let lists = folder.appending(path: "lists")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try bytes.write(to: lists.appending(path: "known.txt"))
    let rules = "fit: { rules: [{ name: Known, when: { company: { in: known } }, points: 1 }] }"
    try Data(rules.utf8).write(to: folder.appending(path: "fit.yaml"))
    try body(Loaded(directory: folder))
  }

  @Test func aMillionLines() throws {
    var text = "# customers\n"
    text.reserveCapacity(20_000_000)
    for number in 0..<1_000_000 { text += "Company \(number) GmbH\n" }
    try withList(Data(text.utf8)) { loaded in
      let list = try #require(loaded.book?.program.lists["known"])
      #expect(list.count == 1_000_000)
      for number in stride(from: 0, to: 1_000_000, by: 9_973) {
        #expect(list.contains(FoldedText("COMPANY  \(number) gmbh")))
      }
      for name in ["company 1000000 gmbh", "company 1 gmb", "company", "# customers", ""] {
        #expect(!list.contains(FoldedText(name)))
      }
    }
  }

  @Test func domainsAreKnownInBothForms() throws {
    try withList(Data("xn--mller-kva.de # Müller\r\nşirket.com.tr\r".utf8)) { loaded in
      let list = try #require(loaded.book?.program.lists["known"])
      for name in ["xn--mller-kva.de", "müller.de", "ŞİRKET.com.tr"] {
        #expect(list.contains(FoldedText(name)))
      }
    }
  }

  @Test func whatIsTooLargeIsRefused() throws {
    try withList(Data(count: 65 << 20)) { loaded in
      #expect(loaded.ids == ["file-size"] && loaded.book == nil)
    }
  }
}
