import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { advice, preferred } from "./advice.ts";

/** A comparison's share of passes, its adjusted p, and its own interval where it has one. */
type Pair = readonly [a: string, b: string, passes: number, pPasses: number, cost: number, pCost: number, ci?: [number, number]];

/** Topologies by pass rate and dollars per task, the first the baseline, and of pairs what was shown. */
function run(rows: Readonly<Record<string, readonly [passRate: number, perTrial: number]>>, pairs: readonly Pair[]): Summary {
  const topologies = Object.entries(rows).map(([name, [passRate, perTrial]]) => {
    const cost = {
      total: 0,
      perTrial,
      perPass: perTrial / passRate,
      p95: 0,
      overheadShare: 0,
      byPurpose: {},
      byMember: {},
      cold: 0,
      warm: 0,
    };
    return {
      name,
      trials: 200,
      attempted: 200,
      passed: Math.round(200 * passRate),
      passRate,
      passRateCi: null,
      cost,
    } as unknown as TopologyRow;
  });
  const comparisons = pairs.flatMap(([a, b, passes, pPasses, money, pCost, ci = null]): ComparisonRow[] => {
    const of = (metric: "passed" | "cost", difference: number, p: number): ComparisonRow => {
      return { a, b, metric, difference, ci: metric === "passed" ? ci : null, p, pHolm: p, tasks: 200, minDetectable: null };
    };
    return [of("passed", passes, pPasses), of("cost", money, pCost)];
  });
  return { experiment: "e", world: "live", tasks: 200, repetitions: 1, topologies, comparisons, warnings: [] } as unknown as Summary;
}
const shown = 0.001;
const hidden = 0.5;

test("each worth of a right answer has the one that was shown to give most there, and what ends nobody was shown for is joined", () => {
  // Turns by hand: council over prompt (.142 - .0445) / (.875 - .75) = .78; prompt over solo .0281 / .14 = .2007; solo over
  // weak-council (.0164 - .0014) / (.61 - .23) = .03947; the first pays from .00017 / .135 = .001259 on. That weak-council passes more
  // than weak was not tested, so where the one gives way to the other is not told.
  const summary = run(
    { solo: [0.61, 0.0164], prompt: [0.75, 0.0445], council: [0.875, 0.142], weak: [0.135, 0.00017], "weak-council": [0.23, 0.0014] },
    [
      ["prompt", "solo", 0.14, shown, 0.0281, shown],
      ["council", "solo", 0.265, shown, 0.1256, shown],
      ["weak", "solo", -0.475, shown, -0.01623, shown],
      ["weak-council", "solo", -0.38, shown, -0.015, shown],
      ["council", "prompt", 0.125, shown, 0.0975, shown],
    ],
  );
  assert.deepEqual(advice(summary), [
    "Use council when a right answer is worth more than $0.780: it passes 27 points more than solo.",
    "Use prompt when a right answer is worth between $0.201 and $0.780: it passes 14 points more than solo.",
    "Use weak or weak-council when a right answer is worth between $0.00126 and $0.0395: they pass 48 and 38 points fewer than solo; which of them at what worth, 200 tasks cannot tell.",
    "Use solo when a right answer is worth between $0.0395 and $0.201: nothing else was shown to be better in one respect and no worse in the other.",
  ]);
});

test("a threshold that rests on a difference in passes that was not shown is left out, and who leads by figures alone is told as such", () => {
  // thirds passes .17 points more than retry: (.0596 - .0313) / .0017 = $16.65, a worth that one trial in 600 decides.
  const figures = { solo: [0.6, 0.0189], retry: [0.7183, 0.0313], thirds: [0.72, 0.0596] } as const;
  const both: Pair[] = [
    ["retry", "solo", 0.1183, shown, 0.0124, shown],
    ["thirds", "solo", 0.12, shown, 0.0407, shown],
  ];
  const lines = advice(run(figures, [...both, ["thirds", "retry", 0.0017, hidden, 0.0283, shown]]));
  assert.ok(!lines.join(" ").includes("$16."), lines.join("\n"));
  assert.match(lines[0] ?? "", /^Use retry or thirds when a right answer is worth more than \$0\.105: /);
  // Beside one that was shown better outright they are left out altogether.
  const better = advice(
    run({ solo: [0.6, 0.0189], lots: [0.7183, 0.0165], thirds: [0.72, 0.0596] }, [
      ["lots", "solo", 0.1183, shown, -0.0024, shown],
      ["thirds", "solo", 0.12, shown, 0.0407, shown],
      ["thirds", "lots", 0.0017, hidden, 0.0431, shown],
    ]),
  );
  assert.deepEqual(better.length, 1);
  assert.match(better[0] ?? "", /^Use lots when money counts/);
  const alone = advice(
    run({ solo: [0.6, 0.02], dear: [0.7, 0.04], dearer: [0.72, 0.08], weak: [0.2, 0.001] }, [
      ["dear", "solo", 0.1, hidden, 0.02, shown],
      ["dearer", "solo", 0.12, shown, 0.06, shown],
      ["weak", "solo", -0.4, shown, -0.019, shown],
    ]),
  );
  // dear over solo .02 / .1 = $0.20; dearer over dear .04 / .02 = $2; dearer over solo .06 / .12 = $0.50; weak from .001 / .2 to .019 / .4.
  assert.deepEqual(alone, [
    "Use weak when a right answer is worth between $0.00500 and $0.0475: it passes 40 points fewer than solo.",
    "Use solo when a right answer is worth between $0.0475 and $0.500: nothing else was shown to be better in one respect and no worse in the other; dear costs more.",
    "Best by the figures alone, not shown: dear where a right answer is worth between $0.200 and $2.00 and dearer where a right answer is worth more than $2.00.",
  ]);
});

test("who costs less and passes fewer by its own interval is not marked, and it is told what it may give up", () => {
  const rows = { debate: [0.89, 0.0493], branching: [0.84, 0.0146] } as const;
  const pair = (ci: [number, number]): Summary => run(rows, [["branching", "debate", -0.05, 0.09, -0.0347, shown, ci]]);
  const told = pair([-0.095, -0.004]);
  assert.deepEqual([...preferred(told)], ["debate"]);
  const lines = advice(told);
  assert.equal(
    lines[0],
    "branching costs less than debate and passes 5.0 points fewer by its own interval (-9.5 to -0.4); among all comparisons that is not settled.",
  );
  assert.match(
    lines[1] ?? "",
    /^Use debate: nothing else was shown to be better in one respect without a sign of being worse in the other/,
  );
  assert.deepEqual([...preferred(pair([-0.095, 0.004]))], ["branching"]);
});
