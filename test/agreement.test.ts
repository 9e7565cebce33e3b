import assert from "node:assert/strict";
import { test } from "node:test";
import { firstScreen, html, markdown, terminal } from "../src/report/index.ts";
import { findingOf } from "../src/report/findings.ts";
import { netValueWords } from "../src/report/net-value-words.ts";
import { sentence } from "../src/report/sentence.ts";
import { type About, summarize, type TrialRow } from "../src/statistics/index.ts";
import type { Summary } from "../src/summary.ts";
import { noUsage } from "../src/util/money.ts";
import { stream } from "../src/util/random.ts";

const about: About = {
  run: "r",
  experiment: "e",
  world: "simulated",
  seed: "s",
  digest: "d",
  wallMs: 1,
  repetitions: 1,
  state: "done",
  draws: 2_000,
};

const states = [
  { scored: true, passed: true },
  { scored: true, passed: false },
  { state: "failed", answered: false, scored: false, passed: false, failure: { code: "timeout", message: "late" } },
  { state: "failed", answered: false, scored: false, passed: false, failure: { code: "refused", message: "no" } },
  { state: "unfilled", answered: false, scored: false, passed: false, unfilled: "no bid" },
  { answered: true, scored: false, passed: false, gradeFailure: "unknown" },
] as const;

/** A trial with one of these outcomes, and a score of its own where it is scored. */
function trial(
  topology: string,
  task: number,
  repetition: number,
  outcome: (typeof states)[number],
  score: number,
  cost: number,
): TrialRow {
  const id = `t${String(task).padStart(3, "0")}`;
  return {
    trial: `${topology}/${id}/${repetition}`,
    topology,
    task: id,
    category: `c${task % 3}`,
    repetition,
    state: "answered",
    answered: true,
    score: outcome.scored ? score : 0,
    cost,
    gradeCost: 0,
    winningCost: cost,
    ms: 1,
    calls: 1,
    usage: noUsage,
    byPurpose: {},
    byMember: {},
    awards: {},
    attempts: 1,
    outcomes: [],
    guards: 0,
    flags: {},
    ...outcome,
  };
}

/** Trials of 2 to 10 topologies on 2 to 45 tasks, repeated as often as chance says, with differences from none to large and costs from even to wild. */
function drawn(seed: string): TrialRow[] {
  const next = stream(seed);
  const topologies = 2 + Math.floor(9 * next());
  const tasks = 2 + Math.floor(44 * next() ** 2);
  const most = 1 + Math.floor(3 * next());
  const spread = next() < 0.3 ? 0 : 0.8 * next();
  const wild = next();
  const skills = Array.from({ length: topologies }, () => 0.1 + 0.8 * (0.5 + spread * (next() - 0.5)));
  const prices = skills.map(() => 1e6 * (1 + 9 * next()));
  return Array.from({ length: tasks }, (_, task) => task).flatMap((task) => {
    const [hard, repetitions] = [next(), 1 + Math.floor(most * next())];
    return skills.flatMap((skill, i) =>
      Array.from({ length: repetitions }, (_, repetition) => {
        const passes = next() < (skill + hard) / 2;
        const outcome = states[passes ? 0 : 1 + Math.floor(5 * next() ** 2)] ?? states[1];
        const score = passes ? 0.7 + 0.3 * next() : 0.7 * next();
        return trial(`t${i}`, task, repetition, outcome, score, Math.round((prices[i] ?? 1) * (1 + wild * (1 / (0.02 + next()) - 1))));
      }),
    );
  });
}

function within(ci: readonly (number | null)[] | null | undefined, value: number | null | undefined, what: string): void {
  if (ci === null || ci === undefined || value === null || value === undefined) return;
  const [low, high] = ci;
  assert.ok(
    (low ?? Number.NEGATIVE_INFINITY) <= value + 1e-9 && value - 1e-9 <= (high ?? Infinity),
    `${what}: ${value} in ${ci.join(" to ")}`,
  );
}

function figuresAgree(summary: Summary): void {
  const byName = new Map(summary.topologies.map((row) => [row.name, row]));
  for (const row of summary.topologies) {
    within(row.passRateCi, row.passRate, `pass rate of ${row.name}`);
    within(row.passRateBounds, row.passRate, `bounds of ${row.name}`);
    within(row.meanScoreCi, row.meanScore, `score of ${row.name}`);
    within(row.meanScoreBounds, row.meanScore, `bounds of the score of ${row.name}`);
    for (const [name, { pooledRate, pooledCi }] of Object.entries(row.byCategory)) within(pooledCi, pooledRate, `${row.name} at ${name}`);
  }
  within(summary.leader?.passRateCi, byName.get(summary.leader?.name ?? "")?.passRate, "leader");
  for (const row of summary.comparisons) {
    const what = `${row.metric} of ${row.a} less ${row.b}`;
    within(row.ci, row.difference, what);
    const [a, b] = [byName.get(row.a), byName.get(row.b)];
    const of = (one: typeof a): number | null | undefined =>
      ({ passed: one?.passRate, score: one?.meanScore, cost: one?.cost.perTrial, value: one?.netValue })[row.metric];
    assert.ok(
      Math.abs((of(a) ?? Number.NaN) - (of(b) ?? Number.NaN) - row.difference) < 1e-9,
      `${what}: the rows of the table differ by another amount`,
    );
  }
  for (const { a, b, ci, rate } of summary.exchange ?? []) {
    within(ci, rate, `price of ${a} beside ${b}`);
    assert.ok(
      (byName.get(a)?.passRate ?? 0) > (byName.get(b)?.passRate ?? 0) &&
        (byName.get(a)?.cost.perTrial ?? 0) > (byName.get(b)?.cost.perTrial ?? 0),
    );
  }
}

