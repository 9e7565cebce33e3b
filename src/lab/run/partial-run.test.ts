import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, firstScreen, html, json, markdown, sentence, terminal } from "../../report/index.ts";
import { summarize, trialsOf, trialView } from "../../statistics/index.ts";
import { summarySchema } from "../../summary.ts";
import type { Event, Fact } from "../../types.ts";

const planned = { solo: 2, market: 3, hub: 4 };
const one = (topology: string, task: string, passed: boolean): Event[] => {
  const facts: Fact[] = [
    { type: "trial-start", topology, task, category: "c", repetition: 0 },
    { type: "trial-end", state: "answered", cost: 0, ms: 1, answer: "a", by: "m" },
    { type: "grade", grader: "exact", scored: true, passed, score: Number(passed), why: "", cost: 0 },
  ];
  return facts.map((fact, seq) => ({ seq, trial: `${topology}/${task}/0`, span: "", at: 0, fact, hash: "" }));
};
const rows = trialsOf(
  [...one("solo", "t1", true), ...one("solo", "t2", false), ...one("market", "t1", true)].reduce(
    (state, event) => trialView.step(state, event),
    trialView.start,
  ),
);
const about = { run: "r", experiment: "e", world: "live" as const, seed: "s", repetitions: 1, digest: "d", wallMs: 1, planned };
const names = ["solo", "market", "hub"];

test("an unfinished run has a row for each topology and says everywhere how many of its trials have ended", () => {
  const progress = { finished: 3, planned: 9, lost: 0 };
  const summary = summarize(rows, { ...about, topologies: names, progress });
  assert.deepEqual(
    summarySchema.parse(JSON.parse(json(summary))).topologies.map((row) => [row.name, row.trials, row.planned, row.passRate]),
    [
      ["solo", 2, undefined, 0.5],
      ["market", 1, 3, 1],
      ["hub", 0, 4, null],
    ],
  );
  assert.match(
    sentence(summary),
    /so far: solo passed 1 of 2 and market passed 1 of 1 \(1 of 3 trials ended\); .* No trial of hub has ended\./,
  );
  const screen = firstScreen([{ summary, note: "", gists: new Map(), remarks: [] }], { color: false, width: 80, footer: [] });
  for (const text of [terminal(summary, { width: 80 }), screen, markdown(summary)]) {
    assert.match(text, /ended/);
    assert.match(text, /market[ |]+1 of 3/);
    assert.match(text, /hub[ |]+0 of 4/);
    assert.doesNotMatch(text, /NaN|Infinity|undefined/);
  }
  const page = html([{ title: "e", note: "", summary }]);
  assert.match(page, /hub<\/th><td data-title="ended">0 of 4/);
  assert.doesNotMatch(page, /NaN|Infinity|undefined/);
  const [head = [], ...lines] = csv(summary)
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const cell = (line: readonly string[], name: string) => line[head.indexOf(name)];
  assert.deepEqual(
    lines.map((line) => [cell(line, "topology"), cell(line, "trials"), cell(line, "planned")]),
    [
      ["solo", "2", "2"],
      ["market", "1", "3"],
      ["hub", "0", "4"],
    ],
  );
});

test("a finished run has rows of what was run alone, and no column of what has ended", () => {
  const summary = summarize(rows, { ...about, topologies: names, progress: { finished: 3, planned: 3, lost: 0 } });
  assert.deepEqual(
    summary.topologies.map(({ name, planned: more }) => [name, more]),
    [
      ["solo", undefined],
      ["market", undefined],
    ],
  );
  assert.doesNotMatch(terminal(summary), /ended: trials/);
});
