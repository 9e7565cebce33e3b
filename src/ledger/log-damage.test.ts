import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { damagedFrame } from "./log-damage.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-log-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const page = 512;
const frame = 24 + page;

/** The log of SQLite's own making after transactions of so many pages of 512 bytes each. */
function logOf(...sizes: readonly number[]): Buffer {
  const file = join(folder, `${sizes.join("-")}.sqlite`);
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA page_size = ${page}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x)`);
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  for (const size of sizes) {
    db.exec("BEGIN");
    for (let row = 0; row < size; row++) db.prepare("INSERT INTO t VALUES (?)").run("x".repeat(page - 60));
    db.exec("COMMIT");
  }
  const log = readFileSync(`${file}-wal`);
  db.close();
  return log;
}

function flipped(log: Buffer, ...places: readonly number[]): Buffer {
  const changed = Buffer.from(log);
  for (const place of places) changed[place] = (changed[place] ?? 0) ^ 0xff;
  return changed;
}

let files = 0;
function found(log: Buffer, pageSize = page): number | undefined {
  const file = join(folder, `${files++}-wal`);
  writeFileSync(file, log);
  return damagedFrame(file, pageSize);
}

/** The frames that end a transaction, counted from 1: their size of the file is not 0. */
function ends(log: Buffer): number[] {
  const count = Math.floor((log.length - 32) / frame);
  return Array.from({ length: count }, (_, at) => at + 1).filter((index) => log.readUInt32BE(32 + (index - 1) * frame + 4) > 0);
}

test("a log is damaged where whole frames of a later transaction stand behind a wrong one", () => {
  const log = logOf(1, 3, 2);
  const [first = 0, second = 0, third = 0] = ends(log);
  assert.equal(ends(log).length, 3);
  assert.ok(second - first > 1 && third - second > 1);
  assert.equal(found(log), undefined);
  const inFrame = (index: number, offset: number): number => 32 + (index - 1) * frame + offset;
  for (const [index, wanted] of [
    [1, 1],
    [first, first],
    [first + 1, first + 1],
    [second, second],
    [second + 1, undefined],
    [third, undefined],
  ] as const) {
    assert.equal(found(flipped(log, inFrame(index, 24))), wanted, `the first byte of page ${index}`);
    assert.equal(found(flipped(log, inFrame(index, frame - 1))), wanted, `the last byte of page ${index}`);
    assert.equal(found(flipped(log, inFrame(index, 0))), wanted, `the number of page ${index}`);
  }
  assert.equal(found(flipped(log, inFrame(first, 24), inFrame(second, 24))), first);
});

test("a header that is wrong is told where whole frames follow it, and a log without frames is none", () => {
  const log = logOf(2, 2);
  for (const place of [0, 9, 24, 31]) assert.equal(found(flipped(log, place)), 0, `byte ${place}`);
  assert.equal(found(log, page * 2), undefined);
  assert.equal(found(log.subarray(0, 32)), undefined);
  assert.equal(found(log.subarray(0, 32 + frame - 1)), undefined);
  assert.equal(found(flipped(log.subarray(0, 32 + frame), 24)), undefined);
  assert.equal(found(Buffer.alloc(0)), undefined);
  assert.equal(damagedFrame(join(folder, "nothing-wal"), page), undefined);
});

test("frames that an earlier log left behind are no part of this one", () => {
  const [fresh, old] = [logOf(1), logOf(1, 1, 1, 1)];
  const over = Buffer.concat([fresh, old.subarray(fresh.length)]);
  assert.equal(found(over), undefined);
  const last = ends(fresh).at(-1) ?? 0;
  assert.equal(found(flipped(over, 32 + (last - 1) * frame + 24)), undefined);
});
