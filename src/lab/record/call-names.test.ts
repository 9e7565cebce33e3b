import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { callNamed, callNames } from "./call-names.ts";

const line = (key: string, attempt = 0): CallLine => ({
  key,
  attempt,
  state: "unknown",
  model: "m",
  trial: "t",
  hold: 1,
  cost: 0,
  ask: "",
  opened: 0,
});
const a = "aaaaaaaaaaaaaaa1";
const b = "aaaaaaaaaaaaaaa2";
const c = "cccccccccccccccc";
const calls = [line(a), line(b), line(c), line(`${c}.1`), line(`${c}.1`, 2)];

test("each call has a short name of its own, by which it is found again", () => {
  const names = callNames(calls);
  assert.deepEqual([...names.values()], [a, b, c, `${c}.1`, `${c}.1#2`]);
  assert.deepEqual([...callNames(calls.slice(2)).values()], ["cccccccccccc", "cccccccccccc.1", "cccccccccccc.1#2"]);
  for (const call of calls) assert.equal(callNamed(calls, names.get(call) ?? "", "run"), call);
  for (const call of calls.slice(2)) assert.equal(callNamed(calls.slice(2), callNames(calls.slice(2)).get(call) ?? "", "run"), call);
});

test("a beginning that fits several calls, none or nothing is refused with what would do", () => {
  assert.equal(callNamed([line(a), line(c)], "c", "run").key, c);
  assert.throws(() => callNamed(calls, "aa", "run"), new RegExp(`2 keys begin with "aa": ${a}, ${b}`));
  assert.throws(() => callNamed(calls, "b", "run"), /none begins with "b"/);
  assert.throws(() => callNamed(calls, "", "run"), UserError);
});
