import assert from "node:assert/strict";
import { test } from "node:test";
import { isNoQuote } from "./is-no-quote.ts";

test("nothing, signs alone and words that say so are no quote", () => {
  for (const quote of [
    "",
    " ",
    "...",
    "n/a",
    "N/A",
    "NA.",
    "none",
    "(None)",
    "nothing",
    "not applicable",
    "no quote needed",
    "no words possible",
    "no such text",
    "the whole answer",
    [],
  ])
    assert.equal(isNoQuote(quote), true, String(quote));
  for (const quote of ["18", "none of them", "the answer", "no", `${" ".repeat(99)}18`, "é"]) assert.equal(isNoQuote(quote), false, quote);
  assert.equal(isNoQuote(["none", ""]), true);
  assert.equal(isNoQuote(["none", "Four sides"]), false);
  assert.equal(isNoQuote(["Four sides", "none"]), false);
});
