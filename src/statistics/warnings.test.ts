import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary, TopologyRow } from "../summary.ts";
import { byTopology } from "./by-task.ts";
import { row } from "./fixtures/row.ts";
import { topologyRow } from "./topology-row.ts";
import type { OddCall, TrialRow } from "./trial-row.ts";
import { warningsOf } from "./warnings.ts";

const unanswered = { answered: false, scored: false, passed: false, score: 0 } as const;
const failed = (code: NonNullable<TrialRow["failure"]>["code"], message: string, more: Partial<TrialRow> = {}): Partial<TrialRow> => ({
  ...unanswered,
  state: "failed",
  failure: { code, message },
  ...more,
});

/** Trials of each topology, one per task in the order given, and what is said of its row otherwise. */
type Kind = Partial<TrialRow>;
function warned(
  of: Readonly<Record<string, readonly Kind[]>>,
  rows: Readonly<Record<string, Partial<TopologyRow>>> = {},
  summary: Partial<Summary> = {},
): string[] {
  const trials = Object.entries(of).flatMap(([topology, kinds]) =>
    kinds.map((kind, i) => row({ topology, task: `t${String(i).padStart(3, "0")}`, ...kind })),
  );
  const topologies = byTopology(trials, Object.keys(of));
  const names = [...new Set([...Object.keys(of), ...Object.keys(rows)])];
  const table = names.map((name) => ({ ...topologyRow(name, topologies.get(name) ?? new Map(), {}), ...rows[name] }));
  const whole = { run: "R", tasks: 0, topologies: table, comparisons: [], repetitions: 1, ...summary } as unknown as Summary;
  return warningsOf(whole, topologies);
}
const times = (n: number, kind: Kind = {}): Kind[] => Array.from({ length: n }, () => kind);

test("few tasks are told from one to 29", () => {
  const said = [0, 1, 29, 30].map((tasks) => warned({ a: times(2) }, {}, { tasks }));
  const words = "few: only large differences between topologies can show.";
  assert.deepEqual(said, [[], [`1 task is ${words}`], [`29 tasks are ${words}`], []]);
});

test("each way to lose a trial is told with its topologies, its count and what was said most often", () => {
  assert.deepEqual(
    warned(
      {
        a: [...times(6), failed("provider", "down"), failed("provider", "down"), failed("rate", "slow")],
        b: [...times(6), failed("provider", "slow"), failed("provider", "slow"), failed("provider", "down")],
      },
      { a: { cost: { ...topologyRow("a", new Map(), {}).cost, unrated: 0 } } },
    ),
    // Three each: the first in the alphabet, in no more than half.
    [
      "Lost for the provider's or the network's reasons; without a result until they are asked again: a 3 of 9 trials, b 3 of 9 trials. For example: down",
    ],
  );
  assert.deepEqual(warned({ a: [...times(60), failed("function", "x".repeat(301))], b: times(61) }), [
    `Ended by an error in a function of your own; without a result until that is mended: a 1 of 61 trials. Mostly: ${"x".repeat(300)}`,
  ]);
  assert.deepEqual(warned({ a: [{ ...unanswered, state: "unfilled", unfilled: "no-bid" }] }), [
    "Left unfilled, which counts as not passed with a score of 0: a 1 of 1 trial.",
  ]);
  assert.deepEqual(warned({ a: [failed("malformed", "empty"), ...times(2)] }), [
    "Without an answer that can be used (an empty text, reasoning alone, another form), which counts as not passed with a score of 0: a 1 of 3 trials. Mostly: empty",
  ]);
});

test("trials without a score are told by reason, with the pass rate had they passed, and whom they could have put first", () => {
  const late = failed("timeout", "late");
  assert.deepEqual(
    warned({
      a: [...times(2), ...times(2, { passed: false })],
      b: [{}, late, late, failed("refused", "no"), failed("malformed", "cut", { flags: { truncated: 1 } })],
    }),
    [
      "Without a score, which counts as not passed with a score of 0: b 4 of 5 trials (2 took too long, 1 cut at the output cap, 1 refused; a pass rate of 20%, and 100% had they passed). For example: late",
      "Had their trials without a score passed, b would pass more than a: what is said of passes rests on counting them as not passed.",
    ],
  );
  assert.deepEqual(warned({ a: [{}, {}, late], b: [{}, {}, { passed: false }] }), [
    "Without a score, which counts as not passed with a score of 0: a 1 of 3 trials (took too long; a pass rate of 67%, and 100% had they passed). Mostly: late",
  ]);
  // As many as the first is not more; a bound is passed over, and so is who has no rate.
  const half = warned(
    { a: [{}, { passed: false }], b: [late, { passed: false }], lost: [failed("provider", "gone")], truth: times(2) },
    { truth: { bound: true }, lost: { cost: { ...topologyRow("a", new Map(), {}).cost, unrated: 0 } } },
  );
  assert.ok(
    half.every((line) => !line.startsWith("Had their")),
    half.join("\n"),
  );
  const two = warned({ a: [{}, { passed: false }, { passed: false }], b: [late, late, { passed: false }], c: [late, late, late] }).filter(
    (line) => line.startsWith("Had their"),
  );
  assert.deepEqual(two, [
    "Had their trials without a score passed, b, c would pass more than a: what is said of passes rests on counting them as not passed.",
  ]);
  const all = warned({
    a: [
      { ...unanswered, state: "budget", calls: 0 },
      failed("unsupported", "u"),
      { ...unanswered, state: "censored" },
      { ...unanswered, answered: true },
      { ...unanswered, answered: true, gradeFailure: "timeout" },
      failed("provider", "gone", { givenUp: true }),
    ],
  });
  assert.match(
    all[0] ?? "",
    /\(1 asked for more than a model takes, 1 not finished by the sandbox, 1 the grader could not tell, 1 cut off, outcome unknown, 1 no money for a single call, 1 lost to the provider, the network or the sandbox each time they were asked, and given up by `resume --give-up`; a pass rate of 0%, and 100% had they passed\)/,
  );
});

