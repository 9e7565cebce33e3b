import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { Bug } from "../util/bug.ts";
import { batch } from "./batch.ts";
import type { StoreMode } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-batch-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A batch on a file of one table whose values are at least 0, and what another connection finds on the disk. */
function opened(mode: StoreMode = "write") {
  const file = join(folder, `${files++}.sqlite`);
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x CHECK (x >= 0))");
  const other = new DatabaseSync(file);
  const there = (): unknown[] =>
    other
      .prepare("SELECT x FROM t ORDER BY rowid")
      .all()
      .map(({ x }) => x);
  const insert = db.prepare("INSERT INTO t VALUES (?)");
  const rows = batch(db, file, mode);
  const close = (): void => [db, other].forEach((one) => one.close());
  return { rows, insert, there, close, write: (x: number) => rows.write(insert, x) };
}

test("rows wait in memory until they are flushed, in the order of writing", () => {
  const { rows, write, there, close } = opened();
  write(2);
  write(1);
  assert.deepEqual(there(), []);
  rows.flush();
  assert.deepEqual(there(), [2, 1]);
  rows.flush();
  assert.deepEqual(there(), [2, 1]);
  write(3);
  rows.close();
  assert.deepEqual(there(), [2, 1, 3]);
  assert.throws(() => write(4), Bug);
  close();
});

test("five thousand rows are committed at once, one less waits", () => {
  const { write, there, close } = opened();
  for (let row = 1; row < 5000; row++) write(row);
  assert.equal(there().length, 0);
  write(5000);
  assert.equal(there().length, 5000);
  write(5001);
  assert.equal(there().length, 5000);
  close();
});

test("concurrent callers of durable share one commit, and nothing to write needs none", async () => {
  const { rows, write, there, close } = opened();
  let commits = 0;
  rows.attend(
    () => {},
    () => commits++,
  );
  await rows.durable();
  assert.equal(commits, 0);
  write(1);
  const first = rows.durable();
  write(2);
  const second = rows.durable();
  assert.equal(first, second);
  await first;
  assert.deepEqual(there(), [1, 2]);
  assert.equal(commits, 1);
  write(3);
  await rows.durable();
  assert.deepEqual(there(), [1, 2, 3]);
  assert.equal(commits, 2);
  close();
});

test("attendants add rows to the commit under way, and hear of it once it is done", () => {
  const { rows, write, there, close } = opened();
  const heard: string[] = [];
  rows.attend(
    () => {
      heard.push(`before ${there().length}`);
      write(7);
    },
    () => heard.push(`after ${there().length}`),
  );
  write(1);
  rows.flush();
  assert.deepEqual(there(), [1, 7]);
  assert.deepEqual(heard, ["before 0", "after 2"]);
  close();
});

test("what the disk refuses still waits, is told by flush, and not told again by close", () => {
  const { rows, write, there, close } = opened();
  write(1);
  write(-1);
  assert.throws(() => rows.flush());
  assert.deepEqual(there(), []);
  rows.close();
  assert.deepEqual(there(), []);
  close();
  const untold = opened();
  untold.write(-1);
  assert.throws(() => untold.rows.close());
  assert.throws(() => untold.write(1), Bug);
  untold.close();
});

test("a reader's batch, and what no row can hold, are refused at once", () => {
  const reading = opened("read");
  assert.throws(() => reading.write(1), Bug);
  reading.close();
  const { rows, insert, there, close } = opened();
  for (const odd of [undefined, true, Number.NaN, Number.POSITIVE_INFINITY, {}])
    assert.throws(() => rows.write(insert, odd as never), Bug, JSON.stringify(odd));
  assert.throws(() => rows.write(insert, 1, true as never), /\(boolean\) as value 2 of a row/);
  for (const fine of [null, 1n, 1.5, "1", new Uint8Array([1])]) rows.write(insert, fine);
  rows.flush();
  assert.equal(there().length, 5);
  close();
});

test("a row that waits takes other values in its place; one that is on the disk does not, and what the disk refuses still waits", () => {
  const { rows, write, there, close } = opened();
  const first = write(1);
  write(2);
  assert.equal(rows.amend(first, 3), true);
  assert.throws(() => rows.amend(first, Number.NaN), Bug);
  const refused = write(-1);
  assert.throws(() => rows.flush());
  assert.equal(rows.amend(refused, 4), true);
  rows.flush();
  assert.deepEqual(there(), [3, 2, 4]);
  assert.equal(rows.amend(first, 5), false);
  rows.flush();
  assert.deepEqual(there(), [3, 2, 4]);
  close();
});
