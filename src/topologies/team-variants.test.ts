import assert from "node:assert/strict";
import { test } from "node:test";
import { saysIn, topologyCases } from "./cases.ts";
import { teamOf } from "./fake-team.test.ts";
import { openTopology, topologyKinds } from "./index.ts";
import { defined } from "../util/defined.ts";

/** Settings away from the defaults: each runs all conformance cases that the defaults run. */
const variants: readonly [name: string, options: object][] = [
  ["sequential", { batch: 2, final: "merge" }],
  ["sequential", { roles: ["planner", "solver"] }],
  ["coordinator", { final: "join" }],
  ["broadcast", { final: "join" }],
  ["shared-memory", { final: "join" }],
  ["morphogenetic", { rounds: 1, reach: 3 }],
  ["clonal", { generations: 0, kept: 1 }],
  ["stigmergic", { rounds: 3, fading: 0 }],
  ["ripple", { growth: 3, final: "last" }],
  ["personas", { form: "turns" }],
  ["personas", { curation: "ask" }],
  ["personas", { form: "turns", curation: "none", roster: "software", size: 2 }],
  ["experts", { deal: true, curation: "ask" }],
  ["experts", { size: 3, curation: { survivors: 5 } }],
  ["experts", { size: 2, curation: "random" }],
  ["personas", { size: 2, curation: "random" }],
  ["council", { closing: "pick", order: "shared" }],
  ["council", { closing: "top" }],
  ["debate", { rounds: 3, vote: "weighted" }],
  ["mixture", { layers: 2, samples: 3 }],
  ["pipeline", { revisions: 0 }],
  ["blackboard", { rounds: 1, entries: 2, carry: "all" }],
  ["independent", { steps: 1 }],
  ["centralised", { rounds: 1, steps: 2 }],
  ["decentralised", { rounds: 1 }],
  ["hybrid", { rounds: 3, peers: 7 }],
  ["ledger-hub", { seats: "mixed", rounds: 4, summarise: false }],
  ["ledger-hub", { check: false, rounds: 2, size: { tasks: 1, entry: 200, notes: 1 } }],
];

for (const [name, options] of variants) {
  test(`${name} ${JSON.stringify(options)} meets every conformance case`, async () => {
    const kind = topologyKinds.find((kind) => kind.name === name);
    // Sixty-four members are met with the defaults; here they would only take time.
    for (const situation of topologyCases.filter(({ members }) => members < 64)) {
      const { desk, task, calls, spent, events } = teamOf(situation.members, (ask, name) => saysIn(situation, Number(name.slice(1)))(ask), {
        verifier: () => ({ ok: true, passed: situation.passes ?? true, score: 0, why: "checked" }),
        ...defined({ terms: situation.terms, budget: situation.budget }),
      });
      const result = await openTopology(name, options).solve(task, desk);
      const where = `${situation.name}: ${JSON.stringify(result).slice(0, 200)}`;
      if (situation.outcome !== "either") assert.equal(result.ok, situation.outcome === "answer", where);
      if (result.ok) assert.ok(result.text.trim() !== "" && result.by !== "", where);
      assert.equal(
        spent(),
        events().reduce((sum, { fact }) => sum + (fact.type === "call" ? fact.cost : 0), 0),
        where,
      );
      assert.ok(spent() <= (situation.budget ?? Infinity), where);
      if (situation.countsCalls !== true) continue;
      const { least, most } = kind?.calls(situation.members, desk.terms, options) ?? { least: 0, most: 0 };
      assert.ok(least <= calls() && calls() <= most, `${where}: ${calls()} calls, stated ${least} to ${most}`);
    }
  });
}
