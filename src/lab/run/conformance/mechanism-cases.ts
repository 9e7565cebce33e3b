import assert from "node:assert/strict";
import { type Deal, type Mechanism, scoreUnder } from "../../../market/index.ts";
import { stream } from "../../../util/random.ts";
import type { Case } from "./case.ts";

const deals = 2000;

/** What a market counts on, whatever the rule: whole terms for every deal, from the deal alone, and a deposit that covers what may be owed. */
export function mechanismCases(mechanism: Mechanism): readonly Case[] {
  return [
    { name: "bidders are told the rule", run: () => assert.ok(mechanism.told.trim() !== "", "told is empty") },
    {
      name: "every deal has finite terms",
      run: () =>
        every((deal) => {
          for (const [field, amount] of Object.entries(mechanism.payment(deal)))
            assert.ok(Number.isFinite(amount), `${field} is ${amount} for ${JSON.stringify(deal)}`);
        }),
    },
    {
      name: "the deposit covers what the winner may owe",
      run: () =>
        every((deal) => {
          const { onPass, onFail, deposit } = mechanism.payment(deal);
          const owed = Math.max(0, -onPass, -onFail);
          assert.ok(deposit >= owed - 1e-9 * deal.value, `deposit ${deposit}, may owe ${owed}, for ${JSON.stringify(deal)}`);
        }),
    },
    { name: "one deal has one price", run: () => every((deal) => assert.deepEqual(mechanism.payment(deal), mechanism.payment(deal))) },
    {
      name: "every offer has a score",
      run: () => every((deal) => assert.ok(!Number.isNaN(scoreUnder(mechanism, deal)), `no score for ${JSON.stringify(deal)}`)),
    },
    {
      name: "of two offers with one price, the surer one is not behind",
      run: () =>
        every(({ value, ask, p }) => {
          const [low, high] = [scoreUnder(mechanism, { value, ask, p: p / 2 }), scoreUnder(mechanism, { value, ask, p })];
          assert.ok(high >= low - 1e-9 * value, `p ${p / 2} scores ${low}, p ${p} scores ${high} (value ${value}, ask ${ask})`);
        }),
    },
  ];
}

/** Deals that can come up: the runner-up's score is never above the value. */
function every(check: (deal: Deal) => void): void {
  const next = stream("conformance");
  for (let index = 0; index < deals; index++) {
    const value = 10 ** (next() * 4 - 2);
    const edge = (share: number): number => (index % 10 === 0 ? Math.round(share) : share);
    check({ value, p: edge(next()), ask: edge(next()) * value, runnerUp: edge(next()) * value });
  }
}
