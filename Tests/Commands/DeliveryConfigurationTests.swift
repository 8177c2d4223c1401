import Testing

/// What `check` says of `webhooks:` and `mail:`.
@Suite struct DeliveryConfigurationTests {
  private func check(
    _ configuration: String, files: [String: String] = ["secret": "abc"]
  ) throws -> Outcome {
    var files = files
    files["rules/all.yaml"] = rulebook
    files["leadrelay.yaml"] = "rules: rules\n" + configuration
    return try Workplace(files: files).run("check")
  }

  @Test func aGoodOneIsQuiet() throws {
    let result = try check(
      """
      webhooks:
        - { url: 'https://a.example/hook?x=1', secret_file: secret }
        - { url: 'http://127.0.0.1:8080', events: [handoff, withdrawn], secret_file: secret }
        - { url: 'http://[::1]:8080', events: [nurture, alert], secret_file: secret }
        - { url: 'https://b.example', events: alert, secret_file: ./secret }
      mail: { sendmail: /bin/true -t -i, from: relay@example.com }

      """)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
  }

  @Test(arguments: [
    ("webhooks: { url: x }", "`webhooks` must be a list"),
    (
      "webhooks: [{ url: 'ftp://a.example', secret_file: secret }]", "`url` must be a URL with http"
    ),
    ("webhooks: [{ url: 'a.example/hook', secret_file: secret }]", "`url` must be a URL with http"),
    ("webhooks: [{ url: 'https://', secret_file: secret }]", "`url` must be a URL with http"),
    ("webhooks: [{ url: 'https://me:pw@a.example', secret_file: secret }]", "without user"),
    ("webhooks: [{ url: 'https://a.example/#x', secret_file: secret }]", "without user"),
    ("webhooks: [{ url: 'https://a.example:99999/', secret_file: secret }]", "`url` must be"),
    ("webhooks: [{ secret_file: secret }]", "needs the key `url`"),
    ("webhooks: [{ url: 'https://a.example' }]", "needs the key `secret_file`"),
    ("webhooks: [{ url: 'https://a.example', secret: x, secret_file: secret }]", "unknown key"),
    (
      "webhooks: [{ url: 'https://a.example', secret_file: secret, events: [handof] }]",
      "did you mean 'handoff'?"
    ),
    ("webhooks: [{ url: 'https://a.example', secret_file: secret, events: [] }]", "names nothing"),
    (
      "webhooks: [{ url: 'https://a.example', secret_file: nowhere }]",
      "the file of `secret_file` cannot be read: No such file or directory: ./nowhere"
    ),
    ("webhooks: [{ url: 'https://a.example', secret_file: empty }]", "is empty"),
    ("webhooks: [{ url: 'https://a.example', secret_file: odd }]", "no base64 behind 'whsec_'"),
    (
      "webhooks: [{ url: 'https://a.example', secret_file: rules }]",
      "cannot be read: Is a directory"
    ),
    (
      """
      webhooks:
        - { url: 'https://a.example/?k=1', secret_file: secret }
        - { url: 'https://a.example/?k=1', secret_file: secret }
      """, "two webhooks have the URL https://a.example/?…"
    ),
    ("mail: { sendmail: /bin/true }", "needs the key `from`"),
    ("mail: { from: 'Relay <relay@example.com>' }", "`from` must be a plain e-mail address"),
    (#"mail: { from: "a@example.com\nBcc: b@example.com" }"#, "`from` must be a plain"),
    ("mail: { from: a@example.com, sendmail: '' }", "must not be empty"),
    ("mail: { from: a@example.com, via: smtp }", "unknown key 'via'"),
    ("mail: true", "`mail` must be a mapping"),
  ])
  func whatIsWrongHasItsPlace(configuration: String, message: String) throws {
    let result = try check(
      configuration + "\n", files: ["secret": "abc", "empty": "\n", "odd": "whsec_%%"])
    #expect(result.status == 1)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.hasPrefix("./leadrelay.yaml:"), "\(result.errors)")
  }

  @Test func aMailerMayComeLaterASecretMayNot() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": rulebook, "data/.keep": "",
      "leadrelay.yaml": """
      rules: rules
      data: data
      webhooks: [{ url: 'https://a.example', secret_file: nowhere }]
      mail: { sendmail: /nowhere/sendmail -t, from: relay@example.com }

      """,
    ])
    let check = try place.run("check")
    #expect(
      check.errors.contains(
        "warning: the program of `sendmail` cannot be run: No such file or directory"))
    let run = try place.run("run", "--once")
    #expect(run.status == 78 && run.errors.contains("[unreadable-file]"), "\(run.errors)")
    // Whoever only reads needs no secret.
    #expect(try place.run("status").status == 1)
    #expect(try !place.run("status").errors.contains("secret"))
  }
}
