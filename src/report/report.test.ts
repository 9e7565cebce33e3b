import assert from "node:assert/strict";
import { test } from "node:test";
import type { BudgetCurve, ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import type { Event, Fact, Json } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { conversation } from "./conversation.ts";
import { csv, csvTable } from "./csv.ts";
import { dryRun } from "./dry-run.ts";
import { findingOf, frontierOf, verdictOf } from "./findings.ts";
import { duration, list, percent, points, pValue } from "./format.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { sentence } from "./sentence.ts";
import { table } from "./table.ts";
import { widthOf } from "./text.ts";
import { advice, preference, preferred } from "./advice.ts";
import { firstScreen } from "./first-screen.ts";
import { terminal } from "./terminal.ts";

function row(name: string, passRate: number, perTrial: number): TopologyRow {
  const byPurpose = { attempt: perTrial * 8, verdict: perTrial * 2 };
  return {
    name,
    trials: 10,
    attempted: 9,
    unfilled: 1,
    unscored: 0,
    infra: 0,
    passed: Math.round(passRate * 10),
    passRate,
    passRateCi: [Math.max(0, passRate - 0.2), Math.min(1, passRate + 0.2)],
    meanScore: passRate,
    meanScoreCi: null,
    cost: {
      total: perTrial * 10,
      perTrial,
      perPass: passRate === 0 ? null : perTrial / passRate,
      p95: perTrial * 2,
      overheadShare: 0.2,
      byPurpose,
      byMember: { large: perTrial * 10 },
      cold: perTrial * 10,
      warm: perTrial * 10,
    },
    spent: perTrial * 9,
    calls: 1234,
    tokens: { uncached: 1, cacheRead: 2, cacheWrite: 3, output: 4 },
    latencyMs: { p50: 1500, p95: 3000 },
    byCategory: {
      coding: { trials: 5, passed: 3, passRate: 0.6, meanScore: 0.6, cost: 1 },
      reasoning: { trials: 5, passed: 2, passRate: 0.4, meanScore: 0.4, cost: 1 },
    },
  };
}

function comparison(a: string, b: string, metric: ComparisonRow["metric"], difference: number, pHolm: number): ComparisonRow {
  return { a, b, metric, difference, ci: [difference - 0.1, difference + 0.1], p: pHolm, pHolm, tasks: 15, minDetectable: 0.24 };
}

const summary: Summary = {
  schema: 1,
  run: "run-1",
  experiment: "coase-hayek",
  world: "simulated",
  seed: "7",
  tasks: 15,
  repetitions: 1,
  topologies: [row("solo", 0.5, 0.01), row("hub", 0.5, 0.05), row("market", 0.9, 0.02)],
  comparisons: [
    comparison("hub", "solo", "passed", 0, 1),
    comparison("market", "solo", "passed", 0.4, 0.004),
    comparison("hub", "solo", "cost", 0.04, 0.001),
    comparison("market", "solo", "cost", 0.01, 0.2),
    comparison("market", "hub", "passed", 0.4, 0.3),
  ],
  routing: {},
  digest: "abcdef0123456789abcdef",
  wallMs: 2000,
  warnings: ["15 tasks are few."],
};

test("the terminal report names its world, keeps to 100 columns and colors only when told", () => {
  const text = terminal(summary);
  assert.match(text, /SIMULATED models/);
  assert.match(terminal({ ...summary, world: "recorded" }), /RECORDED outcomes of real models/);
  assert.ok(text.split("\n").every((line) => widthOf(line) <= 100));
  assert.ok(!text.includes("\u001b["));
  assert.ok(terminal(summary, { color: true }).includes("\u001b[32m"));
});

test("a long name gives way, the figures do not", () => {
  const long = { ...summary, topologies: [row("a".repeat(300), 0.5, 0.01), ...summary.topologies] };
  const lines = terminal(long).split("\n");
  assert.ok(lines.every((line) => widthOf(line) <= 100));
  assert.ok(lines.some((line) => line.includes("…") && line.includes("50% (30 to 70)")));
});

test("the report tells where the money went and what a cache makes of it, in 100 columns, and in a line where it makes nothing", () => {
  const plain = row("hub-spoke", 0.6, 0.1);
  const byOutcome = { won: 0.4, lost: 0.25, wasted: 0.003, coordination: 0.347, unrated: 0 };
  const told: TopologyRow = {
    ...plain,
    tokens: { uncached: 20, cacheRead: 60, cacheWrite: 20, output: 9 },
    cost: { ...plain.cost, byOutcome, cold: 1.5, idealised: 0.9, warm: 0.5, byMember: { ["a-very-long-member's-name"]: 0.9, other: 0.1 } },
  };
  const text = terminal({ ...summary, topologies: [told] }, { width: 100 });
  assert.match(text, /hub-spoke +40% +25% +<1% +35% +attempt 80%, verdict 20% +a-very-long-mem… 90%, other 10%/);
  assert.match(text, /hub-spoke +\$0\.150 +\$0\.100 +\$0\.0900 +\$0\.0500 +83% +100% +60%/);
  for (const line of text.split("\n")) assert.ok(widthOf(line) <= 100, line);
  assert.match(markdown({ ...summary, topologies: [told] }), /### Prompt cache, \$ per task\n\n\| topology \| cold/);
  assert.match(html([{ title: "t", note: "", summary: { ...summary, topologies: [told] } }]), /by outcome.*Prompt cache/);
  assert.match(terminal(summary), /Prompt cache: cold, billed and warm cost are within 1% of one another/);
});

test("an equal-budget design is shown as curves and as the cost to reach a score, in text and in the page", () => {
  const point = (budget: number, score: number, ended: number): BudgetCurve["points"][number] => ({
    budget,
    score,
    scoreCi: [score - 0.1, score + 0.1],
    passRate: score,
    cost: budget * 0.8,
    ended,
    trials: 10,
  });
  const budgets: BudgetCurve[] = [
    { topology: "solo", points: [point(0.01, 0.5, 0), point(0.03, 0.6, 0)], reach: [{ score: 0.6, budget: 0.03, cost: 0.024 }] },
    { topology: "<hub>", points: [point(0.01, 0.2, 7), point(0.03, 0.4, 2)], reach: [{ score: 0.6, budget: null, cost: null }] },
  ];
  const text = terminal({ ...summary, budgets });
  assert.match(text, /solo +0\.50 \(0\.40 to 0\.60\) +0\.60 \(0\.50 to 0\.70\)/);
  assert.match(text, /<hub> +0\.20 \(0\.10 to 0\.30\) 7†/);
  assert.match(text, /solo +\$0\.03 \(\$0\.024\)\n +<hub> +-/);
  for (const line of text.split("\n")) assert.ok(widthOf(line) <= 100, line);
  const page = html([{ title: "t", note: "", summary: { ...summary, budgets } }]);
  assert.equal(
    page.match(/<path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+" fill="none"/g)?.length,
    4,
    "two lines, drawn for a broad and for a narrow page",
  );
  assert.ok(page.includes("&lt;hub&gt;: 0.20 at $0.01") && !page.includes("<hub>"));
  assert.ok(!html([{ title: "t", note: "", summary }]).includes("Score at equal budgets"));
});

test("a comparison is called better only when its adjusted p is below 5%", () => {
  assert.equal(findingOf(comparison("a", "b", "passed", 0.4, 0.049)), "better");
  assert.equal(findingOf(comparison("a", "b", "passed", -0.4, 0.049)), "worse");
  assert.equal(findingOf(comparison("a", "b", "cost", -0.4, 0.049)), "cheaper");
  assert.equal(findingOf(comparison("a", "b", "cost", 0.4, 0.049)), "costlier");
  assert.equal(findingOf(comparison("a", "b", "passed", 0.4, 0.05)), "not distinguishable");
  assert.equal(verdictOf(comparison("a", "b", "passed", 0.1, 0.4)), "not distinguishable with 15 tasks (could have found 24 points)");
  assert.match(verdictOf({ ...comparison("a", "b", "passed", 0.1, 0.2), p: 0.02 }, 15), /^not settled: p = 0\.020 alone, 0\.20 among all$/);
});

test("the frontier leaves out what another topology beats at no higher cost", () => {
  assert.deepEqual(
    frontierOf(summary.topologies).map((each) => each.name),
    ["solo", "market"],
  );
});

test("the sentence names the leader, whom it beats, whom it cannot be told from, and what to type", () => {
  const text = sentence(summary, "catallaxy report run-1");
  assert.match(text, /^On simulated models market passed most, 90% of 15 tasks/);
  assert.match(text, /clearly more than solo/);
  assert.match(text, /cannot tell it from hub/);
  assert.match(text, /`catallaxy report run-1`/);
  assert.equal(text.split("\n").length, 1);
});

test("a run without outcomes says so", () => {
  const empty = { ...summary, topologies: [], comparisons: [], tasks: 0 };
  assert.match(sentence(empty), /no trial has an outcome yet/);
  assert.match(terminal(empty), /no trial has an outcome yet/);
  assert.match(html([{ title: "t", note: "", summary: empty }]), /no trial has an outcome yet/);
});

test("the page is self-contained and escapes every text", () => {
  const attack = `<script>alert("1")</script>`;
  const hostile: Summary = {
    ...summary,
    experiment: attack,
    run: attack,
    seed: attack,
    digest: attack,
    warnings: [attack],
    topologies: summary.topologies.map((each, i) =>
      i === 0 ? { ...each, name: attack, cost: { ...each.cost, byMember: { [attack]: 1 } } } : each,
    ),
    comparisons: summary.comparisons.map((each) => ({ ...each, b: each.b === "solo" ? attack : each.b })),
  };
  const page = html([{ title: attack, note: attack, summary: hostile, next: attack }], attack);
  assert.ok(!page.includes("<script"));
  assert.ok(!/(?:src|href)=|url\(|@import|https?:/.test(page));
  assert.ok(page.includes("&lt;script&gt;"));
});

test("a page holds all its sections, each with its world", () => {
  const page = html([
    { title: "one", note: "n", summary },
    { title: "two", note: "", summary: { ...summary, world: "recorded" } },
  ]);
  assert.equal(page.match(/<section>/g)?.length, 2);
  assert.match(page, /SIMULATED models/);
  assert.match(page, /RECORDED outcomes of real models/);
  assert.ok(!page.includes("NaN") && !page.includes("undefined") && !page.includes("Infinity"));
});

test("an experiment's own tables stand in the page, with their notes, escaped", () => {
  const table = {
    title: "Steps <of> it",
    columns: [{ title: "step" }, { title: "points", right: true }],
    rows: [["retry & more", "+4"]],
    notes: ["Paired <by> task."],
  };
  const page = html([{ title: "one", note: "", summary, tables: [table] }]);
  assert.match(page, /<h3>Steps &lt;of&gt; it<\/h3>.*<th scope="row">retry &amp; more<\/th><td data-title="points">\+4<\/td>/);
  assert.match(page, /<p class="soft">Paired &lt;by&gt; task\.<\/p>/);
});

test("each bar of money stands in one row with its topology and what it costs, so that a narrow page sets no two rows side by side", () => {
  const page = html([{ title: "t", note: "", summary }]);
  for (const { name } of summary.topologies)
    assert.match(
      page,
      new RegExp(`<div class="row"><span>${name.replaceAll("+", "\\+")}</span>(?:(?!class="row").)*per task</span></div>`),
    );
});

test("an unfinished page says once how far the run got and once what to type", () => {
  const progress = { planned: 20, finished: 12, lost: 0, byTopology: [] };
  const page = html([
    { title: "t", note: "", summary: { ...summary, state: "budget", progress }, next: "catallaxy resume x --cap <dollars>" },
  ]);
  assert.equal(page.match(/what is missing may change that/g)?.length, 1);
  assert.match(page, /<p class="lead">Type <code>catallaxy resume x --cap &lt;dollars&gt;<\/code> to finish it\.<\/p>/);
});

test("many categories stand as rows, and many warnings do not push the picture away", () => {
  const each = { trials: 1, passed: 1, passRate: 1, meanScore: 1, cost: 1 };
  const byCategory = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`category-${i}`, each]));
  const topologies = summary.topologies.map((row) => ({ ...row, byCategory }));
  const warnings = Array.from({ length: 9 }, (_, i) => `warning ${i}`);
  const page = html([{ title: "t", note: "", summary: { ...summary, topologies, warnings } }]);
  assert.match(page, /<summary>20 categories<\/summary>/);
  assert.match(page, /<summary>4 more notes<\/summary>/);
  for (const warning of warnings) assert.ok(page.includes(warning));
});

test("a bound that knows the truth leads no sentence and stands on no frontier", () => {
  const bounded = { ...summary, topologies: [...summary.topologies, { ...row("oracle-bound", 1, 0.001), bound: true as const }] };
  assert.match(sentence(bounded), /market passed most/);
  assert.ok(!frontierOf(bounded.topologies).some(({ name }) => name === "oracle-bound"));
});

test("topologies with equal pass rates share the lead, the cheaper one first", () => {
  const tied = { ...summary, topologies: [row("dear", 0.9, 0.03), row("cheap", 0.9, 0.02)], comparisons: [] };
  assert.match(sentence(tied), /cheap passed 90% .* as many as dear[^ ]/);
});

test("JSON is one line that reads back", () => {
  assert.equal(json(summary).includes("\n"), false);
  assert.deepEqual(JSON.parse(json(summary)), summary);
});

test("CSV quotes, and no cell can run as a formula", () => {
  assert.equal(csvTable(["a", "b"], [["=1+1", 'say "x", y']]), `a,b\n'=1+1,"say ""x"", y"\n`);
  const lines = csv(summary).trim().split("\n");
  assert.equal(lines.length, 4);
  assert.ok(lines.every((line) => line.split(",").length === lines[0]?.split(",").length));
  assert.equal(csvTable(["n"], [[-1.5], [null]]), "n\n-1.5\n\n");
});

test("Markdown keeps its columns whatever the names are", () => {
  const text = markdown({ ...summary, topologies: [row("a|b\nc", 0.5, 0.01)] });
  assert.ok(text.includes("a\\|b c"));
  assert.match(text, /SIMULATED models/);
});

test("each column of the main table that is not everyday is explained below it in Markdown", () => {
  const legend =
    markdown({ ...summary, topologies: [row("a", 0.5, 0.01)] })
      .split("\n")
      .find((line) => line.startsWith("pass rate:")) ?? "";
  for (const word of ["95%", "overhead", "p50", "unfilled"]) assert.match(legend, new RegExp(`${word}: [a-z]`));
});

test("the dry run shows the likely and the most possible cost", () => {
  const each = { topology: "solo", trials: 15, calls: 15, inputTokens: 12_345, outputTokens: 6789, likely: 1e7, most: 5e7 };
  const text = dryRun({ experiment: "e", world: "live", tasks: 15, repetitions: 1, rows: [each], likely: 1e7, most: 5e7, cap: 1e9 });
  for (const part of ["12,345", "$0.0100", "$0.0500", "$1.00", "LIVE models"]) assert.ok(text.includes(part), part);
});

test("the dry run adds up calls and tokens, what is shared taken off", () => {
  const each = { topology: "solo", trials: 15, calls: 15, inputTokens: 12_345, outputTokens: 6789, likely: 1e7, most: 5e7 };
  const shared = { ...each, topology: "(shared answers)", trials: 0, calls: -15, inputTokens: -2345, outputTokens: -789, most: 0 };
  const rows = [each, { ...each, topology: "hub" }, shared];
  const text = dryRun({ experiment: "e", world: "live", tasks: 15, repetitions: 1, rows, likely: 1e7, most: 1e8 }, 120);
  assert.match(text, /^ +all +30 +15 +22,345 +12,789 /m);
  assert.match(text.replaceAll(/\s+/g, " "), /Shared answers: .* paid once/);
  assert.match(text, /^ +\(shared answers\) +- +-15 /m);
});

test("a conversation shows asks, replies and outcomes, and sends no escape code of a model to the terminal", () => {
  const bodies: { [address: string]: Json } = {
    q: { model: "m", ask: { messages: [{ role: "user", text: "What is 2+2?" }], maxTokens: 9 } },
    a: { ok: true, text: "4\u001b[2J" },
  };
  const facts: Fact[] = [
    { type: "trial-start", topology: "solo", task: "t", category: "c", repetition: 0 },
    { type: "span-start", name: "attempt 1" },
    {
      type: "call",
      key: "k",
      member: "large",
      model: "m",
      purpose: "attempt",
      ok: true,
      usage: noUsage,
      cost: 1e6,
      start: 0,
      ms: 5,
      ask: "q",
      reply: "a",
    },
    { type: "span-end", name: "attempt 1" },
    { type: "verdict", member: "large", passed: true, score: 1, why: "right" },
    { type: "trial-end", state: "answered", answer: "4", by: "large", cost: 1e6, ms: 5 },
    { type: "grade", grader: "exact", scored: true, passed: true, score: 1, why: "equal", cost: 0 },
  ];
  const events: Event[] = facts.map((fact, seq) => ({ seq, trial: "t", span: "", at: 0, fact, hash: "" }));
  const text = conversation(events, (address) => bodies[address]);
  for (const part of ["What is 2+2?", "4\u{fffd}[2J", "$0.00100", "verdict: member large", "passed, score 1.00"])
    assert.ok(text.includes(part), part);
  assert.ok(!text.includes("\u001b"));
  assert.match(
    conversation(events, () => undefined),
    /the ask is not stored here/,
  );
  const wide = "a word ".repeat(30).trim();
  const narrow = conversation(events, (address) => (address === "q" ? { messages: [{ role: "user", text: wide }] } : undefined), 40);
  assert.ok(
    narrow.split("\n").every((line) => line.length <= 40),
    narrow,
  );
  assert.ok(narrow.replaceAll(/\s+/g, " ").includes(wide));
  assert.match(narrow.replaceAll(/\s+/g, " "), /\(Long lines are broken at 40 columns; --raw has them as they are\.\)/);
});

test("numbers are written for people", () => {
  assert.equal(percent(null), "-");
  assert.equal(points(-0.034), "-3.4");
  assert.equal(points(0.0001), "0");
  assert.equal(pValue(0.0004), "p < 0.001");
  assert.deepEqual([duration(840), duration(3100), duration(250_000)], ["840 ms", "3.1 s", "4.2 min"]);
  assert.equal(list(["a", "b", "c"]), "a, b and c");
  assert.deepEqual(table([{ title: "a" }, { title: "n", right: true }], [["x", "12"]]), ["a   n", "x  12"]);
});

test("the page opens with the advice of the first screen and marks the same topologies with the same words", () => {
  const page = html([{ title: "t", note: "", summary }]);
  const lines = advice(summary);
  assert.ok(lines.length > 0);
  for (const line of lines) assert.ok(page.includes(`<li>${line.replaceAll("'", "&#39;")}</li>`), line);
  assert.ok(page.indexOf("What to use") < page.indexOf("Cost and quality"));
  const marked = [...page.matchAll(/◆<\/span>([^<]+)</g)].map(([, name]) => name);
  assert.deepEqual(marked, [...preferred(summary)]);
  const screen = firstScreen([{ summary, note: "", gists: new Map(), remarks: [] }], { color: false, width: 400, footer: [] });
  for (const text of [page, screen, terminal(summary, { width: 400 })]) assert.ok(text.includes(preference), "one meaning of the mark");
});

test("on a narrow page every cell says what it is, and nothing has a least width beyond the page", () => {
  const page = html([{ title: "t", note: "", summary }]);
  const cells = [...page.matchAll(/<td([^>]*)>/g)].map(([, attributes]) => attributes ?? "");
  assert.ok(cells.length > 20 && cells.every((attributes) => attributes.includes("data-title=")));
  assert.doesNotMatch(page, /min-width:[5-9]\d\dpx/);
  assert.match(page, /<svg class="picture narrow" viewBox="0 0 390 /);
});

test("why a cost has no finding is broken at a narrow terminal, and told whole", () => {
  const few = { noInterval: "too-few", p: null, pHolm: null, ci: null } as const;
  const comparisons = summary.comparisons.map((row) => (row.metric === "cost" ? { ...row, ...few } : row));
  const text = terminal({ ...summary, comparisons }, { color: false, width: 40 });
  assert.match(text.replaceAll(/\s+/g, " "), /no finding: \d+ tasks are too few to compare mean costs/);
  for (const line of text.split("\n").filter((one) => !one.includes("catallaxy "))) assert.ok(widthOf(line) <= 40, line);
});
