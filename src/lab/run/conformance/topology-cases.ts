import assert from "node:assert/strict";
import { fakeDesk } from "../../../calls/fake-desk.ts";
import { fake } from "../../../models/index.ts";
import { foreignTopology, saysIn, type TopologyCase, topologyCases, type TopologyKind } from "../../../topologies/index.ts";
import type { Case } from "./case.ts";
import { defined } from "../../../util/defined.ts";

/** The situations that every topology must meet with a defined outcome, beside what it says of itself. */
export function topologyCasesOf(kind: TopologyKind): readonly Case[] {
  return [
    {
      name: "it says in words what it is, what it costs and who sees what",
      run: () => {
        for (const field of ["gist", "description", "formula", "sees"] as const)
          assert.ok(typeof kind[field] === "string" && kind[field].trim() !== "", `${field} is empty`);
      },
    },
    { name: "it is made without options", run: () => void kind.make() },
    ...topologyCases.map((situation) => ({ name: `it meets ${situation.name}`, run: () => meets(kind, situation) })),
  ];
}

async function meets(kind: TopologyKind, situation: TopologyCase): Promise<void> {
  const names = Array.from({ length: situation.members }, (_, index) => `m${index}`);
  const members = names.map((name, index) => [name, fake(saysIn(situation, index), { id: `fake/${name}`, family: `family-${index}` })]);
  const passed = situation.passes ?? true;
  const room = fakeDesk({
    members: Object.fromEntries(members),
    verifier: () => ({ ok: true, passed, score: passed ? 1 : 0, why: "checked" }),
    ...defined({ terms: situation.terms, budget: situation.budget }),
  });
  const made = kind.make();
  const result = await foreignTopology(made.name, (task, desk) => made.solve(task, desk)).solve(room.task, room.desk);
  if (!result.ok) {
    assert.notEqual(result.failure.code, "function", result.failure.message);
    assert.ok(result.failure.message !== "", "a failure without words");
  } else assert.ok(result.text.trim() !== "" && result.by !== "", "an answer without a text or an author");
  if (situation.outcome !== "either")
    assert.equal(result.ok ? "answer" : "failure", situation.outcome, JSON.stringify(result).slice(0, 200));
  const calls = room.events().filter(({ fact, span }) => fact.type === "call" && !span.includes(":verify"));
  if (situation.budget !== undefined) assert.ok(room.spent() <= situation.budget, "it spent more than its budget");
  if (situation.countsCalls !== true) return;
  const { least, most } = kind.calls(situation.members, room.desk.terms);
  assert.ok(calls.length >= least && calls.length <= most, `${calls.length} calls; stated are ${least} to ${most} (${kind.formula})`);
}
