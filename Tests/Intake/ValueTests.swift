import LeadCore
import Testing

@testable import Intake

/// What cells become.
@Suite struct ValueTests {
  @Test(arguments: [
    ("51-200", "51"), ("51 – 200", "51"), ("1,001-5,000", "1001"), ("1.001 - 5.000", "1001"),
    ("10,001+", "10001"), ("1K-5K", "1000"), ("1-5K", "1000"), ("500-1K", "500"),
    ("$1M - $10M", "1000000"),
    ("201 to 500", "201"), ("51 bis 200", "51"), ("11 do 50", "11"), ("۵۱ تا ۲۰۰", "51"),
    ("51-200 employees", "51"), ("11-50 çalışan", "11"), ("over 1,000", "1000"), (">= 500", "500"),
    ("up to 50", "1"), ("<10", "1"), ("~300", "300"), ("ca. 1.200 Mitarbeiter", "1200"),
    ("10k", "10000"), ("2.5M", "2500000"), ("1,5 Mio. €", "1500000"), ("3 tys.", "3000"),
    ("100.00%", "100"), ("% 12,5", "12.5"), ("٪۱۲", "12"), ("50 000 zł", "50000"),
    ("12.500,75 TL", "12500.75"), ("THB 1,000", "1000"), ("100+ people", "100"), ("5000", "5000"),
    ("50+", "50"), ("between 3 and 4", nil), ("many", nil), ("Oct-49", nil), ("200-51", nil),
    ("2026-03-02", nil), ("k", nil), ("", nil), ("1-", nil), ("-", nil),
  ])
  func rangesStandForTheirLowerBound(_ text: String, _ number: String?) {
    var text = text
    let read = text.withUTF8 { RangeText.number($0) }
    #expect(read.map { String(decoding: $0, as: UTF8.self) } == number)
  }

  @Test func declaredTypesAreRead() throws {
    let mapping = try MappingTests.Mapped(
      "email,Budget,Signed,Note\na@b.co,\"€ 1.200,50\",31.12.2026,\"1,2\"\nb@b.co,lots,?,\n",
      types: ["budget": .number, "signed": .date])
    #expect(mapping.field("budget") == ["1200.50", "lots"])
    #expect(mapping.field("signed") == ["2026-12-31", "?"])
    #expect(mapping.field("note") == ["1,2", ""])
    #expect(
      mapping.mapping.warnings == [
        "Budget: 1 value is no number, in line 3", "Signed: 1 value is no date, in line 3",
      ])
  }

  @Test(arguments: [
    "Select", "-None-", "--None--", "#N/A", "n/a", "N.A.", "0/0/00", "NULL", "(blank)",
    "- Select -",
    "please  select", "SEÇİNİZ", "Bitte wählen", "انتخاب کنید", "#REF!", "\\N", "(not set)", "—",
    "0000-00-00 00:00:00", "(No value)", "Undefined",
  ])
  func placeholdersAreNothing(_ text: String) throws {
    let mapped = try MappingTests.Mapped("email,City\na@b.co,\(text)\n")
    #expect(mapped.field("city") == [""])
  }

  @Test(arguments: ["None", "Nan", "Selected", "0", "?", "İzmir", "تهران", "–x", "n", "Nullarbor"])
  func otherTextIsKept(_ text: String) throws {
    let mapped = try MappingTests.Mapped("email,City\na@b.co,\(text)\n")
    #expect(mapped.field("city") == [text])
  }

  @Test(arguments: [
    ("p:+91-9999999999", "+91-9999999999"), ("P:+1", "+1"), ("۰۹۱۲۰۰۰۰۰۰۳", "09120000003"),
    ("+90 (532) 000 00 01", "+90 (532) 000 00 01"), ("٠٥٣٢", "0532"),
    ("\u{202A}+98 21\u{202C}", "+98 21"),
    ("+1 555 0100 ::: +1 555 0101", "+1 555 0100"), ("ext: 5", "ext: 5"),
  ])
  func phones(_ text: String, _ plain: String) throws {
    let mapped = try MappingTests.Mapped("email,Phone\na@b.co,\"\(text)\"\n")
    #expect(mapped.field("phone") == [plain])
  }

  @Test(arguments: [
    ("x@MÜLLER.de", "x@müller.de"), ("x@xn--mller-kva.de", "x@müller.de"),
    ("X@XN--MLLER-KVA.DE", "x@müller.de"), ("x@müller.de", "x@müller.de"),
    ("a--b@acme.com", "a--b@acme.com"), ("ada\u{200B}@acme.com", "ada@acme.com"),
    ("ÇAĞ@acme.com", "çağ@acme.com"), ("a@b.co ::: c@d.co", "a@b.co"),
  ])
  func addressesHaveOneForm(_ text: String, _ address: String) throws {
    let mapped = try MappingTests.Mapped("email\n\(text)\n")
    #expect(mapped.identity("email") == [address])
  }

  @Test func severalValuesOfACellAreAList() throws {
    let mapped = try MappingTests.Mapped(
      "First Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value\n"
        + "Ada,Acme,* myContacts ::: Navy,Work,a@b.co ::: c@d.co\n")
    #expect(mapped.mapping.exporter?.name == "Google Contacts")
    #expect(mapped.field("labels") == ["* myContacts; Navy"])
    #expect(mapped.identity("email") == ["a@b.co"])
  }
}
