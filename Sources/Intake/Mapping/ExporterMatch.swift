import LeadCore

/// A column's header as the table of exporters has it.
struct ExporterHeader {
  /// Spelled so, or as `HeaderKey` makes it.
  private let text: String
  private let isExact: Bool

  init(_ written: String) {
    isExact = written.hasPrefix("=")
    text = isExact ? String(written.dropFirst()) : HeaderKey.of(written)
  }

  /// The first column of that header.
  func column(in headers: [String], keys: [String]) -> Int? {
    isExact ? headers.firstIndex(of: text) : keys.firstIndex(of: text)
  }
}

/// Whose export a file is, as far as its header tells.
struct ExporterMatch {
  let exporter: Exporter
  private let id: ExporterHeader?
  private let beside: [ExporterHeader]
  private let absent: [ExporterHeader]
  private let also: [(kind: String, header: ExporterHeader)]

  private init(_ exporter: Exporter) {
    self.exporter = exporter
    id = exporter.id.map { ExporterHeader($0) }
    beside = exporter.beside.filter { !$0.hasPrefix("!") }.map { ExporterHeader($0) }
    absent = exporter.beside.filter { $0.hasPrefix("!") }.map {
      ExporterHeader(String($0.dropFirst()))
    }
    also = exporter.also.map { ($0.ours, ExporterHeader($0.header)) }
  }

  private static let known = Exporter.known.map { ExporterMatch($0) }

  /// The first exporter that the header fits.
  ///
  /// - Parameter told: what the rows are where something else says it; exporters of other records
  ///   do not count then, but their leads' ids tell whose an activity is.
  static func find(_ headers: [String], told: RecordKind?) -> ExporterMatch? {
    let keys = headers.map { HeaderKey.of($0) }
    return known.first { match in
      guard match.isOf(told) else { return false }
      let isThere: (ExporterHeader) -> Bool = { $0.column(in: headers, keys: keys) != nil }
      return (match.id.map(isThere) ?? true) && match.beside.allSatisfy(isThere)
        && !match.absent.contains(where: isThere)
    }
  }

  private func isOf(_ told: RecordKind?) -> Bool {
    switch told {
    case nil: true
    case .account: exporter.record == .account
    case .deal: exporter.record == .deal || exporter.record == .lead
    case .numbers, .act: false
    case .lead, .activity, .attempt, .feedback: exporter.record == .lead
    case .optout: exporter.record == .lead || exporter.record == .optout
    }
  }

  /// The id column among those headers.
  func idColumn(in headers: [String]) -> Int? {
    id?.column(in: headers, keys: headers.map { HeaderKey.of($0) })
  }

  /// The other columns of identities among those headers.
  func otherIdentities(in headers: [String]) -> [(kind: String, column: Int)] {
    let keys = headers.map { HeaderKey.of($0) }
    return also.compactMap { kind, header in
      header.column(in: headers, keys: keys).map { (kind, $0) }
    }
  }
}
