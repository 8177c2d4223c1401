/// How long something may take, as a plan says it: so much time, or so many days or weeks, which
/// on a business clock are working days.
public enum Allowance: Hashable, Sendable {
  case time(Interval)
  case days(Int)
  case weeks(Int)

  /// On a clock that never stands still.
  public var span: Interval {
    switch self {
    case .time(let span): span
    case .days(let count): .days(Int64(count))
    case .weeks(let count): .days(Int64(count) * 7)
    }
  }
}

/// Stored as milliseconds, or as `3d` and `2w`.
extension Allowance: Codable {
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let milliseconds = try? value.decode(Int64.self) {
      self = .time(Interval(milliseconds: milliseconds))
      return
    }
    let text = try value.decode(String.self)
    switch (Int(text.dropLast()), text.last) {
    case (let count?, "d"): self = .days(count)
    case (let count?, "w"): self = .weeks(count)
    default:
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "no allowance: \(text)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .time(let span): try value.encode(span.milliseconds)
    case .days(let count): try value.encode("\(count)d")
    case .weeks(let count): try value.encode("\(count)w")
    }
  }
}
