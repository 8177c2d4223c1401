public import LeadCore
public import Store

// Deliveries are noted between the batches of a file: see `beside`.
extension SQLiteStore {
  /// Notes the endpoints that there are; see `DeliveryStore`. What waits for others, or was given
  /// up there, is let go too if it was written before `horizon`.
  public func meet(
    _ endpoints: [Endpoint], horizon: Instant, latest: Instant
  ) throws -> [String: Int] {
    let known = try endpointIDs()
    guard !known.isEmpty || !endpoints.isEmpty else { return [:] }
    let wanted = Dictionary(endpoints.map { ($0.name, $0) }) { first, _ in first }
    let before = Value.int(horizon.milliseconds)
    return try transactionBeside { connection in
      var gone: [String: Int] = [:]
      for endpoint in endpoints where known[endpoint.name] == nil {
        try connection.run(
          """
          INSERT INTO endpoints(name, upto)
          SELECT ?, coalesce(max(id), 0) FROM outbox WHERE true ON CONFLICT DO NOTHING
          """, .text(endpoint.name))
      }
      for (name, id) in known {
        try connection.run(
          "UPDATE deliveries SET next_try = ? WHERE endpoint = ? AND next_try > ?",
          .int(latest.milliseconds), .int(id), .int(latest.milliseconds))
        let count =
          if let endpoint = wanted[name] {
            try SQLiteStore.skip(id, endpoint, before, connection)
          } else {
            try SQLiteStore.letGo(id, before, connection)
          }
        if count > 0 { gone[name] = count }
      }
      return gone
    }
  }

  /// Passes over what was written before a time; returns how many an endpoint would have got.
  private static func skip(
    _ id: Int64, _ endpoint: Endpoint, _ before: Value, _ connection: Connection
  ) throws -> Int {
    var (count, last) = (0, nil as Int64?)
    try connection.each(
      """
      SELECT id, channel FROM outbox
      WHERE id > (SELECT upto FROM endpoints WHERE id = ?) AND at < ? ORDER BY id
      """, [.int(id), before]
    ) { row in
      last = row.int64()
      let channel = OutboxEntry.Channel(rawValue: row.text())
      if channel.map(endpoint.channels.contains) ?? false { count += 1 }
    }
    if let last {
      try connection.run("UPDATE endpoints SET upto = ? WHERE id = ?", .int(last), .int(id))
    }
    return count
  }

  private static func letGo(
    _ id: Int64, _ before: Value, _ connection: Connection
  ) throws -> Int {
    let condition = "endpoint = ? AND (SELECT at FROM outbox WHERE id = entry) < ?"
    let count = try connection.first(
      "SELECT count(*) FROM deliveries WHERE \(condition)", .int(id), before
    ) { $0.int() }
    try connection.run("DELETE FROM deliveries WHERE \(condition)", .int(id), before)
    return count ?? 0
  }

  public func spread(to endpoint: Endpoint, limit: Int) throws -> Bool {
    let place = try beside { connection in
      try connection.first(
        "SELECT id, upto, (SELECT max(id) FROM outbox) FROM endpoints WHERE name = ?",
        .text(endpoint.name)
      ) { (id: $0.int64(), upto: $0.int64(), last: $0.optionalInt64() ?? 0) }
    }
    guard let place, place.last > place.upto else { return false }
    return try transactionBeside { connection in
      let entries = try connection.all(
        "SELECT id, lead, channel, at FROM outbox WHERE id > ? ORDER BY id LIMIT ?",
        .int(place.upto), .int(limit)
      ) { row in
        let (id, lead) = (row.int64(), row.optionalInt64())
        return (id: id, lead: lead, channel: row.text(), at: row.int64())
      }
      let channels = Set(endpoint.channels.map(\.rawValue))
      for entry in entries where channels.contains(entry.channel) {
        try connection.run(
          "INSERT INTO deliveries(endpoint, entry, lead, tries, next_try) VALUES (?, ?, ?, 0, ?)",
          .int(place.id), .int(entry.id), .int(optional: entry.lead), .int(entry.at))
        try SQLiteStore.block(entry.id, of: entry.lead, at: place.id, connection)
      }
      guard let last = entries.last else { return false }
      try connection.run(
        "UPDATE endpoints SET upto = ? WHERE id = ?", .int(last.id), .int(place.id))
      return last.id < place.last
    }
  }

  public func ready(for endpoint: String, at now: Instant, limit: Int) throws -> [Delivery] {
    try beside {
      try $0.all(
        """
        SELECT \(OutboxEntry.columns), tries, first_try
        FROM deliveries CROSS JOIN outbox ON outbox.id = entry
        WHERE endpoint = (SELECT id FROM endpoints WHERE name = ?) AND next_try <= ?
        ORDER BY next_try, entry LIMIT ?
        """, .text(endpoint), .int(now.milliseconds), .int(limit)
      ) {
        Delivery(
          entry: try OutboxEntry(&$0), tries: $0.int(), firstTry: $0.optionalInstant())
      }
    }
  }

  public func note(_ tried: [Tried], for endpoint: String) throws {
    guard !tried.isEmpty, let id = try endpointIDs()[endpoint] else { return }
    try transactionBeside { connection in
      for one in tried { try SQLiteStore.note(one, at: id, connection) }
    }
  }

