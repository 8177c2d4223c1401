import Testing

@testable import LeadCore

/// `email_kind`: of the whole domain, else of the company's.
@Suite struct MailProviderTests {
  private func kind(_ email: String, _ tables: DerivedTables = DerivedTables()) -> String? {
    tables.derive(.emailKind, from: FoldedText(email))?.description
  }

  @Test(arguments: [
    "gmail.com", "googlemail.com", "outlook.com.tr", "hotmail.co.th", "yahoo.co.jp", "icloud.com",
    "proton.me", "mynet.com", "yandex.com.tr", "chmail.ir", "mihanmail.ir", "wp.pl", "onet.pl",
    "interia.pl", "gmx.de", "web.de", "t-online.de", "orange.fr", "laposte.net", "mail.ru", "bk.ru",
    "qq.com", "163.com", "naver.com", "hanmail.net", "docomo.ne.jp", "libero.it", "thaimail.com",
    "telefonica.net", "rediffmail.com", "comcast.net", "poczta.onet.pl", "smtp.web.de",
  ])
  func free(_ domain: String) { #expect(kind("x@\(domain)") == "free") }

  @Test(arguments: [
    "mailinator.com", "inbox.mailinator.com", "guerrillamail.com", "10minutemail.com",
    "temp-mail.org", "yopmail.com", "cool.fr.nf", "trashmail.de", "wegwerfemail.de", "maildrop.cc",
    "1secmail.com", "MAILNESIA.com",
  ])
  func disposable(_ domain: String) { #expect(kind("x@\(domain)") == "disposable") }

  @Test(arguments: [
    "acme.com", "mail.acme.co.uk", "gmail.com.acme.com", "notgmail.com", "google.com",
    "yahoo-inc.com",
    "localhost", "192.168.0.1",
  ])
  func business(_ domain: String) { #expect(kind("x@\(domain)") == "business") }

  @Test func whatTheRulebookSaysComesFirst() {
    let own: [(String, MailProviders.Kind)] = [
      ("posta.example", .free), ("gmx.de", .business), ("corp.gmail.com", .business),
      ("wegwerf.müller.de", .disposable),
    ]
    let tables = DerivedTables(
      seniority: [], department: [],
      mail: Dictionary(uniqueKeysWithValues: own.map { (FoldedText($0.0), $0.1) }))
    for (email, expected) in [
      ("x@posta.example", "free"), ("x@mx.posta.example", "free"), ("x@gmx.de", "business"),
      ("x@corp.gmail.com", "business"), ("x@gmail.com", "free"), ("x@eu.corp.gmail.com", "free"),
      ("x@wegwerf.xn--mller-kva.de", "disposable"), ("x@müller.de", "business"),
    ] {
      #expect(kind(email, tables) == expected, "\(email)")
    }
  }

  @Test func everyDomainOfTheTableIsOne() {
    #expect(MailProviders.builtIn.count > 1_000)
    for domain in MailProviders.builtIn.keys {
      let text = domain.description
      #expect(text.contains(".") && !text.contains { $0 == "@" || $0 == " " }, "\(text)")
    }
  }
}
