import Diagnostics
import LeadCore

extension Mentions {
  /// Parts of a condition that must hold together: the entries of a mapping, the items of `all`.
  struct Conjunction {
    /// One part, and what to call it.
    struct Part {
      var condition: Condition
      var name: String
      var span: SourceSpan
    }
    var parts: [Part]
    /// The conjunctions inside of it.
    var inner: Range<Int>
    /// Whether it is asked of an activity, and of dates as of that activity's own time.
    var isOfActivity = false
  }

  /// A range of numbers that a condition asks for.
  struct RangeTest {
    var condition: Condition
    var span: SourceSpan
  }

  /// One of several choices that asks for a range and for nothing else.
  struct RangeChoice {
    var list: String
    var field: String
    var range: NumberRange
    var span: SourceSpan
  }

  /// Grades of which a condition asks for one.
  struct GradeTest {
    var grades: [FoldedText]
    var span: SourceSpan
  }

  /// Where a grade begins.
  struct Threshold {
    var standing: Standing
    var grade: String
    var value: Int
    /// Whether only one grade lies below it.
    var isLast: Bool
    var span: SourceSpan
  }

  /// The points of a rule or of one of its choices.
  struct Points {
    var section: String
    var rule: Int
    var points: Int
    var span: SourceSpan
  }

  /// A cap of a group.
  struct Cap {
    var section: String
    var group: Int
    var isUpper: Bool
    var span: SourceSpan
  }

  /// Days on which a rep is away.
  struct Absence {
    var rep: String
    var days: ClosedRange<Day>
    var span: SourceSpan
  }

  /// What a plan says of its end.
  struct PlanPlaces {
    var name: SourceSpan
    var attempts: SourceSpan?
    var saysWhereTo: Bool
  }

  /// The section `rejections`, and the reasons that lead nowhere.
  struct RejectionPlaces {
    var section: SourceSpan?
    var stays: [SourceSpan] = []
  }
}
