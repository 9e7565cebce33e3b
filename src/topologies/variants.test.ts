import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Event } from "../types.ts";
import { obliging } from "./fixtures.ts";
import { topologyKinds } from "./index.ts";

const variants: { readonly [kind: string]: readonly object[] } = {
  "best-of": [
    { n: 5, choose: "majority" },
    { n: 5, choose: "tournament", spread: true },
    { n: 4, choose: "verifier" },
  ],
  "hub-spoke": [{ stages: [] }, { stages: ["split"] }, { stages: ["split", "recompose", "critique"] }, { retry: "revise" }],
  "contestable-hub": [{ funding: 1 }, { funding: 0, stages: ["split"] }],
  "solve-or-split": [
    { depth: 1, strikes: 1 },
    { depth: 12, parts: 32 },
    { parts: 1, judge: "m0" },
  ],
  "ab-mcts": [
    { calls: 6 },
    { calls: 9, batch: 4, pick: "ucb" },
    { calls: 5, stack: true, law: "normal", stop: { score: "never" } },
    { calls: 20, stop: { value: 0.001 } },
  ],
  fusion: [{ decide: true }, { panel: { size: 5 }, analysis: false }, { panel: { size: 4, member: "m0" }, writer: "m0" }],
  conductor: [{ steps: 1 }, { recursion: false }, { isolated: false, examples: 0 }],
  "turn-router": [{ turns: 1 }, { turns: 9, learn: 0 }, { transcript: false, value: 1 }],
  "strategy-market": [{ jury: false }, { refine: false, self: true, value: 0.01 }],
  router: [{ information: "names" }, { mayChooseItself: false }],
  index: [{ confidence: true }, { confidence: true, learn: 0, most: { attempts: 2 } }],
  cascade: [
    { check: "self", threshold: 1 },
    { check: "agreement", threshold: 1 },
    { check: "self", threshold: "learnt", samples: 2 },
  ],
  market: [
    { mechanism: "first-price", bidding: "calibrated", information: "none", reputation: "anchor" },
    { mechanism: "vcg", bidding: "track-record", reputation: "none" },
    { bidding: "learned", reputation: "none", learned: { sensitivity: 0.9, specificity: 0.8 } },
    { mechanism: "posted", bidding: "posted", reputation: "none" },
    { mechanism: "lottery", bidding: "random", reputation: "none" },
    { house: { awards: 3 } },
    { mechanism: "lottery", bidding: "random", reputation: "none", house: { awards: 2 } },
    { mechanism: "second-score", house: { reserve: 0.01, recovery: "decay", schedule: true } },
  ],
};
const callsOf = (events: readonly Event[]) => events.filter(({ fact, span }) => fact.type === "call" && !span.includes(":verify")).length;

for (const [name, options] of Object.entries(variants)) {
  const kind = topologyKinds.find((kind) => kind.name === name);
  for (const variant of options) {
    test(`${name} with ${JSON.stringify(variant)} makes the calls that it states, for 1, 3, 8 and 64 members`, async () => {
      assert.ok(kind !== undefined);
      for (const count of [1, 3, 8, 64]) {
        for (const attempts of [1, 3]) {
          const members = Object.fromEntries(
            Array.from({ length: count }, (_, i) => [`m${i}`, fake(obliging, { id: `fake/m${i}`, family: `f${i}` })]),
          );
          const room = fakeDesk({ members, terms: { attempts }, verifier: () => ({ ok: true, passed: false, score: 0, why: "no" }) });
          const result = await kind.make(variant).solve(room.task, room.desk);
          const { least, most } = kind.calls(count, room.desk.terms, variant);
          const made = callsOf(room.events());
          assert.ok(result.ok, JSON.stringify(result));
          assert.ok(
            made >= least && made <= most,
            `${made} calls with ${count} members and ${attempts} attempts; stated ${least} to ${most}`,
          );
        }
      }
    });
  }
}