/** The names in a list of words such as `a, b and c`. */
const namesIn = (words: string | undefined): string[] => words?.match(/t\d+/g) ?? [];

function sentenceAgrees(summary: Summary): void {
  const told = sentence(summary);
  const rates = new Map(summary.topologies.map(({ name, passRate }) => [name, passRate ?? 0]));
  assert.deepEqual(new Set(namesIn(told.replaceAll(/`[^`]*`/g, ""))), new Set(rates.keys()), told);
  const leader = /(t\d+) passed/.exec(told)?.[1] ?? assert.fail(told);
  assert.equal(rates.get(leader), Math.max(...rates.values()), told);
  const compared = summary.comparisons.filter(({ metric, a, b }) => metric === "passed" && (a === leader || b === leader));
  assert.equal(compared.length, rates.size - 1, "the leader is compared with every other");
  const finding = (name: string): string => {
    const row = compared.find(({ a, b }) => a === name || b === name) ?? assert.fail(name);
    return findingOf(row) === "not distinguishable" ? "open" : row.difference > 0 === (row.a === leader) ? "beaten" : "ahead";
  };
  const beaten = namesIn(/clearly more than ([^;.]*)/.exec(told)?.[1]);
  const open = namesIn(/cannot tell it from ([^;.]*)/.exec(told)?.[1]);
  assert.deepEqual(new Set([...beaten, ...open, leader]), new Set(rates.keys()), told);
  for (const name of beaten) assert.equal(finding(name), "beaten", told);
  for (const name of open) assert.equal(finding(name), "open", told);
  for (const name of namesIn(/as many as ([^;.]*)/.exec(told)?.[1])) assert.equal(rates.get(name), rates.get(leader), told);
}

/** Every `62% (48 to 75)`, `+4.4 points (-6.6 to +15)` and `+$0.02 (+$0.01 to +$0.03)` of a text. */
function printedAgree(text: string): number {
  let found = 0;
  const plain = text.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  const size = String.raw`([-+]?\$?[\d.]+)`;
  for (const [whole, ...ends] of plain.matchAll(new RegExp(`${size}(?:%| points)? \\((?:95% interval )?${size} to ${size}`, "g"))) {
    const [value = Number.NaN, low = 0, high = 0] = ends.map((end) => Number(end.replace("$", "").replace("+", "")));
    assert.ok(low <= value && value <= high, whole);
    found += 1;
  }
  return found;
}

test("on random experiments every mean lies in its interval, rows and table say the same, and every sentence agrees with them and leaves out nobody", () => {
  let printed = 0;
  for (let world = 0; world < 120; world++) {
    const rows = drawn(`agreement ${world}`);
    const topologies = [...new Set(rows.map(({ topology }) => topology))];
    const worth = world % 3 === 0 ? { worth: 2e7 } : {};
    const summary = summarize(rows, { ...about, topologies, ...worth, pooling: world % 10 === 0 });
    figuresAgree(summary);
    if (summary.topologies.every(({ passed }) => passed === 0)) continue;
    sentenceAgrees(summary);
    for (const words of netValueWords(summary)) assert.deepEqual(new Set(namesIn(words)), new Set(topologies), words);
    const screen = firstScreen([{ summary, note: "", gists: new Map(), remarks: [] }], { color: false, width: 100, footer: [] });
    for (const text of [screen, terminal(summary), markdown(summary), html([{ title: "e", note: "", summary }])])
      printed += printedAgree(text);
  }
  assert.ok(printed > 1_000, String(printed));
});

test("a trial without a score in place of any other raises no pass rate, no score and no bound from below", () => {
  for (let world = 0; world < 40; world++) {
    const rows = drawn(`abstain ${world}`);
    const next = stream(`abstain ${world}`);
    const shy = rows.map((row) => {
      if (row.topology !== "t0" || next() < 0.6) return row;
      const { gradeFailure: _, failure: __, unfilled: ___, ...plain } = row;
      return { ...plain, state: "answered" as const, answered: true, score: 0, ...(states[2 + Math.floor(4 * next())] ?? states[2]) };
    });
    const [before, after] = [rows, shy].map((some) =>
      summarize(some, { ...about, pooling: false }).topologies.find(({ name }) => name === "t0"),
    );
    for (const figure of ["passRate", "meanScore"] as const) assert.ok((after?.[figure] ?? 1) <= (before?.[figure] ?? 0) + 1e-12);
    assert.ok((after?.passRateBounds?.[0] ?? 0) <= (before?.passRateBounds?.[0] ?? before?.passRate ?? 0) + 1e-12);
    assert.equal(after?.rated, before?.rated);
  }
});