  private static func note(_ tried: Tried, at endpoint: Int64, _ connection: Connection) throws {
    let (place, entry) = (Value.int(endpoint), Value.int(tried.entry))
    let lead = try connection.first(
      "SELECT lead FROM deliveries WHERE endpoint = ? AND entry = ?", place, entry
    ) { $0.optionalInt64() }
    let at = Value.int(tried.at.milliseconds)
    let failed = """
      UPDATE deliveries SET tries = tries + 1, first_try = coalesce(first_try, ?), next_try = ?,
        dead_at = ?, error = ? WHERE endpoint = ? AND entry = ?
      """
    switch tried.fate {
    case .delivered:
      try connection.run("DELETE FROM deliveries WHERE endpoint = ? AND entry = ?", place, entry)
    case .again(let next, let error):
      return try connection.run(
        failed, at, .int(next.milliseconds), .null, .text(error), place, entry)
    case .dead(let error):
      try connection.run(failed, at, .null, at, .text(error), place, entry)
    }
    guard let lead, let lead else { return }
    try connection.run(
      """
      UPDATE deliveries SET next_try = ? WHERE endpoint = ? AND next_try IS NULL AND entry =
        (SELECT min(entry) FROM deliveries WHERE endpoint = ? AND lead = ? AND dead_at IS NULL)
      """, at, place, place, .int(lead))
  }

  public func wake(_ endpoint: String, at now: Instant) throws {
    try transactionBeside {
      try $0.run(
        """
        UPDATE deliveries SET next_try = ?
        WHERE endpoint = (SELECT id FROM endpoints WHERE name = ?) AND next_try > ?
        """, .int(now.milliseconds), .text(endpoint), .int(now.milliseconds))
    }
  }

  static func revive(_ revival: Revival, _ connection: Connection) throws {
    let dead = try connection.all(
      """
      SELECT endpoint, entry, lead FROM deliveries
      WHERE dead_at IS NOT NULL AND (?1 IS NULL OR entry = ?1) ORDER BY endpoint, entry
      """, .int(optional: revival.entry)
    ) { (endpoint: $0.int64(), entry: $0.int64(), lead: $0.optionalInt64()) }
    for one in dead {
      try connection.run(
        """
        UPDATE deliveries SET tries = 0, first_try = NULL, next_try = ?, dead_at = NULL
        WHERE endpoint = ? AND entry = ?
        """, .int(revival.at.milliseconds), .int(one.endpoint), .int(one.entry))
      try block(one.entry, of: one.lead, at: one.endpoint, connection)
    }
  }

  /// Lets a delivery wait where an earlier one of its lead is still on its way.
  private static func block(
    _ entry: Int64, of lead: Int64?, at endpoint: Int64, _ connection: Connection
  ) throws {
    guard let lead else { return }
    try connection.run(
      """
      UPDATE deliveries SET next_try = NULL WHERE endpoint = ?1 AND entry = ?2 AND EXISTS
        (SELECT 1 FROM deliveries WHERE endpoint = ?1 AND lead = ?3 AND entry < ?2
          AND dead_at IS NULL)
      """, .int(endpoint), .int(entry), .int(lead))
  }

  public func endpointStandings() throws -> [EndpointStanding] {
    try work {
      try $0.all(
        """
        SELECT name, count(entry) - count(dead_at), count(dead_at),
          min(CASE WHEN dead_at IS NULL THEN (SELECT at FROM outbox WHERE outbox.id = entry) END),
          min(next_try), (SELECT error FROM deliveries WHERE endpoint = endpoints.id
            AND error IS NOT NULL AND dead_at IS NULL ORDER BY entry LIMIT 1)
        FROM endpoints LEFT JOIN deliveries ON endpoint = endpoints.id
        GROUP BY endpoints.id ORDER BY name
        """
      ) { row in
        var standing = EndpointStanding(name: row.text())
        standing.pending = row.int()
        standing.dead = row.int()
        standing.oldest = row.optionalInstant()
        standing.nextTry = row.optionalInstant()
        standing.error = row.optionalText()
        return standing
      }
    }
  }

  public func deadLetters(of entry: Int64?, limit: Int) throws -> [DeadLetter] {
    try work {
      try $0.all(
        """
        SELECT name, \(OutboxEntry.columns), tries, dead_at, coalesce(error, '')
        FROM deliveries JOIN outbox ON outbox.id = entry JOIN endpoints ON endpoints.id = endpoint
        WHERE dead_at IS NOT NULL AND (?1 IS NULL OR entry = ?1)
        ORDER BY dead_at DESC, entry DESC LIMIT ?2
        """, .int(optional: entry), .int(limit)
      ) { row in
        let name = row.text()
        return DeadLetter(
          endpoint: name, entry: try OutboxEntry(&row), tries: row.int(), at: row.instant(),
          error: row.text())
      }
    }
  }

  private func endpointIDs() throws -> [String: Int64] {
    let all = try beside {
      try $0.all("SELECT name, id FROM endpoints") { ($0.text(), $0.int64()) }
    }
    return Dictionary(all) { first, _ in first }
  }
}
