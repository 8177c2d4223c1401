internal import GRDB

/// The tables, see "the schema in words" in the room `Store`. Times are milliseconds since 1970 in
/// UTC.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { try $0.execute(sql: v1) }
    migrator.registerMigration("v2") { try $0.execute(sql: v2) }
    migrator.registerMigration("v3") { try $0.execute(sql: v3) }
    migrator.registerMigration("v4") { try $0.execute(sql: v4) }
    migrator.registerMigration("v5") { try $0.execute(sql: v5) }
    migrator.registerMigration("v6") { database in
      try database.execute(sql: v6)
      let connection = Connection(database.sqliteConnection!)
      let kinds = try connection.all("SELECT DISTINCT kind FROM identities") { $0.int() }
      for kind in kinds {
        try IdentityIndex.writeRun(kind: kind, of: "identities", connection)
      }
      try connection.run("DROP TABLE identities")
    }
    return migrator
  }

  /// All tables but `names`.
  static let tablesOfBook = [
    "leads", "standings", "recent_identities", "identity_runs", "identity_parts", "facts",
    "handoffs", "history", "outbox", "files", "rejects", "turns", "notes", "accounts",
    "account_identities", "account_leads", "merges", "apart", "deals", "figures", "rep_states",
    "endpoints", "deliveries",
  ]

  private static let v1 = """
    -- space 0: fields, 1: kinds of identity
    CREATE TABLE names(
      space INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(space, id)
    ) WITHOUT ROWID;

    CREATE TABLE leads(id INTEGER PRIMARY KEY, record BLOB NOT NULL, identities BLOB NOT NULL);

    -- origin NULL: marketing
    CREATE TABLE standings(
      lead INTEGER PRIMARY KEY, stage TEXT NOT NULL, since INTEGER NOT NULL,
      created_at INTEGER NOT NULL, fit INTEGER NOT NULL, interest INTEGER NOT NULL,
      cycle INTEGER NOT NULL, origin TEXT, due INTEGER, deadline INTEGER, ignored_by TEXT,
      waiting_since INTEGER, disqualified_by_rule TEXT, disqualified_by_outcome TEXT,
      track TEXT, enrolled_at INTEGER, rests_until INTEGER, rounds TEXT, interest_from INTEGER,
      handoff INTEGER);
    CREATE INDEX standings_due ON standings(due) WHERE due IS NOT NULL;
    CREATE INDEX standings_deadline ON standings(deadline) WHERE deadline IS NOT NULL;
    CREATE INDEX standings_waiting ON standings(lead) WHERE waiting_since IS NOT NULL;

    CREATE TABLE identities(
      kind INTEGER NOT NULL, value BLOB NOT NULL, lead INTEGER NOT NULL, PRIMARY KEY(kind, value)
    ) WITHOUT ROWID;

    CREATE TABLE facts(
      lead INTEGER NOT NULL, number INTEGER NOT NULL, kind INTEGER NOT NULL, at INTEGER,
      whole_day INTEGER NOT NULL, key INTEGER NOT NULL, file INTEGER NOT NULL,
      line INTEGER NOT NULL, properties BLOB NOT NULL, PRIMARY KEY(lead, number)
    ) WITHOUT ROWID;

    CREATE TABLE handoffs(
      id INTEGER PRIMARY KEY, lead INTEGER NOT NULL, rep TEXT NOT NULL, team TEXT NOT NULL,
      route TEXT NOT NULL, plan TEXT, terms TEXT NOT NULL, cycle INTEGER NOT NULL,
      at INTEGER NOT NULL, accept_by INTEGER, first_attempt_by INTEGER, accepted_at INTEGER,
      first_attempt_at INTEGER, attempts INTEGER NOT NULL, reached_at INTEGER, ended_at INTEGER,
      ended TEXT, candidates TEXT, attempt_log TEXT, verdicts TEXT, breaches TEXT);
    CREATE INDEX handoffs_lead ON handoffs(lead);
    CREATE INDEX handoffs_at ON handoffs(at);
    CREATE INDEX handoffs_open ON handoffs(rep) WHERE ended_at IS NULL;

    CREATE TABLE history(
      id INTEGER PRIMARY KEY, lead INTEGER NOT NULL, at INTEGER NOT NULL,
      decided_at INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, trace TEXT,
      file INTEGER NOT NULL, line INTEGER NOT NULL);
    CREATE INDEX history_lead ON history(lead);

    CREATE TABLE outbox(
      id INTEGER PRIMARY KEY, commit_number INTEGER NOT NULL, channel TEXT NOT NULL,
      address TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL, delivered_at INTEGER);
    CREATE INDEX outbox_commit ON outbox(commit_number);
    CREATE INDEX outbox_undelivered ON outbox(commit_number, id) WHERE delivered_at IS NULL;

    CREATE TABLE files(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, state TEXT NOT NULL,
      rows INTEGER NOT NULL, taken INTEGER NOT NULL, rejected INTEGER NOT NULL,
      duplicates INTEGER NOT NULL, first_seen INTEGER NOT NULL, finished INTEGER, reason TEXT);
    CREATE INDEX files_sha256 ON files(sha256);

    CREATE TABLE rejects(
      id INTEGER PRIMARY KEY, file INTEGER NOT NULL, line INTEGER NOT NULL, cells BLOB NOT NULL,
      reason TEXT NOT NULL);
    CREATE INDEX rejects_file ON rejects(file);

    CREATE TABLE turns(
      team TEXT PRIMARY KEY, next TEXT, cursor INTEGER NOT NULL, credits TEXT
    ) WITHOUT ROWID;
    CREATE TABLE notes(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """

  /// Accounts, merged leads, deals and figures. Amounts and values are decimal text, for SQLite's
  /// REAL would write them in its own way.
  private static let v2 = """
    ALTER TABLE standings ADD COLUMN last_activity INTEGER;
    -- the row that told of it first, where no fact says it
    ALTER TABLE leads ADD COLUMN file INTEGER;
    ALTER TABLE leads ADD COLUMN line INTEGER;

    CREATE TABLE accounts(
      id INTEGER PRIMARY KEY, record BLOB NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL);
    CREATE TABLE account_identities(
      kind TEXT NOT NULL, value TEXT NOT NULL, account INTEGER NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY(kind, value)
    ) WITHOUT ROWID;
    CREATE INDEX account_identities_account ON account_identities(account, number);
    CREATE TABLE account_leads(
      kind TEXT NOT NULL, value TEXT NOT NULL, lead INTEGER NOT NULL,
      PRIMARY KEY(kind, value, lead)
    ) WITHOUT ROWID;
    CREATE INDEX account_leads_lead ON account_leads(lead);

    CREATE TABLE merges(
      number INTEGER PRIMARY KEY, lead INTEGER NOT NULL UNIQUE, survivor INTEGER NOT NULL,
      at INTEGER NOT NULL, before BLOB NOT NULL, after BLOB NOT NULL);
    CREATE INDEX merges_survivor ON merges(survivor);
    CREATE TABLE apart(
      lead INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY(lead, other)
    ) WITHOUT ROWID;

    CREATE TABLE deals(
      deal TEXT PRIMARY KEY, stage TEXT NOT NULL, lead INTEGER, file INTEGER NOT NULL,
      line INTEGER NOT NULL, amount TEXT, currency TEXT, closed_at INTEGER,
      whole_day INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE figures(
      metric TEXT NOT NULL, period TEXT NOT NULL, source TEXT NOT NULL, value TEXT NOT NULL,
      file INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY(metric, period, source)
    ) WITHOUT ROWID;

    -- until: a day by its number
    CREATE TABLE rep_states(
      number INTEGER PRIMARY KEY, rep TEXT NOT NULL, act TEXT NOT NULL, since INTEGER NOT NULL,
      until INTEGER, reason TEXT NOT NULL, told TEXT NOT NULL, ended INTEGER NOT NULL);
    """

  /// Deliveries to endpoints. What is delivered has no row any more.
  private static let v3 = """
    ALTER TABLE outbox ADD COLUMN lead INTEGER;

    -- upto: the last entry of the outbox that was looked at for it
    CREATE TABLE endpoints(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, upto INTEGER NOT NULL);

    -- next_try NULL: waits for an earlier one of its lead, or is dead
    CREATE TABLE deliveries(
      endpoint INTEGER NOT NULL, entry INTEGER NOT NULL, lead INTEGER, tries INTEGER NOT NULL,
      first_try INTEGER, next_try INTEGER, dead_at INTEGER, error TEXT,
      PRIMARY KEY(endpoint, entry)
    ) WITHOUT ROWID;
    CREATE INDEX deliveries_next ON deliveries(endpoint, next_try, entry)
      WHERE next_try IS NOT NULL;
    CREATE INDEX deliveries_lead ON deliveries(endpoint, lead, entry) WHERE dead_at IS NULL;
    CREATE INDEX deliveries_dead ON deliveries(dead_at) WHERE dead_at IS NOT NULL;
    """

  /// What follow-up plans add to handoffs. `overdue`: no verdict in time, so it uses no bandwidth.
  private static let v4 = """
    ALTER TABLE handoffs ADD COLUMN qualified_at INTEGER;
    ALTER TABLE handoffs ADD COLUMN deadlines_from INTEGER;
    ALTER TABLE handoffs ADD COLUMN reassignments INTEGER;
    ALTER TABLE handoffs ADD COLUMN overdue INTEGER;
    ALTER TABLE handoffs ADD COLUMN earlier_deadline INTEGER;
    """

  /// What a restart must not find otherwise than it was: where waiting leads may go, and how level
  /// reps are who came back. And an index for new identities alone.
  private static let v5 = """
    ALTER TABLE standings ADD COLUMN routing TEXT;
    -- JSON, of reps who are there
    ALTER TABLE turns ADD COLUMN handicaps TEXT;

    CREATE TABLE recent_identities(
      kind INTEGER NOT NULL, value BLOB NOT NULL, lead INTEGER NOT NULL, PRIMARY KEY(kind, value)
    ) WITHOUT ROWID;
    """

  /// Identities in runs, see `IdentityRunWriter`, in the place of a table of all of them.
  private static let v6 = """
    CREATE TABLE identity_runs(
      run INTEGER PRIMARY KEY, kind INTEGER NOT NULL, identities INTEGER NOT NULL);
    CREATE TABLE identity_parts(
      id INTEGER PRIMARY KEY, run INTEGER NOT NULL, first BLOB NOT NULL, entries BLOB NOT NULL);
    CREATE INDEX identity_parts_first ON identity_parts(run, first);
    -- the lead that had one first keeps it
    DELETE FROM recent_identities AS r WHERE EXISTS (
      SELECT 1 FROM identities AS i WHERE i.kind = r.kind AND i.value = r.value);
    """
}
