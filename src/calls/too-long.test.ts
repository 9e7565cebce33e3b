import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import { tooLong } from "./too-long.ts";

const seat = { name: "a", model: { ...fake(["x"]), pace: { lane: "a", maxWaitMs: 6000 } } };

test("what was waited and would have to be waited adds up to more than the bound, as it is written", () => {
  for (const [waited, moreMs] of [
    [4510, 1500],
    [4549, 1452],
    [5949, 52],
    [3001, 3000],
  ] as const) {
    const said = tooLong(seat, undefined, { cause: "provider", waited, moreMs, allowed: 6000 });
    const [, has = "", more = ""] =
      /has waited ([\d.]+) seconds? and would have to wait ([\d.]+) seconds? more.* may wait 6 seconds in all/.exec(said) ?? [];
    assert.ok(Number(has) + Number(more) > 6, said);
  }
  assert.match(
    tooLong(seat, undefined, { cause: "tokens", waited: 0, moreMs: 20_400, allowed: 20_000 }),
    /wait 21 seconds for .*may wait 20 seconds/,
  );
});

test("who would wait for what, how long, until when, and what to do is said in whole sentences", () => {
  const noon = new Date(2026, 0, 5, 12, 0, 0).getTime();
  const said = (terms: Partial<Parameters<typeof tooLong>[2]>, today?: number) =>
    tooLong(seat, today, { cause: "provider", waited: 0, allowed: 90_000, ...terms });
  const end = "; it may wait 90 seconds in all (settings.maxWaitMs). Resume the run later, or raise settings.maxWaitMs of a.";
  assert.equal(said({ moreMs: 120_000 }, noon), `a would have to wait 2 minutes for the provider's limit, until 12:02:00${end}`);
  assert.equal(said({ words: "Slow down", moreMs: 119_999 }), `Slow down. a would have to wait 120 seconds for the provider's limit${end}`);
  assert.equal(
    said({ words: "Slow down!", waited: 500, moreMs: 3_599_999 }),
    `Slow down! a has waited 0.5 seconds and would have to wait 60 minutes more for the provider's limit${end}`,
  );
  assert.equal(said({ waited: 499, moreMs: 7_200_000 }), `a would have to wait 2 hours for the provider's limit${end}`);
  // A day ahead the date is told; at a hundred years neither date nor number.
  assert.equal(
    said({ moreMs: 2 * 86_400_000 }, noon),
    `a would have to wait 2 days for the provider's limit, until 2026-01-07 12:00:00${end}`,
  );
  assert.match(said({ moreMs: 100 * 365 * 86_400_000 }, noon), /wait more than a hundred years for the provider's limit;/);
  assert.equal(said({ words: "Full?", waited: 2000 }), `Full? a has waited 2 seconds for the provider's limit, of unsaid length${end}`);
  assert.match(
    said({ cause: "requests", moreMs: 1000 }),
    /wait 1 second for settings\.requestsPerMinute; .* raise settings\.maxWaitMs or settings\.requestsPerMinute of a\.$/,
  );
  assert.match(
    said({ waited: 120_000, silent: true }),
    /^a has waited 2 minutes; the provider does not say how long .* of a keeps calls below a limit\.$/,
  );
  const unset = { name: "b", model: fake(["x"]) };
  assert.match(
    tooLong(unset, undefined, { cause: "provider", waited: 0, moreMs: 1000, allowed: 90_000 }),
    /\(settings\.maxWaitMs, unless set\)/,
  );
});

test("of an overloaded server no limit is told, and no advice for limits", () => {
  const said = (terms: Partial<Parameters<typeof tooLong>[2]>) =>
    tooLong(seat, undefined, { cause: "provider", waited: 0, allowed: 6000, overloaded: true, words: "Overloaded", ...terms });
  const bound = "it may wait 6 seconds in all (settings.maxWaitMs). Try again later, or raise settings.maxWaitMs of a.";
  assert.equal(said({ waited: 6000 }), `Overloaded. a has waited 6 seconds for its server, which is overloaded or failing; ${bound}`);
  assert.equal(
    said({ moreMs: 9000 }),
    `Overloaded. a would have to wait 9 seconds for its server, which is overloaded or failing; ${bound}`,
  );
  assert.equal(
    said({ waited: 120_000, silent: true }),
    "Overloaded. a has waited 2 minutes; its server is overloaded or failing and let no call through meanwhile. Try again later, or set settings.maxWaitMs of a to wait longer.",
  );
});
