import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Event } from "../types.ts";
import { saysIn, topologyCases } from "./cases.ts";
import { topologyKinds } from "./index.ts";
import { defined } from "../util/defined.ts";

const callsOf = (events: readonly Event[]) => events.filter(({ fact, span }) => fact.type === "call" && !span.includes(":verify"));

for (const kind of topologyKinds) {
  for (const situation of topologyCases) {
    test(`${kind.name} meets ${situation.name}`, async () => {
      const members = Object.fromEntries(
        Array.from({ length: situation.members }, (_, index) => [
          `m${index}`,
          fake(saysIn(situation, index), { id: `fake/m${index}`, family: `family-${index}` }),
        ]),
      );
      const room = fakeDesk({
        members,
        verifier: () => ({ ok: true, passed: situation.passes ?? true, score: situation.passes === false ? 0 : 1, why: "checked" }),
        ...defined({ terms: situation.terms, budget: situation.budget }),
      });
      const { desk, task } = room;
      const result = await kind.make().solve(task, desk);
      if (situation.outcome !== "either") assert.equal(result.ok, situation.outcome === "answer", JSON.stringify(result).slice(0, 300));
      if (result.ok) assert.ok(result.text.trim() !== "" && result.by !== "");
      else assert.ok(result.failure.message.length > 0);
      const booked = callsOf(room.events()).reduce((sum, { fact }) => sum + (fact.type === "call" ? fact.cost : 0), 0);
      assert.equal(room.spent(), booked);
      if (situation.budget !== undefined) assert.ok(room.spent() <= situation.budget);
      assert.ok(room.budget.left().cost >= 0);
      if (situation.countsCalls !== true) return;
      const made = callsOf(room.events()).length;
      const { least, most } = kind.calls(situation.members, desk.terms);
      assert.ok(made >= least && made <= most, `${made} calls; stated ${least} to ${most} (${kind.formula})`);
    });
  }
}
