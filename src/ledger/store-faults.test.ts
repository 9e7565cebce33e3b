import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import type { Reply } from "../types.ts";
import { Bug, UserError } from "../util/bug.ts";
import { noUsage } from "../util/money.ts";
import { openDatabase } from "./open-database.ts";
import { openStore, storeOn } from "./open-store.ts";
import type { RunLedger, RunRecord, Store } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-faults-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${files++}.db`);
const record: RunRecord = {
  id: "r",
  experiment: "e",
  config: {},
  state: "running",
  world: "simulated",
  seed: "1",
  created: "2026-01-01T00:00:00.000Z",
};
const settled: Reply = { ok: true, text: "x".repeat(500), stop: "end", usage: noUsage, cost: 7, ms: 1 };

function filled(file: string): { store: Store; ledger: RunLedger } {
  const store = openStore(file);
  store.create(record);
  const ledger = store.ledger("r");
  for (let i = 0; i < 20; i++) {
    ledger.open({ key: `k${i}`, model: "m", trial: `t${i % 3}`, hold: 10, ask: ledger.put({ i, text: "y".repeat(900) }) });
    ledger.close(`k${i}`, { ...settled, cost: i });
    ledger.append({ trial: `t${i % 3}`, span: "", at: i }, { type: "own", name: "n", value: i });
  }
  return { store, ledger };
}
function closed(): string {
  const file = newFile();
  filled(file).store.close();
  return file;
}
function edited(sql: string): string {
  const file = closed();
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  return file;
}
function refusal(work: () => unknown): UserError {
  try {
    work();
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, `expected a UserError, got ${String(thrown)}`);
    return thrown;
  }
  return assert.fail("nothing was refused");
}
const unchanged = (file: string, work: () => void) => {
  const before = readFileSync(file);
  work();
  assert.ok(before.equals(readFileSync(file)), "the file was changed");
};

const tampering: readonly (readonly [string, string, RegExp])[] = [
  [
    "a fact was edited",
    `UPDATE events SET fact = replace(fact, ':4', ':5') WHERE fact LIKE '%:4,%' OR fact LIKE '%:4}%'`,
    /does not match its hash/,
  ],
  ["a clock was moved", "UPDATE events SET at = at + 1 WHERE seq = 5", /event 5 of trial t1/],
  ["a middle event was deleted", "DELETE FROM events WHERE seq = 4", /event 7 of trial t0/],
  ["the last event of a trial was deleted", "DELETE FROM events WHERE seq = 20", /trial t1 should have 7 events and has 6/],
  ["a trial was deleted, its events left", "DELETE FROM trials WHERE name = 't2'", /6 events belong to no trial/],
  ["a cost was lowered", "UPDATE calls SET cost = 1 WHERE key = 'k9'", /call k9 says settled at 1 nano-dollars, its reply settled at 9/],
  ["a body was edited", "UPDATE bodies SET body = replace(body, 'yyy', 'zzz') WHERE body LIKE '%\"i\":3,%'", /does not match its address/],
  ["a reply was deleted", "DELETE FROM bodies WHERE body LIKE '%\"cost\":3,%'", /is missing/],
];
for (const [name, sql, message] of tampering) {
  test(`verify finds that ${name}`, () => {
    const store = openStore(edited(sql), "read");
    const found = store.ledger("r").verify();
    store.close();
    assert.ok(!found.ok);
    assert.equal(found.failure.code, "malformed");
    assert.match(found.failure.message, message);
  });
}

test("a run reads back the same after its file was closed and opened", () => {
  const file = newFile();
  const { store, ledger } = filled(file);
  const [digest, calls] = [ledger.digest(["t0", "t1", "t2"]), [...ledger.calls()]];
  store.close();
  for (const mode of ["read", "write"] as const) {
    const again = openStore(file, mode);
    const kept = again.ledger("r");
    assert.equal(kept.digest(["t0", "t1", "t2"]), digest);
    assert.deepEqual([...kept.calls()], calls);
    assert.deepEqual(kept.call("k3")?.reply, { ...settled, cost: 3 });
    assert.deepEqual(kept.verify(), { ok: true, trials: 3, events: 20, calls: 20 });
    again.close();
  }
});

test("a chain goes on where an earlier process ended it", () => {
  const whole = newFile();
  const parts = newFile();
  const write = (store: Store, from: number, to: number) => {
    for (let i = from; i < to; i++) store.ledger("r").append({ trial: "t", span: "", at: i }, { type: "own", name: "n", value: i });
    store.close();
  };
  const start = (file: string) => {
    const store = openStore(file);
    store.create(record);
    return store;
  };
  write(start(whole), 0, 10);
  write(start(parts), 0, 4);
  write(openStore(parts), 4, 10);
  const digests = [whole, parts].map((file) => {
    const store = openStore(file, "read");
    const digest = store.ledger("r").digest(["t"]);
    store.close();
    return digest;
  });
  assert.equal(digests[0], digests[1]);
});

test("a truncated file is refused at once and left as it is", () => {
  for (const keep of [0.7, 0.3, 0.01]) {
    const file = closed();
    truncateSync(file, Math.floor(statSync(file).size * keep));
    unchanged(file, () => {
      for (const mode of ["read", "write"] as const) {
        const error = refusal(() => openStore(file, mode));
        assert.match(error.message, /truncated|damaged/);
        assert.equal(error.exitCode, 2);
      }
    });
  }
});

test("an emptied file is refused while its log still holds what was committed", () => {
  const file = newFile();
  const { store } = filled(file);
  store.update("r", { state: "done" });
  const copy = newFile();
  writeFileSync(copy, "");
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  store.close();
  assert.match(refusal(() => openStore(copy)).message, /truncated/);
  assert.ok(statSync(`${copy}-wal`).size > 0);
});

test("a page overwritten with noise is found by verify or refused, never read as truth", () => {
  const file = closed();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096 * 3, bytes.length - 4096);
  writeFileSync(file, bytes);
  const error = refusal(() => {
    const store = openStore(file, "read");
    try {
      const found = store.ledger("r").verify();
      if (!found.ok) throw new UserError(found.failure.message);
    } finally {
      store.close();
    }
  });
  assert.match(error.message, /damaged|changed/);
});

test("a file that is no database, or another program's, is refused and left as it is", () => {
  const text = newFile();
  writeFileSync(text, "this is a diary, not a ledger\n".repeat(50));
  unchanged(text, () => assert.match(refusal(() => openStore(text)).message, /no ledger/));
  const other = newFile();
  const db = new DatabaseSync(other);
  db.exec("CREATE TABLE recipes (name TEXT)");
  db.close();
  unchanged(other, () => assert.match(refusal(() => openStore(other)).message, /another program/));
  assert.match(refusal(() => openStore(folder)).message, /is a folder/);
});

test("a file from a newer version is refused in both modes and left as it is", () => {
  const file = edited("PRAGMA user_version = 99");
  unchanged(file, () => {
    for (const mode of ["read", "write"] as const) assert.match(refusal(() => openStore(file, mode)).message, /newer catallaxy.*99/);
  });
});

const otherLayouts: readonly (readonly [string, RegExp])[] = [
  ["PRAGMA user_version = 2", /changed after it was written.*of version 2, which no release/],
  ["UPDATE runs SET config = '[]'; PRAGMA user_version = 1", /changed after it was written.*of version 1,/],
  ["PRAGMA user_version = 0", /changed after it was written.*of version 0,/],
  ["PRAGMA user_version = -1", /changed after it was written.*of version -1,/],
  ["DROP TABLE totals; PRAGMA user_version = 2", /changed after it was written.*of version 2, which no release/],
  ...["totals", "bodies", "calls", "events", "trials", "runs", "locks", "purses", "purse_queue"].map(
    (table) => [`DROP TABLE ${table}`, new RegExp(`changed after it was written: table ${table} is gone`)] as const,
  ),
  ["ALTER TABLE calls RENAME COLUMN cost TO costs", /: column cost of table calls is gone/],
  ["ALTER TABLE runs DROP COLUMN summary", /: column summary of table runs is gone/],
  ["DROP INDEX events_by_trial", /: index events_by_trial is gone/],
  ["ALTER TABLE trials RENAME TO trails", /: table trials is gone/],
  ["DROP TABLE bodies; CREATE VIEW bodies AS SELECT '' AS address, '' AS body", /: table bodies is gone/],
];

for (const [sql, words] of otherLayouts) {
  test(`a file after "${sql}" is refused in both modes by what is wrong with it, and left as it is`, () => {
    const file = edited(sql);
    unchanged(file, () => {
      for (const mode of ["read", "write"] as const) {
        const error = refusal(() => openStore(file, mode));
        assert.match(error.message, words);
        assert.equal(error.exitCode, 1);
      }
    });
  });
}

const oddRecords: readonly (readonly [string, RegExp])[] = [
  ...["null", "5", '"x"'].map((config) => [`config = '${config}'`, /run r: its config in the table runs is no object/] as const),
  ["config = ''", /run r: its config in the table runs is no JSON/],
  ["summary = 'null'", /run r: its summary in the table runs is no object/],
  ["summary = '{'", /run r: its summary in the table runs is no JSON/],
];

for (const [sql, words] of oddRecords) {
  test(`a run whose record has ${sql} is refused wherever it is read`, () => {
    const store = openStore(edited(`UPDATE runs SET ${sql}`), "read");
    for (const read of [() => store.runs(), () => store.run("r")]) assert.match(refusal(read).message, words);
    store.close();
  });
}

test("a run whose totals are none, or whose number is no longer one, cannot be written or removed, and says why", () => {
  for (const [sql, words] of [
    ["UPDATE totals SET sums = ''", /changed after it was written: table totals holds no totals/],
    ["UPDATE totals SET sums = 'null'", /table totals holds no totals/],
    ['UPDATE totals SET sums = \'{"runs":{"rows":1,"sum":"x"}}\'', /table totals holds no totals/],
    ["UPDATE runs SET number = -9223372036854775808", /changed or damaged/],
  ] as const) {
    const file = edited(sql);
    const store = openStore(file);
    assert.match(refusal(() => store.remove("r")).message, words);
    store.close();
  }
});

test("reading a ledger that does not exist or holds nothing is refused, and makes no file", () => {
  const file = newFile();
  assert.match(refusal(() => openStore(file, "read")).message, /There is no ledger/);
  assert.equal(existsSync(file), false);
  writeFileSync(file, "");
  assert.match(refusal(() => openStore(file, "read")).message, /empty.*There is no \S+-wal beside it.*copy both files/);
});

// Root ignores file modes, so the file is opened through a URI that makes SQLite itself read-only.
test("a read-only file is refused for writing and can be read", () => {
  const file = closed();
  const error = refusal(() => openStore(`file:${file}?mode=ro`));
  assert.match(error.message, /read-only/);
  assert.equal(error.exitCode, 2);
  const store = openStore(`file:${file}?mode=ro`, "read");
  assert.equal(store.runs().length, 1);
  store.close();
});

test("a ledger opened for reading takes no lock and writing to it is a bug", () => {
  const file = newFile();
  const writer = filled(file);
  const reader = openStore(file, "read");
  assert.throws(() => reader.ledger("r").append({ trial: "t", span: "", at: 0 }, { type: "span-end", name: "x" }), Bug);
  assert.throws(() => reader.update("r", { state: "done" }), Bug);
  reader.close();
  writer.store.close();
});

test("a reader sees what the writer has committed while the writer goes on", async () => {
  const file = newFile();
  const { store, ledger } = filled(file);
  await ledger.durable();
  const reader = openStore(file, "read");
  const seen = async () => {
    let count = 0;
    for await (const event of reader.ledger("r").read()) count = event.seq;
    return count;
  };
  assert.equal(await seen(), 20);
  ledger.append({ trial: "t", span: "", at: 0 }, { type: "span-end", name: "x" });
  assert.equal(await seen(), 20);
  await ledger.durable();
  assert.equal(await seen(), 21);
  assert.equal(reader.ledger("r").trials().length, 4);
  reader.close();
  store.close();
});

test("without a durable call a write reaches the disk soon after", async () => {
  const file = newFile();
  const { store } = filled(file);
  const reader = openStore(file, "read");
  assert.equal(reader.ledger("r").trials().length, 0);
  while (reader.ledger("r").trials().length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(reader.ledger("r").trials().length, 3);
  reader.close();
  store.close();
});

test("a file that another connection keeps locked is refused with a plain message", () => {
  const file = closed();
  const other = new DatabaseSync(file);
  other.exec("BEGIN EXCLUSIVE");
  const error = refusal(() => openStore(file));
  assert.match(error.message, /locked by another process/);
  assert.equal(error.exitCode, 2);
  other.exec("ROLLBACK");
  other.close();
});

test("a full disk rejects durable, writes nothing by half, and loses nothing once there is room", async () => {
  const file = newFile();
  const db = openDatabase(file, "write");
  const store = storeOn(db, file, "write", () => 0);
  store.create(record);
  const ledger = store.ledger("r");
  ledger.open({ key: "before", model: "m", trial: "t", hold: 10, ask: ledger.put("before") });
  await ledger.durable();
  const pages = Number(db.prepare("PRAGMA page_count").get()?.["page_count"]);
  db.exec(`PRAGMA max_page_count = ${pages + 2}`);
  ledger.close("before", { ...settled, text: "z".repeat(100_000) });
  ledger.append({ trial: "t", span: "", at: 0 }, { type: "span-end", name: "x" });
  const refused = await Promise.allSettled([ledger.durable(), ledger.durable()]);
  const [first, second] = refused.map((result) => (result.status === "rejected" ? (result.reason as unknown) : undefined));
  assert.ok(first instanceof UserError && first === second);
  assert.match(first.message, /disk is full/);
  assert.equal(first.exitCode, 1);
  assert.equal(ledger.call("before")?.state, "settled");
  const reader = openStore(file, "read");
  assert.equal(reader.ledger("r").call("before")?.state, "open");
  assert.deepEqual(reader.ledger("r").verify(), { ok: true, trials: 0, events: 0, calls: 1 });
  db.exec("PRAGMA max_page_count = 100000");
  await ledger.durable();
  assert.equal(reader.ledger("r").call("before")?.state, "settled");
  assert.deepEqual(reader.ledger("r").verify(), { ok: true, trials: 1, events: 1, calls: 1 });
  reader.close();
  store.close();
});

test("a full disk that durable has told of is not told again by close; one nobody heard of is", async () => {
  for (const heard of [true, false]) {
    const file = newFile();
    const db = openDatabase(file, "write");
    const store = storeOn(db, file, "write", () => 0);
    store.create(record);
    const ledger = store.ledger("r");
    db.exec("PRAGMA max_page_count = 1");
    ledger.put("z".repeat(100_000));
    if (heard) await assert.rejects(ledger.durable(), UserError);
    if (heard) store.close();
    else assert.match(refusal(() => store.close()).message, /disk is full/);
  }
});

test("a trigger under a name like those of SQLite's own parts is found, and what SQLite keeps for itself is no fault", () => {
  const checked = (change: (db: DatabaseSync) => void) => {
    const file = closed();
    const db = new DatabaseSync(file);
    db.enableDefensive(false);
    change(db);
    db.close();
    const store = openStore(file, "read");
    const found = store.check();
    store.close();
    return found;
  };
  const hidden = checked((db) => {
    db.exec("CREATE TRIGGER zz AFTER INSERT ON calls BEGIN DELETE FROM events; END; PRAGMA writable_schema = ON");
    db.exec("UPDATE sqlite_schema SET name = 'sqlite_zz', sql = replace(sql, 'zz', 'sqlite_zz') WHERE name = 'zz'");
  });
  assert.match(hidden.ok ? "" : hidden.failure.message, /trigger sqlite_zz is not of this program/);
  assert.equal(checked((db) => db.exec("ANALYZE")).ok, true);
});
