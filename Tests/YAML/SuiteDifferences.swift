/// How a case of the suite ends.
enum SuiteEnding: Hashable {
  /// Read into the tree that the suite has for it, or refused where it has none.
  case asTheSuiteSays
  /// Refused though it is YAML, with these ids.
  case refused(String)
  /// Read though it is no YAML.
  case accepted
  /// Read into another tree.
  case readDifferently
}

/// The cases that end otherwise than the suite says, and why. There are no others.
struct SuiteDifference {
  let why: String
  let ending: SuiteEnding
  let cases: String

  static let all: [SuiteDifference] = byDesign + refusedByLibYAML + leftToLibYAML

  private static let byDesign: [SuiteDifference] = [
    .init(
      why: "tags would turn text into something else; without them the tree is the suite's",
      ending: .refused("tag"),
      cases: """
        2XXW 33X3 52DL 57H4 6CK3 6JWB 74H7 8MK2 BU8L C4HZ CC74 CUP7 EHF6 F2C7 FH7J HMQ5 J7PZ LE5A
        S4JQ U3C3 UKK6/02 WZ62 Z9M4
        """),
    .init(
      why: "a file holds one document", ending: .refused("second-document"),
      cases: "6XDY 7Z25 JHB9 KSS4 L383 PUW8 U9NS"),
    .init(
      why: "tags and several documents", ending: .refused("second-document tag"),
      cases: "35KP 6WLZ 9KAX 9WXW"),
    .init(
      why: "a key is a text", ending: .refused("key-shape"),
      cases: "4FJ6 6BFJ 9MMW M2N8/01 SBG9 X38W"),
  ]

  /// Nobody writes these by hand and means them.
  private static let refusedByLibYAML: [SuiteDifference] = [
    .init(
      why: "a tab before anything but the rest of a text, blank lines included",
      ending: .refused("tab-indent"), cases: "DK95/00 DK95/03 DK95/04 Q5MG Y79Y/001"),
    .init(why: "a tab behind a '-'", ending: .refused("yaml-syntax"), cases: "A2M4 Y79Y/010"),
    .init(
      why: "directives that are unknown, or of another version of YAML",
      ending: .refused("yaml-syntax"), cases: "2LFX 6LVF BEC7 MUS6/05 MUS6/06"),
    .init(
      why: "a ':' with no key before it", ending: .refused("yaml-syntax"),
      cases: "CFD4 M2N8/00 NHX8 NKF9 S3PD SM9W/01 UKK6/00"),
    .init(
      why: "a text in brackets that begins with ':'", ending: .refused("yaml-syntax"),
      cases: "5T43 DBG4 HM87/00"),
    .init(
      why: "a key in brackets that does not end on its line, or whose ':' is on the next",
      ending: .refused("yaml-syntax"), cases: "4MUZ/00 4MUZ/01 4MUZ/02 9SA2 NJ66"),
    .init(
      why: "names of anchors of other characters than letters, digits, '_' and '-'",
      ending: .refused("yaml-syntax"), cases: "2SXE 8XYN"),
    .init(
      why: "'...' without a document", ending: .refused("yaml-syntax"), cases: "QT73"),
  ]

  private static let leftToLibYAML: [SuiteDifference] = [
    .init(
      why: "inside brackets and quotes indentation does not matter", ending: .accepted,
      cases: "9C9N DK95/01 QB6E Y79Y/003"),
    .init(
      why: "a comment begins right behind a bracket, a quote or a directive", ending: .accepted,
      cases: "9JBA MUS6/00 SU5Z"),
    .init(why: "a '-' alone in brackets is a text", ending: .accepted, cases: "G5U8 YJV2"),
    .init(
      why: "a text in brackets that begins with '?' loses it", ending: .readDifferently,
      cases: "652Z HM87/01"),
    .init(
      why: "a last line of blanks without an end counts as a line break", ending: .readDifferently,
      cases: "JEF9/02 L24T/01"),
    .init(
      why: "the name of an anchor ends at a ':', which then begins the text",
      ending: .readDifferently, cases: "Y2GN"),
  ]

  /// The table by case.
  static let endings: [String: SuiteEnding] = Dictionary(
    all.flatMap { difference in
      difference.cases.split(whereSeparator: \.isWhitespace).map {
        (String($0), difference.ending)
      }
    }, uniquingKeysWith: { first, _ in first })
}
