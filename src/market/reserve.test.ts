import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { mechanismOf } from "./mechanism.ts";
import { payment } from "./payment.ts";
import { underReserve, withinReserve } from "./reserve.ts";

test("an offer is within the reserve by its ask, and one that is alone by the bid at which it breaks even", () => {
  assert.equal(withinReserve({ ask: 0.38, p: 0.8 }, 0.4, false), true);
  assert.equal(withinReserve({ ask: 0.38, p: 0.8 }, 0.475, true), true);
  assert.equal(withinReserve({ ask: 0.38, p: 0.8 }, 0.47, true), false);
  assert.equal(withinReserve({ ask: 0.41, p: 1 }, 0.4, false), false);
  assert.equal(withinReserve({ ask: 0.01, p: 0 }, 1, true), false);
});

test("an offer that is alone is paid the posted reserve on a pass under every rule, a lottery pays nothing", () => {
  const deal = { value: 1, p: 0.9, ask: 0.2, runnerUp: 0 };
  for (const rule of ["first-price", "second-score", "execution-contingent", "vcg", "posted"] as const) {
    assert.deepEqual(underReserve(mechanismOf(rule) ?? {}, payment(rule, deal), 0.4, true), { onPass: 0.4, onFail: 0, deposit: 0 });
  }
  assert.equal(underReserve(mechanismOf("lottery") ?? {}, payment("lottery", deal), 0.4, true).onPass, 0);
});

test("second score pays the reserve at most, the other rules what they pay without one", () => {
  const deal = { value: 1, p: 0.9, ask: 0.2, runnerUp: 0.3 };
  assert.deepEqual(underReserve(mechanismOf("second-score") ?? {}, payment("second-score", deal), 0.4, false), {
    onPass: 0.4,
    onFail: 0.4,
    deposit: 0,
  });
  for (const rule of ["first-price", "execution-contingent", "posted"] as const)
    assert.deepEqual(underReserve(mechanismOf(rule) ?? {}, payment(rule, deal), 0.4, false), payment(rule, deal));
});

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
/** What a bidder of this cost and p expects when it asks `ask` against a runner-up's score, p as the market sets it. */
function gain(
  rule: "second-score" | "execution-contingent",
  bidder: { cost: number; p: number; ask: number; runnerUp: number; reserve: number },
) {
  const { cost, p, ask, runnerUp, reserve } = bidder;
  if (!withinReserve({ ask, p }, reserve, false) || p - ask <= runnerUp) return 0;
  const { onPass, onFail } = underReserve(mechanismOf(rule) ?? {}, payment(rule, { value: 1, p, ask, runnerUp }), reserve, false);
  return p * onPass + (1 - p) * onFail - cost;
}

test("with a reserve no lie about cost gains under second score, where p is set by the market", () => {
  fc.assert(
    fc.property(share, share, share, share, share, (cost, p, ask, runnerUp, reserve) => {
      const bidder = { cost, p, runnerUp, reserve };
      assert.ok(gain("second-score", { ...bidder, ask }) <= gain("second-score", { ...bidder, ask: cost }) + 1e-12);
    }),
    { seed: 11, numRuns: 2000 },
  );
});

test("with a reserve execution-contingent payment is no longer proof: who costs more than the reserve gains by asking less", () => {
  const bidder = { cost: 0.5, p: 0.9, runnerUp: 0.1, reserve: 0.3 };
  assert.equal(gain("execution-contingent", { ...bidder, ask: 0.5 }), 0);
  assert.ok(Math.abs(gain("execution-contingent", { ...bidder, ask: 0.3 }) - 0.3) < 1e-12);
});

test("an offer that is alone gains nothing by a lie about p or cost: the reserve is a price that it takes or leaves", () => {
  fc.assert(
    fc.property(share, share, share, share, share, (cost, p, ask, stated, reserve) => {
      const takes = (bid: { ask: number; p: number }) => (withinReserve(bid, reserve, true) ? p * reserve - cost : 0);
      assert.ok(takes({ ask, p: stated }) <= takes({ ask: cost, p }) + 1e-12);
    }),
    { seed: 12, numRuns: 2000 },
  );
});
