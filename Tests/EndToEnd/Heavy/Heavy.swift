import Testing

/// Tests that take seconds and both cores, one after the other.
@Suite(.serialized) enum Heavy {}
