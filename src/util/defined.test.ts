import assert from "node:assert/strict";
import { test } from "node:test";
import { defined } from "./defined.ts";

interface Fields {
  none?: string | undefined;
  nothing: null;
  zero: number;
  no: boolean;
  text: string;
  given: string | undefined;
}

test("only what is undefined is left out: null, zero, false and an empty text are values", () => {
  const fields: Fields = { none: undefined, nothing: null, zero: 0, no: false, text: "", given: "x" };
  const kept = defined(fields);
  assert.deepEqual(Object.entries(kept), [
    ["nothing", null],
    ["zero", 0],
    ["no", false],
    ["text", ""],
    ["given", "x"],
  ]);
});

test("what was given is not changed", () => {
  const fields = { a: undefined as number | undefined, b: 1 };
  assert.deepEqual(defined(fields), { b: 1 });
  assert.deepEqual(Object.keys(fields), ["a", "b"]);
});
