import Testing

@testable import LeadCore

/// `email_domain` is the company's: one label more than a public suffix.
@Suite struct EmailDomainTests {
  @Test(arguments: [
    ("jane@mail.eu.acme.co.uk", "acme.co.uk"), ("x@acme.com", "acme.com"),
    ("x@a.b.acme.com", "acme.com"), ("x@ACME.Com", "acme.com"), ("x@firma.com.tr", "firma.com.tr"),
    ("x@satis.firma.com.tr", "firma.com.tr"), ("x@bilgi.edu.tr", "bilgi.edu.tr"),
    ("x@mail.acme.de", "acme.de"), ("x@eu.acme.com.pl", "acme.com.pl"),
    ("x@mail.acme.co.th", "acme.co.th"), ("x@mail.acme.ir", "acme.ir"),
    ("x@mail.acme.co.ir", "acme.co.ir"), ("x@city.kawasaki.jp", "city.kawasaki.jp"),
    ("x@a.b.c.kobe.jp", "b.c.kobe.jp"), ("x@www.ck", "www.ck"), ("x@a.www.ck", "www.ck"),
    // Where anybody may register below a private name, that name is no company.
    ("x@acme.uk.com", "acme.uk.com"), ("x@mail.acme.uk.com", "acme.uk.com"),
    ("x@shop.acme.github.io", "acme.github.io"),
    // An unlisted suffix has one label.
    ("x@mail.acme.example", "acme.example"),
    // What is no name of a company stays as it is.
    ("x@co.uk", "co.uk"), ("x@com", "com"), ("x@github.io", "github.io"),
    ("x@s3.amazonaws.com", "s3.amazonaws.com"), ("x@localhost", "localhost"),
    ("x@192.168.0.1", "192.168.0.1"), ("x@[192.168.0.1]", "[192.168.0.1]"),
    ("x@[IPv6:2001:db8::1]", "[ipv6:2001:db8::1]"), ("x@a..b.com", "a..b.com"),
    ("x@.acme.com", ".acme.com"), ("x@mail.acme.com.", "mail.acme.com."),
    ("a@b@mail.acme.com", "acme.com"),
    // One form for international names.
    ("x@Müller.de", "müller.de"), ("x@xn--mller-kva.de", "müller.de"),
    ("x@XN--MLLER-KVA.DE", "müller.de"), ("x@mail.xn--mller-kva.de", "müller.de"),
    ("x@post.şirket.com.tr", "şirket.com.tr"), ("x@xn--irket-idb.com.tr", "şirket.com.tr"),
    ("x@www.食狮.公司.cn", "食狮.公司.cn"), ("x@www.xn--85x722f.xn--55qx5d.cn", "食狮.公司.cn"),
    ("x@mail.نامه.ایران", "نامه.ایران"), ("x@xn--strae-oqa.de", "strasse.de"),
    ("x@xn--.de", "xn--.de"), ("x@xn--999999999.de", "xn--999999999.de"),
  ])
  func isTheCompanys(_ email: String, _ domain: String) {
    #expect(emailDomain(of: FoldedText(email))?.description == FoldedText(domain).description)
  }

  @Test(arguments: ["", "x", "x@", "@"])
  func whatHasNoDomain(_ email: String) { #expect(emailDomain(of: FoldedText(email)) == nil) }

  /// Examples of RFC 3492, section 7.1, and of labels in use.
  @Test(arguments: [
    ("egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"), ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
    ("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
    ("tisp-vgta", nil), ("mnchen-3ya", "münchen"), ("bcher-kva", "bücher"), ("p1ai", "рф"),
    ("o3cw4h", "ไทย"), ("mgba3a4f16a", "ایران"), ("maana-pta", "mañana"),
    ("ls8h", "💩"), ("-", nil), ("a-é", nil), ("99999999", nil), ("", nil),
    (String(repeating: "z", count: 70), nil),
  ])
  func punycode(_ label: String, _ text: String?) {
    guard let text else { return #expect(punycodeDecoded(Array(label.utf8)[...]) != label) }
    #expect(punycodeDecoded(Array(label.utf8)[...]) == text)
  }

  @Test func aRuleMayWriteEitherForm() {
    for written in ["müller.de", "xn--mller-kva.de"] {
      let wanted = canonicalDomain(FoldedText(written))
      let rules = Rulebook.with { $0.mql(.field("email_domain", .equals([wanted]))) }
      let when = rules.qualification.alternatives[0].when
      for email in ["x@müller.de", "x@mail.xn--mller-kva.de"] {
        #expect(rules.holds(when, ["email": email], now: ConditionTests.now))
      }
    }
  }
}
