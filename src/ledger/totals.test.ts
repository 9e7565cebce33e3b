import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { sumsText, totalsIn, transact } from "./totals.ts";

test("only an object of counts and sums is read as totals", () => {
  for (const [text, wanted] of [
    ["{}", {}],
    ['{"calls":{"rows":2,"sum":"0f"}}', { calls: { rows: 2, sum: "0f" } }],
    ['{"calls":{"rows":0,"sum":"0"},"runs":{"rows":1,"sum":"a"}}', { calls: { rows: 0, sum: "0" }, runs: { rows: 1, sum: "a" } }],
    ['{"calls":{"rows":"2","sum":"0f"}}', undefined],
    ['{"calls":{"rows":2,"sum":15}}', undefined],
    ['{"calls":{"rows":2,"sum":"0F"}}', undefined],
    ['{"calls":{"rows":2,"sum":""}}', undefined],
    ['{"calls":{"rows":2}}', undefined],
    ['{"calls":null}', undefined],
    ['{"calls":{"rows":2,"sum":"0f"},"runs":7}', undefined],
    ["null", undefined],
    ["7", undefined],
    ["{", undefined],
    ["", undefined],
  ] as const)
    assert.deepEqual(totalsIn(text), wanted, text);
  assert.equal(sumsText({ calls: { rows: 2, sum: "0f" } }), '{"calls":{"rows":2,"sum":"0f"}}');
  assert.equal(sumsText({ calls: { sum: "0f", rows: 2, more: 1 } as never }), '{"calls":{"rows":2,"sum":"0f"}}');
});

test("work in a transaction is done whole or not at all, and what it throws is thrown on", () => {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t (x)");
  const rows = (): unknown[] =>
    db
      .prepare("SELECT x FROM t ORDER BY x")
      .all()
      .map(({ x }) => x);
  const write = (x: number) => db.prepare("INSERT INTO t VALUES (?)").run(x);
  assert.equal(
    transact(db, () => {
      write(1);
      return "done";
    }),
    "done",
  );
  assert.throws(
    () =>
      transact(db, () => {
        write(2);
        throw new RangeError("no");
      }),
    RangeError,
  );
  assert.equal(db.isTransaction, false);
  assert.deepEqual(rows(), [1]);
  transact(db, () => write(3));
  assert.deepEqual(rows(), [1, 3]);
  // Who rolls back by himself, as SQLite does on a full disk, leaves nothing to roll back.
  assert.throws(
    () =>
      transact(db, () => {
        db.exec("ROLLBACK");
        throw new RangeError("full");
      }),
    RangeError,
  );
  db.close();
});