test("what a replay could not tell, unread answers, overruled and unquoted verdicts, ends by budget and open money have their words", () => {
  assert.deepEqual(
    warned(
      { a: times(1) },
      {
        a: { replay: { state: "cannot be replayed", lost: 3, of: 3, why: "W" } },
        b: { replay: { state: "tasks lost", lost: 2, of: 5, why: "V" } },
      },
    ),
    ["a cannot be replayed and is in no comparison: W", "b lost 2 of 5 tasks, so its figures are of the other 3 and it leads nothing: V"],
  );
  assert.deepEqual(warned({ a: times(2), b: [{}, { passed: false, unreadable: true }, { passed: false, unreadable: true }] }), [
    "Answers that no reader could read, which count as not passed: b 2 of 3 answers (66.7%). Read one with `catallaxy show R b/t001/0`.",
  ]);
  assert.deepEqual(warned({ a: times(1) }, {}, { overruled: { j: 1, k: 2 }, unquoted: { q: 2 } }), [
    "Overruled, because a criterion was found met without a quote that occurs in the answer: j 1 verdict, k 2 verdicts. Those criteria count as not met.",
    "No quote, where a criterion was found met and one was optional: q 2 verdicts. Those criteria count as met; a criterion's `evidence: quote` asks for one.",
  ]);
  const ended = warned(
    { a: times(3) },
    { a: { endedByBudget: 3, unasked: 1 }, b: { trials: 4, endedByBudget: 1, unasked: 1 }, c: { trials: 1, endedByBudget: 1 } },
  );
  assert.deepEqual(ended, ["Ended by a budget; the best answer so far stands where there was one: a 2 of 3 trials, c 1 of 1 trial."]);
  const { cost } = topologyRow("a", new Map(), {});
  assert.deepEqual(warned({ a: times(1) }, { a: { cost: { ...cost, total: 3, unrated: 1.5 } }, b: { cost: { ...cost, total: 2 } } }), [
    "Cost of trials without a result yet, left out of $/task and $/pass: a $1.50 of $3.00.",
  ]);
});

test("losses to the provider that differ by more than 2 points between topologies are told, those of the user's functions left out", () => {
  const gone = failed("provider", "gone");
  const uneven = (of: Readonly<Record<string, readonly Kind[]>>): boolean =>
    warned(of).some((line) => line.startsWith("Trials lost to the provider or the network differ by more than 2 points"));
  assert.equal(uneven({ a: [...times(49), gone], b: times(50) }), false);
  assert.equal(uneven({ a: [...times(47), gone, gone], b: times(50), c: [...times(48), gone, gone] }), true);
  assert.equal(uneven({ a: [...times(8), gone, gone], b: [...times(8), gone, gone] }), false);
  assert.equal(uneven({ a: [...times(8), failed("function", "f"), failed("function", "f")], b: times(10) }), false);
  assert.equal(uneven({ a: [gone] }), false);
  assert.equal(
    warned({ a: [gone, gone, {}] }, { none: { trials: 0 } }).some((line) => line.startsWith("Trials lost")),
    false,
  );
});

test("odd calls are counted once each, by topology where not all have them, with money where it is in doubt", () => {
  const odd = (call: string, flag: string, cost: number, more: Partial<OddCall> = {}): OddCall => ({
    call,
    flags: new Set([flag]),
    cost: cost * 1e9,
    ...more,
  });
  assert.deepEqual(
    warned({ a: [{ odd: [odd("1", "overrun", 1), odd("2", "overrun", 2)] }], b: [{ odd: [odd("2", "overrun", 2)] }], c: [{}] }),
    [
      "Calls billed above their quote; later calls of their models were held at as much more: a 2, b 1 (2 in all trials: topologies share some); $3.00 is charged for them.",
    ],
  );
  assert.deepEqual(warned({ a: [{ odd: [odd("1", "price-differs", 2, { computed: 3e9 }), odd("3", "price-differs", 2)] }] }), [
    "Calls whose provider states a cost more than 1% away from the price book's: 2 in all trials; $4.00 is charged for them, as stated; the price book makes it $3.00.",
  ]);
  assert.deepEqual(warned({ a: [{ odd: [odd("1", "cut", 2)] }], b: times(1) }), ["Answers too long to be kept whole: a 1."]);
  assert.deepEqual(
    warned({
      a: [{ odd: [odd("1", "odd-end", 2, { words: ["odd-end=x", "unpriced-tier=y"] }), odd("2", "odd-end", 2, { words: ["odd-end=x"] })] }],
    }),
    ["Replies that ended for a reason that ends no answer or is not known; what came stands (x): 2 in all trials."],
  );
  const doubtful = [
    "outcome-unknown",
    "no-usage",
    "inconsistent-usage",
    "overrun",
    "price-differs",
    "cost-stated",
    "cost-unread",
    "cost-contradicted",
    "unpriced-tier",
    "total-above-parts",
    "usage-contradicted",
    "cost-assumed",
  ];
  for (const flag of [...doubtful, "settled-later", "truncated", "context-full", "ignored-seed", "bid-cost-assumed", "no-end"])
    assert.equal(warned({ a: [{ odd: [odd("1", flag, 2)] }] })[0]?.includes("$2.00 is charged"), doubtful.includes(flag), flag);
});
