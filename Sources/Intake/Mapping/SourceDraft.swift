public import LeadCore

extension Mapping {
  /// An entry of `sources:` that reads the file as it is read now, whatever becomes of the tables
  /// of known headers.
  ///
  /// - Parameters:
  ///   - name: what the source is to be called.
  ///   - files: a pattern of file names.
  ///   - header: the file's columns.
  ///   - encoding: what it is written in, where neither UTF-8 nor a mark says it.
  public func draft(
    name: String, files: String, header: [String], encoding: String?
  ) -> Source {
    var draft = Source(name: name, files: files)
    draft.record = kind
    draft.encoding = encoding
    draft.dates = assumedDates
    draft.set = constants.map {
      Source.Column(ours: $0.ours, header: String(decoding: $0.value, as: UTF8.self))
    }
    for identity in identities {
      if let plan = plans.first(where: { $0.identity == identity }) {
        draft.identity.append(Source.Column(ours: identity.kind, header: plan.header))
      }
    }
    for (column, role) in roles.enumerated() where column < header.count {
      let named: String
      switch role {
      case .field(let name): named = name
      case .special(let special): named = special.name
      case .identity, .ignored: continue
      }
      let own = FieldName.normalised(header[column], keepsDots: isJSON)
      // A second column of the same header cannot be named, and needs no name.
      guard named != own, !own.isEmpty, header.firstIndex(of: header[column]) == column,
        !named.hasPrefix(own + "_")
      else { continue }
      draft.fields.append(Source.Column(ours: named, header: header[column]))
    }
    return draft
  }

  /// How dates were read that could have the day or the month first, where all columns agree.
  private var assumedDates: DateOrder? {
    let columns = plans.compactMap(\.dates)
    let orders = Set(columns.compactMap(\.taken))
    return columns.contains(where: \.isAssumed) && orders.count == 1 ? orders.first : nil
  }
}
