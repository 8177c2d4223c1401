import LeadCore

/// A date, perhaps with a time, as a text says it.
struct DateText: Equatable {
  var day: Day
  /// Milliseconds of the day on the clock it was written by; nil for a date alone.
  var milliseconds: Int?
  /// Seconds east of UTC, where the text says.
  var offset: Int?

  /// When that was; times without an offset are those of `zone`.
  func time(in zone: Zone) -> FactTime {
    guard let milliseconds else {
      return FactTime(day, in: zone)
    }
    let local = Int64(day.number) * 86_400_000 + Int64(milliseconds)
    guard let offset else {
      return FactTime(instant: zone.instant(ofLocal: local))
    }
    return FactTime(instant: Instant(milliseconds: local - Int64(offset) * 1000))
  }

  /// Reads `2026-03-02` and `2026-03-02T09:00:00Z`, the forms LeadRelay itself writes; nil for
  /// all others.
  @inline(__always)
  init?(canonical p: UnsafePointer<UInt8>, _ count: Int) {
    guard count == 10 || count == 20, p[4] == 0x2D, p[7] == 0x2D else { return nil }
    @inline(__always) func two(_ i: Int) -> Int {
      let tens = p[i] &- 0x30
      let ones = p[i &+ 1] &- 0x30
      return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : 1000
    }
    let century = two(0)
    let year = two(2)
    guard century < 100, year < 100,
      let day = Day(year: century &* 100 &+ year, month: two(5), day: two(8))
    else { return nil }
    self.day = day
    if count == 10 { return }
    guard p[10] == 0x54, p[13] == 0x3A, p[16] == 0x3A, p[19] == 0x5A else { return nil }
    let (hour, minute, second) = (two(11), two(14), two(17))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    milliseconds = ((hour &* 60 &+ minute) &* 60 &+ second) &* 1000
    offset = 0
  }

  /// ISO 8601: a time in UTC, a date alone as it is.
  func isoBytes(in zone: Zone) -> [UInt8] {
    milliseconds == nil ? day.isoBytes : time(in: zone).isoBytes
  }

  init(day: Day, milliseconds: Int? = nil, offset: Int? = nil) {
    self.day = day
    self.milliseconds = milliseconds
    self.offset = offset
  }

  /// Seconds or milliseconds since 1970.
  init(epochMilliseconds total: Int64) {
    let number = (total >= 0 ? total : total - 86_399_999) / 86_400_000
    day = Day(number: Int32(truncatingIfNeeded: number))
    milliseconds = Int(total - number * 86_400_000)
    offset = 0
  }
}

extension FactTime {
  /// ISO 8601 in UTC, `2026-03-02T09:00:00Z`; milliseconds only where they are not zero.
  var isoBytes: [UInt8] {
    let total = instant.milliseconds
    let number = (total >= 0 ? total : total - 86_399_999) / 86_400_000
    let rest = Int(total - number * 86_400_000)
    var out = Day(number: Int32(truncatingIfNeeded: number)).isoBytes
    out.reserveCapacity(24)
    let seconds = rest / 1000
    out.append(0x54)
    out.append(digits: seconds / 3600, 2)
    out.append(0x3A)
    out.append(digits: seconds / 60 % 60, 2)
    out.append(0x3A)
    out.append(digits: seconds % 60, 2)
    if rest % 1000 != 0 {
      out.append(0x2E)
      out.append(digits: rest % 1000, 3)
    }
    out.append(0x5A)
    return out
  }
}

extension Day {
  /// ISO 8601, `2026-03-02`.
  var isoBytes: [UInt8] {
    let (year, month, day) = civil
    var out: [UInt8] = []
    out.append(digits: year, 4)
    out.append(0x2D)
    out.append(digits: month, 2)
    out.append(0x2D)
    out.append(digits: day, 2)
    return out
  }
}

extension [UInt8] {
  fileprivate mutating func append(digits number: Int, _ width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      append(0x30 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
