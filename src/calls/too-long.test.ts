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
