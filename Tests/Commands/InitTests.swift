import Foundation
import Testing

/// `leadrelay init` and `leadrelay schema`.
@Suite struct InitTests {
  @Test func theStarterPassesTheStrictestCheck() throws {
    let place = try Workplace()
    let made = try place.run("init", "new/rules")
    #expect(made.status == 0 && made.errors == "")
    #expect(made.output.contains("leadrelay check --rules new/rules"))
    let check = try place.run("check", "--strict", "--rules", "new/rules")
    #expect(check.status == 0 && check.errors == "", "\(check.errors)")
    #expect(place.text(of: "new/rules/lists/competitors.txt") != nil)
  }

  @Test func nothingIsWrittenWhereSomethingIs() throws {
    let place = try Workplace(files: ["rules/fit.yaml": "fit:\n"])
    let refused = try place.run("init", "rules/")
    #expect(refused.status == 73 && refused.output == "")
    #expect(refused.errors.contains("rules is not empty, it has fit.yaml"))
    #expect(place.text(of: "rules/fit.yaml") == "fit:\n")
    #expect(place.text(of: "rules/teams.yaml") == nil)
    let file = try place.run("init", "rules/fit.yaml")
    #expect(file.status == 73 && file.errors.contains("cannot make the directory"))
  }

  @Test func theSchemaIsThatBesideTheStarter() throws {
    let place = try Workplace()
    let schema = try place.run("schema")
    #expect(schema.status == 0)
    #expect(try place.run("init", "rules").status == 0)
    #expect(place.text(of: "rules/.leadrelay.schema.json") == schema.output)
    let object = try JSONSerialization.jsonObject(with: Data(schema.output.utf8))
    let keys = try #require(object as? [String: Any])
    #expect(keys["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
  }
}
