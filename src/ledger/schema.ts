/** The version this code reads and writes; a file of another version is refused, never touched. */
export const schemaVersion = 3;
/** "CTLX": tells our files from other SQLite databases. */
export const applicationId = 0x43544c58;

/**
 * The tables, documented for people who query the file by hand. Money is whole nano-dollars, times of the trial's
 * clock are milliseconds, `wall` is milliseconds since 1970 and outside every hash. Bodies are stored once by content address.
 */
export const schema = `
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  experiment TEXT NOT NULL,
  state TEXT NOT NULL,
  world TEXT NOT NULL,
  seed TEXT NOT NULL,
  created TEXT NOT NULL,
  config TEXT NOT NULL,
  digest TEXT,
  summary TEXT
) STRICT;
CREATE TABLE trials (
  run INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  events INTEGER NOT NULL,
  head TEXT NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  run INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  trial INTEGER NOT NULL,
  span TEXT NOT NULL,
  at REAL NOT NULL,
  wall REAL NOT NULL,
  fact TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_trial ON events (run, trial, seq);
CREATE TABLE calls (
  run INTEGER NOT NULL,
  key TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'failed', 'unknown')),
  model TEXT NOT NULL,
  trial TEXT NOT NULL,
  member TEXT,
  purpose TEXT,
  hold INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  ask TEXT NOT NULL,
  reply TEXT,
  opened REAL NOT NULL,
  closed REAL,
  PRIMARY KEY (run, key, attempt)
) STRICT, WITHOUT ROWID;
-- Finds an answer that any run of the file paid for.
CREATE INDEX answers_by_key ON calls (key) WHERE state = 'settled';
CREATE TABLE bodies (address TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE locks (
  run INTEGER PRIMARY KEY,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  started TEXT NOT NULL,
  token TEXT NOT NULL
) STRICT;
-- What several processes spend from at once, and who of them holds and waits.
CREATE TABLE purse_owners (
  token TEXT PRIMARY KEY,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  started TEXT NOT NULL
) STRICT;
CREATE TABLE purse_queue (
  place INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  seen REAL NOT NULL
) STRICT;
CREATE TABLE purses (
  name TEXT NOT NULL,
  token TEXT NOT NULL,
  account TEXT NOT NULL,
  spent INTEGER NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY (name, token)
) STRICT, WITHOUT ROWID;
-- What each other table holds, as JSON: {"<table>": {"rows": <n>, "sum": "<sum of the hashes of its rows, modulo 2^256>"}}. Run 0 is the whole file.
CREATE TABLE totals (run INTEGER PRIMARY KEY, id TEXT NOT NULL, sums TEXT NOT NULL) STRICT;
CREATE VIEW event_list AS
  SELECT runs.id AS run, events.seq, trials.name AS trial, events.span, events.at, events.fact ->> '$.type' AS type, events.fact, events.hash
  FROM events JOIN runs ON runs.number = events.run JOIN trials ON trials.run = events.run AND trials.number = events.trial;
CREATE VIEW call_list AS
  SELECT runs.id AS run, calls.key, calls.attempt, calls.state, calls.model, calls.trial, calls.member, calls.purpose,
    calls.hold, calls.cost, asks.body AS ask, replies.body AS reply
  FROM calls JOIN runs ON runs.number = calls.run
    LEFT JOIN bodies AS asks ON asks.address = calls.ask LEFT JOIN bodies AS replies ON replies.address = calls.reply;
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${schemaVersion};
`;
