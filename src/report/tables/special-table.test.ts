import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow } from "../../summary.ts";
import { judgeReportTable } from "./judge-report-table.ts";
import { ownTableText } from "./own-table-text.ts";
import { specialTable } from "./special-table.ts";

const difference = (metric: ComparisonRow["metric"], value: number, pHolm: number): ComparisonRow => ({
  a: "solo+retry",
  b: "solo",
  metric,
  difference: value,
  ci: [value - 0.05, value + 0.05],
  p: pHolm,
  pHolm,
  tasks: 40,
  minDetectable: 0.12,
});

test("a step of an ablation that adds passes and costs is told with its price per further right answer, an unclear one is not", () => {
  const step = { name: "solo+retry", over: "solo", change: "Retry after a failed verdict", perTask: 0.03 };
  const of = (passed: ComparisonRow, cost: ComparisonRow) =>
    specialTable({ kind: "ablation", tasks: 40, repetitions: 2, steps: [{ ...step, passed, cost }] });
  const clear = of(difference("passed", 0.2, 0.004), difference("cost", 0.01, 0.01));
  assert.deepEqual(clear.rows, [["solo+retry", "solo", "+20 (15 to 25) *", "$0.0300", "+$0.010 (-0.040 to 0.060) *"]]);
  // One cent more for 0.2 passes more: five cents each.
  assert.equal(
    clear.notes[1],
    "Retry after a failed verdict (beside solo): it adds 20.0 points (p = 0.004); it costs $0.0100 a task, $0.0500 for each further right answer.",
  );
  assert.equal(
    of(difference("passed", 0.2, 0.3), difference("cost", 0.01, 0.3)).notes[1],
    "Retry after a failed verdict (beside solo): no difference in passes that 40 tasks can tell (they would find 12.0 points); it costs neither clearly more nor less.",
  );
});

test("of a cost without an interval, and of passes of the same trials, no finding is told, not even of none", () => {
  const step = { name: "personas warm", over: "personas cold", change: "A warm prompt cache", perTask: 0.03 };
  const note = (passed: ComparisonRow, cost: ComparisonRow, more: { sameTrials?: true } = {}) => {
    const told = specialTable({ kind: "ablation", tasks: 40, repetitions: 2, steps: [{ ...step, passed, cost, ...more }] });
    return [told.notes[1], told.rows[0]?.[2]];
  };
  const open = { ...difference("cost", 0.018, 1), ci: null, p: null, pHolm: null };
  const adds = difference("passed", 0.315, 0.001);
  assert.match(
    note(adds, { ...open, noInterval: "uneven" })[0] ?? "",
    /; whether it costs more or less cannot be told: 40 tasks are too few for costs this uneven\.$/,
  );
  assert.match(note(adds, { ...open, noInterval: "too-few" })[0] ?? "", /cannot be told: 40 tasks are too few\.$/);
  assert.deepEqual(note(difference("passed", 0, 1), difference("cost", -0.00736, 0.001), { sameTrials: true }), [
    "A warm prompt cache (beside personas cold): the same trials, so the same passes; it saves $0.00736 a task.",
    "-",
  ]);
});

test("a market is told with its shares, a member alone without those of bids", () => {
  const figures = { passRate: 0.625, passRateCi: [0.5, 0.75] as const, perTask: 0.0125, unfilled: 0.015 };
  const market = { mechanism: "posted", bidding: "stated", ...figures, bids: 0.124, ofOracle: 0.456, lieGains: { mean: 0.1, most: 0.25 } };
  const alone = { mechanism: "solo-large", ...figures, bids: null, ofOracle: null, lieGains: null };
  const { title, rows } = specialTable({ kind: "bidding", simulated: true, rows: [market, alone] });
  assert.match(title, /\[SIMULATED\]$/);
  assert.deepEqual(rows, [
    ["posted", "stated", "63% (50-75)", "$0.0125", "12%", "45.6%", "1.5%", ".10 (.25)"],
    ["solo-large", "", "63% (50-75)", "$0.0125", "-", "-", "1.5%", "-"],
  ]);
});

