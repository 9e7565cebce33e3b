import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { netValueWords } from "./net-value-words.ts";

/** The first gives most; of the others each has its lead over that one and the p of it. */
function run(others: readonly (readonly [name: string, lead: number, p: number])[]): Summary {
  const row = (name: string, netValue: number): TopologyRow =>
    ({ name, netValue, passRate: 0.5, cost: { perTrial: 1 } }) as unknown as TopologyRow;
  const comparisons = others.map(([b, difference, p]): ComparisonRow => {
    return { a: "best", b, metric: "value", difference, ci: null, p, pHolm: p, tasks: 200, minDetectable: null };
  });
  return {
    value: 0.05,
    tasks: 200,
    comparisons,
    topologies: [row("best", 1), ...others.map(([name, lead]) => row(name, 1 - lead))],
  } as unknown as Summary;
}

test("of many that one clearly beats, the strongest few are named on the screen and the rest counted; the report names all", () => {
  const others = Array.from({ length: 20 }, (_, i) => [`t${i}`, 0.01 + i / 1000, i === 7 ? 0.0001 : 0.001] as const);
  const close = [["near", 0.001, 0.4]] as const;
  const [line = ""] = netValueWords(run([...others, ...close]), 3);
  // t7 has the smallest p; of the rest, all of one p, t19 and t18 are beaten by most.
  assert.equal(
    line,
    "At $0.0500 per right answer best gives most, $1.00 per task; that is clearly more than t7 (+$0.017, p < 0.001), t19 (+$0.029, p = 0.001), t18 (+$0.028, p = 0.001) and 17 others (in the report); 200 tasks cannot tell it from near (+$0.0010, p = 0.40).",
  );
  const [whole = ""] = netValueWords(run([...others, ...close]));
  for (const [name] of others) assert.ok(whole.includes(`${name} (`), name);
  // One more than are named is named too: a name is no longer than its count.
  assert.ok(!(netValueWords(run(others.slice(0, 4)), 3)[0] ?? "").includes("other"));
});
