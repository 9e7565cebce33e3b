import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../util/bug.ts";
import { ledgerFault, onFile } from "./faults.ts";

const sqlite = (errcode: unknown): Error => Object.assign(new Error("what SQLite says"), { errcode });

test("each fault of SQLite that is the file's is told with the file and what to do, and ends with its exit code", () => {
  for (const [errcode, exitCode, says] of [
    [3, 2, /may not be opened: permission denied/],
    [5, 2, /is locked by another process/],
    [6, 2, /is locked by another process/],
    [8, 2, /is read-only/],
    [10, 1, /the disk reported an error/],
    [11, 1, /is damaged or truncated/],
    [13, 1, /the disk is full/],
    [14, 2, /could not be opened\./],
    [20, 1, /holds a value that no run writes/],
    [26, 2, /is no ledger/],
  ] as const) {
    // The upper bytes of a code tell more of the same: 522 is a kind of 10.
    for (const code of [errcode, errcode + 512]) {
      const fault = ledgerFault(sqlite(code), "a.sqlite");
      assert.ok(fault instanceof UserError, String(code));
      assert.match(fault.message, says);
      assert.match(fault.message, /^The ledger a\.sqlite .*\(SQLite: what SQLite says\)$/);
      assert.equal(fault.exitCode, exitCode, String(code));
    }
  }
});

test("a number out of range is a damaged ledger, and what is not the file's fault stays as it is", () => {
  const range = Object.assign(new Error("too large"), { code: "ERR_OUT_OF_RANGE" });
  const fault = ledgerFault(range, "a.sqlite");
  assert.ok(fault instanceof UserError && /holds a number that no run writes/.test(fault.message));
  assert.equal(fault.exitCode, 1);
  for (const other of [
    new Error("own"),
    sqlite(1),
    sqlite("11"),
    Object.assign(new Error("x"), { code: "ENOENT" }),
    "text",
    undefined,
    { errcode: 11 },
  ])
    assert.equal(ledgerFault(other, "a.sqlite"), other);
});

test("work on a file gives what it gives, and throws what the file's fault is", () => {
  assert.equal(
    onFile("a.sqlite", () => 18),
    18,
  );
  assert.throws(
    () =>
      onFile("a.sqlite", () => {
        throw sqlite(13);
      }),
    /the disk is full/,
  );
});
