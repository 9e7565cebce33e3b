import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import { callNamed } from "./call-names.ts";

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

test("a beginning with a try or a row means that one alone", () => {
  const [bare, tried, again] = [line("abcdefabcdef00"), line("abcdefabcdef00.1"), line("abcdefabcdef00.1", 2)];
  const calls = [bare, tried, again];
  assert.equal(callNamed(calls, "abc.1", "r"), tried);
  assert.equal(callNamed(calls, "abc.1#2", "r"), again);
  assert.equal(callNamed(calls, "abcdefabcdef00.1", "r"), tried);
  assert.equal(callNamed(calls, "abcdefabcdef00", "r"), bare);
  assert.throws(
    () => callNamed(calls, "abc", "r"),
    /3 keys begin with "abc": abcdefabcdef, abcdefabcdef\.1, abcdefabcdef\.1#2\. Give more/,
  );
  assert.throws(() => callNamed(calls, "abc.2", "r"), /none begins with "abc\.2"/);
  assert.throws(() => callNamed(calls, "abc.1#3", "r"), /none begins with/);
  assert.throws(() => callNamed([again], "abc.1", "r"), /none begins with/);
});

test("of many that fit ten are listed", () => {
  const calls = Array.from({ length: 12 }, (_, i) => line(`aa${String(i).padStart(2, "0")}-unlike-others`));
  const listed = calls.slice(0, 10).map(({ key }) => key.slice(0, 12));
  assert.throws(() => callNamed(calls, "aa", "r"), new RegExp(`12 keys begin with "aa": ${listed.join(", ")}\\. Give`));
});