test("who becomes cheaper under a cache, whose pass is cheapest and what one call ahead saved are told from the figures", () => {
  const notes = (counted: readonly { name: string; others: readonly string[] }[]) =>
    specialTable({
      kind: "caching",
      world: "simulated",
      rows: [],
      overtakings: { counted, warmed: [] },
      cheapest: [{ state: "cold", name: "solo", perPass: 0.02 }],
      warmFirst: [{ name: "council", without: 0.04, with: 0.01, wait: 2500 }],
    }).notes.slice(2);
  assert.deepEqual(notes([{ name: "council", others: ["solo", "market"] }]), [
    "The ranking changes once the cache is counted: council becomes cheaper than solo and market.",
    "The cheapest pass: cold solo's at $0.0200.",
    "warmFirst saved 75% in council, $0.0400 to $0.0100 per task, and took 2.5 s longer at the median.",
  ]);
  assert.match(notes([])[0] ?? "", /^The ranking by cost is the same/);
});

test("a verifier's false accepts are of what it accepted, and a rate at which retry never stops paying is told as none", () => {
  const row = { verifier: "noisy-50", topology: "market", passRate: 0.5, passRateCi: null, gain: -0.125, perTask: 0.01 };
  const { rows, notes } = specialTable({
    kind: "judges",
    simulated: false,
    rows: [{ ...row, counted: 40, accepted: 20, falseAccepts: 5 }],
    breakEven: {
      sensitivity: 0.9,
      gains: [{ falsePositive: 0.1, gain: 2_000_000, half: 1_000_000 }],
      measured: 0.44,
      byRescues: null,
      independent: 0.5,
      passRate: 0.6,
      worth: 1e8,
      cost: 1e7,
    },
  });
  assert.deepEqual(rows, [["noisy-50", "market", "50.0%", "-12.5", "$0.0100", "50%", "25.0% of 20"]]);
  assert.match(notes[1] ?? "", /10% of right ones rejected: 10%: \$0\.00200 \+-\$0\.00100\.$/);
  assert.match(notes[2] ?? "", /rate of 0\.44 as measured .*, none in \[0, 1\] by the closed form with/);
});

test("the best in hindsight has no regret, and topologies that are left out are counted", () => {
  const { rows, notes } = specialTable({
    kind: "shadow",
    shadowed: 3,
    tasks: 12,
    policies: [
      { policy: "hindsight", passRate: 1, cost: 1e7, surplus: 9e7 },
      { policy: "best-alone", name: "large", passRate: 0.5, cost: 2e7, surplus: 3e7, regret: { mean: 6e7, half: 1e7 } },
    ],
    topologies: { shown: 12, of: 14 },
    rescues: [{ member: "large", failed: 6, same: 0.25, other: undefined }],
    cost: 5e7,
  });
  assert.deepEqual(rows, [
    ["best in hindsight", "100.0%", "$0.0100", "$0.0900", "0"],
    ["always large (best alone)", "50.0%", "$0.0200", "$0.0300", "$0.0600 +-$0.0100"],
  ]);
  assert.match(notes[0] ?? "", /^The 12 of 14 topologies with the highest surplus/);
  assert.match(notes[2] ?? "", /large 25\.0% \/ - \(n 6\)\.$/);
});

test("a judge's shares stand with their intervals, and a table keeps to its width", () => {
  const share = { of: 8, rate: 0.125, interval: [0.02, 0.47] as const };
  const none = { of: 0, rate: null, interval: null };
  const judge = { judge: "rubric", verdicts: 16, falsePositive: share, falseNegative: none, abstained: none, kappa: { kappa: 0.5 } };
  const whole = { ...judge, trustOfPass: 0.8, perDoubling: null, ownFamily: { difference: 0.1 }, costPerVerdict: 2e6 };
  const together = { judges: [whole], alpha: { passed: null, score: null }, errorCorrelations: [] };
  const made = judgeReportTable({ verifiers: together, seats: { ...together, judges: [] }, swaps: [], ungraded: 1 });
  assert.deepEqual(made.rows, [["rubric", "16", "12.5% [2, 47]", "-", "-", "0.500", "80.0%", "-", "+10.0 points", "$0.00200"]]);
  assert.match(made.notes.at(-1) ?? "", /^1 verdict is on an answer .*: it counts for agreement alone\.$/);
  for (const line of ownTableText(made, 60).split("\n")) assert.ok(line.length <= 60, line);
});
