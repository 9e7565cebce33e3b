import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";

export type Statements = ReturnType<typeof statements>;

const fields = "seq, trial, span, at, fact, hash";
const eventsOf = `SELECT ${fields} FROM events WHERE run = ?`;
// Named, for without statistics SQLite goes through all events of the run for those of one trial.
const eventsOfTrial = "events INDEXED BY events_by_trial WHERE run = ? AND trial = ?";

/** Every statement of the hot paths, prepared once per store. */
export function statements(db: DatabaseSync) {
  return {
    insertBody: db.prepare("INSERT OR IGNORE INTO bodies (address, body) VALUES (?, ?)"),
    insertEvent: db.prepare("INSERT INTO events (run, seq, trial, span, at, wall, fact, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
    saveTrial: db.prepare("INSERT OR REPLACE INTO trials (run, number, name, events, head, ended) VALUES (?, ?, ?, ?, ?, ?)"),
    dropEvents: db.prepare(`DELETE FROM ${eventsOfTrial}`),
    // A call that a topology asks for is the topology's, whoever else asks for it before or after to grade.
    insertCall: db.prepare(
      `INSERT INTO calls (run, key, attempt, state, model, trial, member, purpose, hold, cost, ask, opened, reply, closed) VALUES (?1, ?2, ?3, ?11, ?4, ?5, ?6,
        coalesce((SELECT purpose FROM calls WHERE run = ?1 AND key = ?2 AND purpose <> 'grade' LIMIT 1), ?7), ?8, ?12, ?9, ?10, ?13, ?14)`,
    ),
    closeCall: db.prepare("UPDATE calls SET state = ?, cost = ?, reply = ?, closed = ? WHERE run = ? AND key = ? AND attempt = ?"),
    labelCall: db.prepare(
      "UPDATE calls SET member = ?1, purpose = ?2 WHERE run = ?3 AND key = ?4 AND (purpose IS NULL OR (purpose = 'grade' AND ?2 <> 'grade'))",
    ),
    body: db.prepare("SELECT body FROM bodies WHERE address = ?"),
    hasBody: db.prepare("SELECT 1 FROM bodies WHERE address = ?"),
    newestCall: db.prepare(
      "SELECT state, model, trial, hold, attempt, reply FROM calls WHERE run = ? AND key = ? ORDER BY attempt DESC LIMIT 1",
    ),
    calls: listed(
      db,
      "SELECT key, state, model, trial, hold, cost, attempt, member, purpose, ask, reply, opened, closed FROM calls WHERE run = ? AND (key, attempt) > (?, ?) ORDER BY key, attempt LIMIT 1000",
    ),
    trials: db.prepare("SELECT number, name AS trial, events, head, ended FROM trials WHERE run = ? ORDER BY number"),
    heads: listed(db, "SELECT name, head FROM trials WHERE run = ?"),
    trialNumber: db.prepare("SELECT number FROM trials WHERE run = ? AND name = ?"),
    trialName: db.prepare("SELECT name FROM trials WHERE run = ? AND number = ?"),
    events: listed(db, `${eventsOf} AND seq > ? ORDER BY seq LIMIT 1000`),
    trialEvents: listed(db, `SELECT ${fields} FROM ${eventsOfTrial} AND seq > ? ORDER BY seq LIMIT 1000`),
    wholeTrial: listed(db, `SELECT ${fields} FROM ${eventsOfTrial} ORDER BY seq`),
    lastSeq: db.prepare("SELECT coalesce(max(seq), 0) AS seq FROM events WHERE run = ?"),
    spending: db.prepare(
      "SELECT coalesce(sum(cost), 0) AS spent, coalesce(sum(iif(state IN ('open', 'unknown'), hold, 0)), 0) AS held, coalesce(sum(state = 'unknown'), 0) AS unknown FROM calls WHERE run = ?",
    ),
    allEvents: listed(db, `${eventsOf} ORDER BY seq`),
    // Each with the text of its reply and whether the text of its ask is there.
    allCalls: db.prepare(
      "SELECT key, attempt, state, trial, member, purpose, hold, cost, ask, reply, asks.rowid AS asked, replies.body AS replied FROM calls LEFT JOIN bodies AS asks ON asks.address = ask LEFT JOIN bodies AS replies ON replies.address = reply WHERE run = ?",
    ),
    rowsOf: listed(db, "SELECT model, ask, reply FROM calls WHERE run = ? AND key = ?"),
    allBodies: listed(db, "SELECT address, body FROM bodies"),
    // The tries after the first are named after it: its key, a point and their number.
    answerElsewhere: db.prepare(
      "SELECT runs.id AS run, calls.reply FROM calls JOIN runs ON runs.number = calls.run WHERE calls.key >= ?1 AND calls.key < ?1 || '/' AND (calls.key = ?1 OR calls.key LIKE ?1 || '.%') AND calls.state = 'settled' AND calls.run <> ?2 AND calls.reply IS NOT NULL ORDER BY length(calls.key), calls.key, calls.closed DESC LIMIT 1",
    ),
    unknownCall: db.prepare(
      "SELECT state, hold, reply FROM calls WHERE run = ? AND key = ? AND attempt = ? AND state IN ('unknown', 'failed')",
    ),
    allTrialEvents: db.prepare(`SELECT fact FROM ${eventsOfTrial} ORDER BY seq`),
    openCalls: db.prepare("SELECT key, attempt FROM calls WHERE run = ? AND state = 'open'"),
  };
}

/** A row as its values in the order of its columns: of millions of rows, an object each is the most expensive part. */
export type Values = readonly SQLOutputValue[];

/** A statement that gives `Values`. */
export function listed(db: DatabaseSync, text: string) {
  const statement = db.prepare(text);
  statement.setReturnArrays(true);
  return {
    all: (...values: SQLInputValue[]) => statement.all(...values) as unknown as Values[],
    iterate: (...values: SQLInputValue[]) => statement.iterate(...values) as unknown as Iterable<Values>,
  };
}
