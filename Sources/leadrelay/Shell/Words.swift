public import ArgumentParser
public import LeadCore

// The fixed words of LeadRelay, as options take them.

extension Stage: ExpressibleByArgument {}
extension Attempt.Outcome: ExpressibleByArgument {}
extension Feedback.Verdict: ExpressibleByArgument {}
extension RepState.Act: ExpressibleByArgument {}
