import { copyFileSync } from "node:fs";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { eventHash } from "../../src/ledger/chain.ts";
import { countWrites, transact } from "../../src/ledger/totals.ts";
import { sha256 } from "../../src/util/hash.ts";

type Row = Record<string, SQLOutputValue>;

/**
 * Writes a copy of a ledger whose one run of one topology has so many times the repetitions, each with calls of its own: what a run of
 * that length leaves behind, without the hours. `verify` finds it intact; the figures that were kept with the run are gone.
 */
export function grownLedger(from: string, to: string, times: number): void {
  copyFileSync(from, to);
  const db = new DatabaseSync(to);
  db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000");
  countWrites(db);
  const run = db.prepare("SELECT number, config FROM runs").get() as { number: number; config: string };
  const config = JSON.parse(run.config) as { experiment: { repetitions: number } };
  const { repetitions } = config.experiment;
  const grow = grower(db, run.number, repetitions);
  for (let round = 1; round < times; round++) transact(db, () => grow(round));
  config.experiment.repetitions = repetitions * times;
  transact(db, () =>
    db.prepare("UPDATE runs SET config = ?, state = 'stopped', digest = NULL, summary = NULL").run(JSON.stringify(config)),
  );
  db.exec("PRAGMA journal_mode = WAL");
  db.close();
}

/** Adds all trials once more, with repetitions and keys that come after. */
function grower(db: DatabaseSync, run: number, repetitions: number): (round: number) => void {
  const insertEvent = db.prepare("INSERT INTO events (run, seq, trial, span, at, wall, fact, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const insertTrial = db.prepare("INSERT INTO trials (run, number, name, events, head, ended) VALUES (?, ?, ?, ?, ?, 1)");
  const insertCall = db.prepare(
    "INSERT INTO calls SELECT run, ?, attempt, state, model, ?, member, purpose, hold, cost, ask, reply, opened, closed FROM calls WHERE run = ? AND key = ? AND attempt = 0",
  );
  const trials = db.prepare("SELECT number, name FROM trials WHERE run = ? ORDER BY number").all(run) as Row[];
  const eventsOf = db.prepare(
    "SELECT span, at, wall, fact FROM events INDEXED BY events_by_trial WHERE run = ? AND trial = ? ORDER BY seq",
  );
  let seq = Number(db.prepare("SELECT max(seq) AS seq FROM events").get()?.["seq"]);
  let number = trials.length;
  return (round) => {
    for (const trial of trials) {
      const name = String(trial["name"]);
      if (!/\/\d+$/.test(name)) continue;
      const later = name.replace(/\d+$/, (repetition) => String(Number(repetition) + round * repetitions));
      let [head, events] = ["", 0];
      for (const { span, at, wall, fact } of eventsOf.all(run, Number(trial["number"])) as Row[]) {
        const text = laterFact(String(fact), round, repetitions, (key, again) => insertCall.run(again, later, run, key));
        head = eventHash(head, String(span), Number(at), text);
        insertEvent.run(run, ++seq, number, String(span), Number(at), Number(wall), text, head);
        events += 1;
      }
      insertTrial.run(run, number++, later, events, head);
    }
  };
}

function laterFact(text: string, round: number, repetitions: number, onKey: (key: string, again: string) => void): string {
  if (text.includes('"type":"trial-start"'))
    return text.replace(/"repetition":(\d+)/, (_, repetition) => `"repetition":${Number(repetition) + round * repetitions}`);
  if (!text.includes('"type":"call"')) return text;
  return text.replace(/"key":"([^"]+)"/, (_, key: string) => {
    const again = sha256(`${key} ${round}`);
    onKey(key, again);
    return `"key":"${again}"`;
  });
}
