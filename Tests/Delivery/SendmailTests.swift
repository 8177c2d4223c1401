import Foundation
import Testing

@testable import Daemon

/// Programs that send mail, or do not: real ones, of a few lines.
struct SendmailTests {
  /// A folder with a program in it, gone after the test.
  private final class Program {
    let folder: URL
    var path: String { folder.appending(path: "sendmail").path }

    init(_ lines: String) throws {
      folder = FileManager.default.temporaryDirectory
        .appending(path: "leadrelay-mail-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(("#!/bin/sh\ncd '\(folder.path)'\n" + lines).utf8)
        .write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The shell is named: a file that was just written may still be open in a child of another
    /// test, and is then not started.
    func sendmail(_ arguments: String...) -> Sendmail {
      Sendmail(program: "/bin/sh", arguments: [path] + arguments)
    }

    func text(_ name: String) -> String? {
      try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
  }

  private let mail = Array("To: jim@example.com\n\n.\nbody\n".utf8)

  @Test func itGetsTheMailAndItsArgumentsAsTheyAre() async throws {
    let program = try Program("cat > mail\nprintf '%s\\n' \"$@\" > arguments\n")
    let sendmail = program.sendmail("-t", "$(id)", "; rm x", "*")
    #expect(await sendmail.send(mail) == .taken)
    #expect(program.text("mail") == String(decoding: mail, as: UTF8.self))
    #expect(program.text("arguments") == "-t\n$(id)\n; rm x\n*\n")
  }

  @Test func aProgramThatReadsNothingHoldsNobodyUp() async throws {
    let program = try Program("exit 0\n")
    let large = [UInt8](repeating: 0x61, count: 4 << 20)
    #expect(await program.sendmail().send(large) == .taken)
  }

  @Test(arguments: [
    (1, false), (65, true), (67, true), (68, true), (70, false), (75, false), (255, false),
  ])
  func itsStatusAndWordsAreReported(code: Int, isRefusal: Bool) async throws {
    let program = try Program("echo 'no  such' >&2; echo user; exit \(code)\n")
    let answer = await program.sendmail().send(mail)
    let text = "/bin/sh ended with \(code): no such user"
    #expect(answer == (isRefusal ? .refused(text) : .failed(text)))
  }

  @Test func aSignalIsAFailure() async throws {
    let program = try Program("kill -9 $$\n")
    let answer = await program.sendmail().send(mail)
    #expect(answer == .failed("/bin/sh was ended by signal 9"))
  }

  @Test func oneThatHangsIsEnded() async throws {
    let program = try Program("exec sleep 600\n")
    var sendmail = program.sendmail()
    sendmail.patience = .milliseconds(50)
    #expect(
      await sendmail.send(mail) == .failed("/bin/sh goes on after 0.05 s and was ended"))
  }

  @Test func whoCancelsEndsItWithAllThatItStarted() async throws {
    let program = try Program("sleep 600 & echo $! > child; echo $$ > own; wait\n")
    let sendmail = program.sendmail()
    let sending = Task { [mail] in await sendmail.send(mail) }
    #expect(try await comes { program.text("own")?.hasSuffix("\n") ?? false })
    sending.cancel()
    _ = await sending.value
    for name in ["own", "child"] {
      let pid = try #require(
        program.text(name).flatMap { pid_t($0.trimmingCharacters(in: .newlines)) })
      // A killed orphan may still be waiting for init.
      let isGone = try await comes {
        (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8))?.contains(") Z ")
          ?? true
      }
      #expect(isGone, "\(name)")
    }
  }

  @Test func oneThatIsNotThereIsOurTrouble() async {
    for path in ["/nowhere/sendmail", "/etc/passwd"] {
      guard case .unable(let why) = await Sendmail(program: path, arguments: []).send(mail) else {
        return #expect(Bool(false))
      }
      #expect(why.contains(path) && why.contains("cannot be started"))
    }
  }

  @Test func noSignalIsBlockedOrIgnoredAndNoFileOpen() async throws {
    let program = try Program(
      "grep -E '^Sig(Blk|Ign)' /proc/self/status > signals; ls /proc/self/fd | wc -l > files\n")
    signal(SIGPIPE, SIG_IGN)
    let held = open("/dev/null", O_RDONLY)
    defer { close(held) }
    #expect(await program.sendmail().send(mail) == .taken)
    let signals = try #require(program.text("signals"))
    for line in signals.split(separator: "\n") {
      let set = try #require(line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) })
      // 32 and 33 belong to the C library.
      #expect(set & ~0x1_8000_0000 == 0, "\(line)")
    }
    // Input, output, errors, and the folder that ls reads.
    #expect(program.text("files") == "4\n")
  }
}
