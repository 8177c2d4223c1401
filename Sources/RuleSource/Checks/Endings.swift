import Diagnostics
import LeadCore

extension RuleReader {
  /// Leads that sales cannot give back.
  mutating func checkEndings() {
    if let place = mentions.rejections.section, book.rejections.otherwise == nil {
      diagnostics.warning(
        .rejectionNowhere, "a rejection for any other reason, or for none, is refused", at: place,
        label: "add `else`")
    }
    for place in mentions.rejections.stays {
      diagnostics.warning(
        .rejectionNowhere, "a lead rejected for this stays with its rep", at: place,
        label: "send it to nurture/TRACK or disqualified")
    }
    for plan in mentions.plans where !plan.saysWhereTo {
      if let attempts = plan.attempts {
        diagnostics.warning(
          .planNowhere, "after these attempts the lead stays with its rep", at: attempts,
          label: "say with `unreached` where it goes")
      } else {
        diagnostics.warning(
          .planNowhere, "a lead that nobody reaches stays with its rep for ever", at: plan.name,
          label: "say with `attempts` and `unreached` when it goes, and where")
      }
    }
    if let place = mentions.waitingStays {
      diagnostics.warning(
        .waitingNowhere, "a lead that stays goes on waiting", at: place,
        label: "send it to nurture/TRACK or disqualified, or leave `expires` out")
    }
  }
}
