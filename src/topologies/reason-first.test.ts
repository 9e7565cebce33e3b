import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, JsonSchema } from "../types.ts";
import { teamOf } from "./fake-team.test.ts";
import { contrary, furtherOptions, obliging } from "./fixtures.ts";
import { openTopology, topologyKinds } from "./index.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** Texts in which a member thinks, and what such a text is to lead to (docs/protocols.md). */
const reasons = ["why", "problems", "plan", "view"];
const verdicts = ["passed", "score", "winner", "ranking", "member", "members", "kind", "p", "met", "done", "abstain", "next", "parts"];

async function shapesOf(name: string, chosen: object, answer: (ask: Ask) => ReturnType<typeof obliging>): Promise<JsonSchema[]> {
  const { desk, task, asked } = teamOf(3, answer, { verifier: () => ({ ok: true, passed: false, score: 0, why: "no" }) });
  await openTopology(name, chosen).solve(task, desk);
  return asked.flatMap(({ ask }) => {
    const wanted = wantedOf(ask);
    return wanted === undefined ? [] : [wanted];
  });
}

/** Each object of a shape, by the names of its properties in their order. */
function objectsIn(shape: JsonSchema): string[][] {
  const properties = (shape.properties ?? {}) as { [name: string]: JsonSchema };
  const inner = [
    ...Object.values(properties),
    ...[shape.items, ...((shape.anyOf ?? []) as JsonSchema[])].filter((one) => one !== undefined),
  ];
  const names = Object.keys(properties);
  return [...(names.length > 0 ? [names] : []), ...inner.flatMap((one) => objectsIn(one as JsonSchema))];
}

export function faultOf(names: readonly string[]): string | undefined {
  if (names.indexOf("why") > 0) return `"why" is not the first of ${names.join(", ")}`;
  const reason = names.findIndex((name) => reasons.includes(name));
  const verdict = names.findIndex((name) => verdicts.includes(name) && !reasons.includes(name));
  return reason >= 0 && verdict >= 0 && verdict < reason
    ? `"${names[verdict]}" before "${names[reason]}" in ${names.join(", ")}`
    : undefined;
}

const seen = new Set<string>();
for (const { name } of topologyKinds)
  test(`${name}: what a member reasons comes before what it decides`, async () => {
    for (const chosen of [{}, ...(furtherOptions.get(name) ?? [])])
      for (const answer of [obliging, contrary])
        for (const shape of await shapesOf(name, chosen, answer))
          for (const names of objectsIn(shape)) {
            seen.add(names.join());
            assert.equal(faultOf(names), undefined);
          }
  });

test("shapes of verifiers, routers, plans, splits, rankings and roles were among them, and a wrong order is found", () => {
  for (const wanted of ["why,passed", "why,member", "why,parts", "why,problems,passed", "why,ranking", "why,role,contribution,abstain"])
    assert.ok(seen.has(wanted), `${wanted} in ${[...seen].join(" | ")}`);
  assert.ok([...seen].some((names) => names.startsWith("why,") && names.endsWith(",kind")));
  assert.equal(faultOf(["passed", "why"]), '"why" is not the first of passed, why');
  assert.equal(faultOf(["score", "problems"]), '"score" before "problems" in score, problems');
  assert.equal(faultOf(["why", "passed"]), undefined);
});
