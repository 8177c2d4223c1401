import LeadCore
import Store
import Testing

@testable import Reports

@Suite struct ListJSONTests {
  @Test func leadHasTheFixedKeysInOrder() {
    let object = JSONObject(ada(), catalogue(), Rulebook())
    #expect(
      object.closed == """
        {"id":7,"identities":{"email":["ada@acme.com"],"hubspot":["1001","\\"2\\""]},\
        "fields":{"country":"TR","email":"ada@acme.com","employees":300,"note":"a\\nb",\
        "title":"CTO"},\
        "origin":"marketing","account":"acme.com","stage":"sal","fit":55,"interest":50,\
        "grade":"B2",\
        "owner":"jim","cycle":1,"attempts":2,"track":null,"since":"2026-03-02T09:00:00.250Z"}
        """)
  }

  @Test func whatIsAbsentIsNull() {
    let state = LeadState(
      id: 1, since: at("2026-03-02T09:00:00Z"), createdAt: at("2026-03-02T09:00:00Z"))
    let lead = StoredLead(identities: [], record: FieldRecord(), state: state)
    #expect(
      JSONObject(lead, catalogue(), Rulebook()).closed == """
        {"id":1,"identities":{},"fields":{},"origin":"marketing","account":null,"stage":"lead",\
        "fit":0,"interest":0,"grade":"D4","owner":null,"cycle":0,"attempts":null,"track":null,\
        "since":"2026-03-02T09:00:00Z"}
        """)
  }

  @Test func handoffHasTheFixedKeysInOrder() {
    #expect(
      JSONObject(handoff(), lead: 7).closed == """
        {"id":3,"lead":7,"rep":"jim","team":"inside","route":"Everyone","plan":"Hot","cycle":1,\
        "at":"2026-03-02T09:00:00Z","accept_by":"2026-03-02T13:00:00Z","first_attempt_by":null,\
        "accepted_at":"2026-03-02T10:00:00Z","first_attempt_at":"2026-03-02T10:00:00Z",\
        "attempts":2,"reached_at":"2026-03-03T10:00:00Z","ended_at":null,\
        "ended":null,"candidates":[\
        {"rep":"jim","taken":true,"reason":"taken","free":null},\
        {"rep":"pam","taken":false,"reason":"outside_takes","free":3}]}
        """)
  }

  @Test func fileHasTheFixedKeysInOrder() {
    let file = FileEntry(
      id: 1, name: "leads-1.csv", sha256: "ab", state: .taking,
      firstSeen: at("2026-03-02T09:00:00Z"))
    #expect(
      JSONObject(file).closed == """
        {"name":"leads-1.csv","sha256":"ab","state":"taking","rows":0,"taken":0,"rejected":0,\
        "duplicates":0,"first_seen":"2026-03-02T09:00:00Z","finished":null,"reason":null}
        """)
  }

  @Test(arguments: [
    ("300", true), ("0", true), ("-1.5", true), ("0.25", true), ("012", false), ("1e3", false),
    ("", false), ("-", false), (".5", false), ("5.", false), ("1,000", false), ("+1", false),
    ("1.2.3", false), ("00", false), ("-0", true),
  ])
  func onlyPlainNumbersAreNumbers(_ text: String, _ isNumber: Bool) {
    #expect((jsonNumber(text) != nil) == isNumber)
    let lead = StoredLead(
      identities: [], record: record(["employees": text, "title": text]),
      state: LeadState(id: 1, since: at(""), createdAt: at("")))
    let json = JSONObject(lead, catalogue(), Rulebook()).closed
    #expect(json.contains("\"employees\":\(text),") == (isNumber && !text.isEmpty))
    #expect(!json.contains("\"title\":\(text)}") || text.isEmpty)
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\u{1}\u{1F}\t\r\n", #""\u0001\u001f\t\r\n""#), ("ş日", "\"ş日\""),
    ("\u{7F}", "\"\u{7F}\""),
  ])
  func textIsEscaped(_ text: String, _ json: String) { #expect(jsonText(text) == json) }
}
