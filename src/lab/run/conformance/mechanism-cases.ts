import assert from "node:assert/strict";
import { type Deal, type Mechanism, type Payment, scoreUnder } from "../../../market/index.ts";
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
        every(mechanism, (deal) => {
          const terms: Partial<Payment> = mechanism.payment(deal);
          for (const field of ["onPass", "onFail", "deposit"] as const)
            assert.ok(
              Number.isFinite(terms[field]),
              `payment gives { onPass, onFail, deposit }; ${field} is ${terms[field]} for ${JSON.stringify(deal)}`,
            );
        }),
    },
    {
      name: "the deposit covers what the winner may owe",
      run: () =>
        every(mechanism, (deal) => {
          const { onPass, onFail, deposit } = mechanism.payment(deal);
          const owed = Math.max(0, -onPass, -onFail);
          assert.ok(deposit >= owed - 1e-9 * deal.value, `deposit ${deposit}, may owe ${owed}, for ${JSON.stringify(deal)}`);
        }),
    },
    {
      name: "one deal has one price",
      run: () => every(mechanism, (deal) => assert.deepEqual(mechanism.payment(deal), mechanism.payment(deal))),
    },
    {
      name: "every offer has a score",
      run: () => every(mechanism, (deal) => assert.ok(!Number.isNaN(scoreUnder(mechanism, deal)), `no score for ${JSON.stringify(deal)}`)),
    },
    {
      name: "of two offers with one price, the surer one is not behind",
      run: () =>
        every(mechanism, ({ value, ask, p }) => {
          const [low, high] = [scoreUnder(mechanism, { value, ask, p: p / 2 }), scoreUnder(mechanism, { value, ask, p })];
          assert.ok(high >= low - 1e-9 * value, `p ${p / 2} scores ${low}, p ${p} scores ${high} (value ${value}, ask ${ask})`);
        }),
    },
  ];
}

/** Deals that can come up: an offer of 0 or less never wins, and the runner-up's score is never above the winner's. */
function every(mechanism: Mechanism, check: (deal: Deal) => void): void {
  const next = stream("conformance");
  let winners = 0;
  for (let index = 0; index < deals; index++) {
    const value = 10 ** (next() * 4 - 2);
    const edge = (share: number): number => (index % 10 === 0 ? Math.round(share) : share);
    const offer = { value, p: edge(next()), ask: edge(next()) * value };
    const [score, share] = [scoreUnder(mechanism, offer), edge(next())];
    if (score <= 0) continue;
    winners += 1;
    check({ ...offer, runnerUp: share * Math.min(value, score) });
  }
  assert.ok(winners > 0, `none of ${deals} offers scores above 0`);
}
