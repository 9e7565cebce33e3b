import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { advice, preferred } from "./advice.ts";
import { firstScreen } from "./first-screen.ts";
import { sentence } from "./sentence.ts";
import { silenceWords } from "./silence.ts";
import { widthOf } from "./text.ts";
import { defined } from "../util/defined.ts";

function row(name: string, passRate: number, perTrial: number, bound = false): TopologyRow {
  return {
    name,
    ...(bound ? { bound: true as const } : {}),
    trials: 100,
    attempted: 100,
    unfilled: 0,
    unscored: 0,
    infra: 0,
    passed: Math.round(passRate * 100),
    passRate,
    passRateCi: [passRate - 0.1, passRate + 0.1],
    meanScore: passRate,
    meanScoreCi: null,
    cost: {
      total: perTrial * 100,
      perTrial,
      perPass: passRate === 0 ? null : perTrial / passRate,
      p95: perTrial,
      overheadShare: 0,
      byPurpose: {},
      byMember: {},
      cold: perTrial,
      warm: perTrial,
    },
    spent: perTrial * 100,
    calls: 100,
    tokens: { uncached: 1, cacheRead: 0, cacheWrite: 0, output: 1 },
    latencyMs: { p50: 1, p95: 1 },
    byCategory: {},
  };
}
const shown = 0.001;
const hidden = 0.5;

/** `others` are [name, pass rate, cost, p of the passes, p of the cost] beside the baseline `solo`, which passes .5 at $0.10. */
function run(...others: readonly (readonly [string, number, number, number, number])[]): Summary {
  const comparisons = others.flatMap(([a, rate, cost, passes, money]): ComparisonRow[] => {
    const of = (metric: "passed" | "cost", difference: number, p: number): ComparisonRow => {
      return { a, b: "solo", metric, difference, ci: null, p, pHolm: p, tasks: 100, minDetectable: 0.1 };
    };
    return [of("passed", rate - 0.5, passes), of("cost", cost - 0.1, money)];
  });
  const topologies = [row("solo", 0.5, 0.1), ...others.map(([name, rate, cost]) => row(name, rate, cost))];
  const fixed = { schema: 1 as const, run: "r", experiment: "e", world: "live" as const, seed: "1", routing: {}, digest: "d", wallMs: 1 };
  return { ...fixed, tasks: 100, repetitions: 1, topologies, comparisons, warnings: [] };
}

test("what is shown cheaper and not shown to pass less is used when money counts", () => {
  const summary = run(["cascade", 0.52, 0.04, hidden, shown]);
  assert.deepEqual(advice(summary), [
    "Use cascade when money counts: 40% of solo's cost; no difference in passes was shown (100 tasks miss differences under 10 points).",
  ]);
  assert.deepEqual([...preferred(summary)], ["cascade"]);
});

test("a lead in passes that was not shown names nobody", () => {
  const lines = advice(run(["market", 0.58, 0.1, hidden, hidden]));
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /^100 tasks cannot tell these apart \(differences under 10 points can go unseen\)/);
  assert.deepEqual([...preferred(run(["market", 0.58, 0.1, hidden, hidden]))], []);
});

test("more passes for more money are worth it above the price of one more right answer", () => {
  // (0.30 - 0.10) / (0.70 - 0.50) = 1 dollar.
  const lines = advice(run(["council", 0.7, 0.3, shown, shown]));
  assert.equal(lines.length, 2);
  // Its own right answers cost .10 / .50 = $0.200.
  assert.match(lines[1] ?? "", /^Use solo when a right answer is worth between \$0\.200 and \$1\.00: /);
  assert.match(lines[0] ?? "", /^Use council when a right answer is worth more than \$1\.00: it passes 20 points more than solo\.$/);
});

test("fewer passes for less money are worth it below the price of a lost right answer", () => {
  // Its own right answers cost 0.02 / 0.30 = 0.0667; (0.10 - 0.02) / (0.50 - 0.30) = 0.4 dollars.
  assert.match(
    advice(run(["small", 0.3, 0.02, shown, shown])).join("\n"),
    /Use small when a right answer is worth between \$0\.0667 and \$0\.400: it passes 20 points fewer/,
  );
});

test("no topology is advised for a worth at which another one of the run gives more", () => {
  // At any worth small (.45 at $0.01) gives more than thrift (.30 at $0.05), and than solo only below (0.10 - 0.01) / .05 = $1.80;
  // its own right answers cost .01 / .45 = $0.0222.
  const lines = advice(run(["thrift", 0.3, 0.05, shown, shown], ["small", 0.45, 0.01, shown, shown])).join("\n");
  assert.ok(!lines.includes("Use thrift"), lines);
  assert.match(lines, /Use small when a right answer is worth between \$0\.0222 and \$1\.80/);
});

test("fewer passes for less money are never advised where they pay only below the price of their own right answers", () => {
  // thrift: 0.07 / 0.29 = $0.241 a right answer; against solo (0.09 - 0.07) / (0.50 - 0.29) = $0.095.
  const summary = run(["thrift", 0.29, 0.07, shown, shown]);
  const topologies = summary.topologies.map((each) =>
    each.name === "solo" ? { ...each, cost: { ...each.cost, perTrial: 0.09, perPass: 0.18 } } : each,
  );
  assert.ok(
    !advice({ ...summary, topologies })
      .join(" ")
      .includes("Use thrift"),
  );
});

test("a difference whose interval holds zero is no finding, whatever its test says", () => {
  const summary = run(["thrift", 0.5, 0.05, hidden, shown]);
  const comparisons = summary.comparisons.map((row) => (row.metric === "cost" ? { ...row, ci: [-0.05, 0.02] as [number, number] } : row));
  assert.ok(
    !advice({ ...summary, comparisons })
      .join(" ")
      .includes("Use thrift"),
  );
});

test("a topology that answered nothing is not advised, however little it cost", () => {
  const summary = run(["starved", 0, 0, shown, shown]);
  const topologies = summary.topologies.map((each) => (each.name === "starved" ? { ...each, attempted: 0, unfilled: 100 } : each));
  assert.ok(
    !advice({ ...summary, topologies })
      .join(" ")
      .includes("Use starved"),
  );
});

test("where a limit left no money to ask a topology, none is named, and how often each was asked is said", () => {
  const summary = run(["starved", 0.02, 0.01, shown, shown]);
  const asked = { attempted: 25, unfilled: 75, unasked: 75, passed: 2, passRate: 0.08 };
  const topologies = summary.topologies.map((each) => (each.name === "starved" ? { ...each, ...asked } : each));
  const told = { ...summary, topologies };
  assert.deepEqual(advice(told), [
    "No topology is named: a limit left no money to ask starved in 75 of 100 trials, so nobody knows what would have come of those. Of what was asked, solo passed 50 of 100 and starved passed 2 of 25. Raise the limit and run it again; --reuse takes over what was paid for.",
  ]);
  assert.deepEqual([...preferred(told)], []);
  assert.match(sentence(told), /^With live models no topology is named: a limit left no money to ask starved/);
});

test("a comparison over fewer tasks than the run has says which tasks it rests on", () => {
  const summary = run(["cascade", 0.52, 0.09, hidden, hidden]);
  const comparisons = summary.comparisons.map((each) => ({ ...each, tasks: 3 }));
  assert.match(
    advice({ ...summary, comparisons })[0] ?? "",
    / are run\. Only tasks with a result of both are compared: 3 of 100 tasks for cascade and solo\.$/,
  );
});

test("where all others cost more and none was shown to pass more, the baseline stays", () => {
  const lines = advice(run(["hub", 0.55, 0.4, hidden, shown], ["debate", 0.5, 0.3, hidden, shown]));
  assert.match(lines.join("\n"), /^Use solo: nothing else was shown to pass more or to cost less; hub and debate cost more\./);
});

test("a bound is no choice, however much it passes", () => {
  const summary = run(["oracle", 0.9, 0.05, shown, shown]);
  const bounded = { ...summary, topologies: [row("solo", 0.5, 0.1), row("oracle", 0.9, 0.05, true)] };
  assert.ok(!advice(bounded).join(" ").includes("oracle"));
});

test("no outcome and no pass are said as such", () => {
  assert.deepEqual(advice({ ...run(), topologies: [] }), ["No trial has an outcome yet."]);
  assert.match(
    advice({ ...run(), topologies: [row("solo", 0, 0.1), row("hub", 0, 0.1)] })[0] ?? "",
    /^No topology passed any of 100 tasks/,
  );
});

test("three runs take at most 60 lines of 80 columns, and the advice stands before any table", () => {
  const others = Array.from({ length: 11 }, (_, i) => [`a-topology-with-a-long-name-${i}`, 0.5, 0.04 + i / 100, hidden, shown] as const);
  const part = {
    summary: run(...others),
    note: "A description of what was run here, as long as such are.",
    gists: new Map([["solo", "one"]]),
    remarks: ["x"],
  };
  const text = firstScreen([part, part, part], { color: false, width: 80, footer: ["Everything else: there."] });
  const lines = text.trimEnd().split("\n");
  assert.ok(lines.length <= 60, `${lines.length} lines`);
  for (const line of lines) assert.ok(widthOf(line) <= 80, line);
  assert.ok(text.indexOf("Use a-topology") < text.indexOf("pass rate (95%)"));
  assert.match(text, /7 more topologies in the report/);
});

test("a run that stopped when it was decided says what it decided, and marks its winner alone", () => {
  const decision = {
    question: "best" as const,
    value: null,
    delta: 0.05,
    alpha: 0.05,
    state: "decided" as const,
    winner: "market",
    leader: "market",
    live: [],
  };
  const more = { out: [], tasks: 20, of: 100, spent: 1, fixedCost: 4 };
  const summary = { ...run(["market", 0.9, 0.1, shown, hidden]), decision: { ...decision, ...more } };
  const text = firstScreen([{ summary, note: "", gists: new Map(), remarks: [] }], { color: false, width: 80, footer: [] });
  assert.match(text, /= Decided after 20 of 100 tasks: market passes most/);
  assert.match(text, /^ ◆ market /m);
  assert.ok(!text.includes("Use "), text);
});

test("an unfinished run gives no advice", () => {
  const summary = { ...run(["market", 0.9, 0.1, shown, hidden]), progress: { planned: 200, finished: 120, lost: 3 } };
  assert.match(advice(summary).join(" "), /^UNFINISHED: 120 of 200 trials have a result/);
  assert.deepEqual([...preferred(summary)], []);
});

test("one run shows every topology and every remark", () => {
  const others = Array.from({ length: 11 }, (_, i) => [`t${i}`, 0.5, 0.04, hidden, shown] as const);
  const part = { summary: run(...others), note: "", gists: new Map<string, string>(), remarks: ["first remark", "second remark"] };
  const text = firstScreen([part], { color: false, width: 80, footer: [] });
  for (const [name] of others) assert.match(text, new RegExp(`^ [◆ ] ${name} `, "m"));
  assert.match(text, /! first remark\n ! second remark/);
});

test("a verifier that no money was left for is out of budget, and not silent", () => {
  const topologies = [{ topology: "solo", asked: 4, silent: 3, answers: 4, unverified: 3, retriesNotMade: 0 }];
  const told = (outOfBudget?: number): string =>
    silenceWords({
      ...run(),
      silence: { judges: ["rubric by judge"], why: "no money", topologies, ...defined({ outOfBudget }) },
    }).join("\n");
  assert.match(told(3), /^The judge \(rubric by judge\) could not be paid for 3 of 4 \(out of budget\)\. solo 3 of 4 answers unverified\./);
  assert.match(told(1), /was silent on 3 of 4 \(1 of those out of budget\)\./);
  assert.match(told(), /was silent on 3 of 4\. solo/);
});

test("the screen says in one line why a cost is unclear, with names where the reasons differ and there is room", () => {
  const costs = (why: Partial<ComparisonRow>[], ...names: string[]): Summary => {
    const summary = run(...names.map((name) => [name, 0.5, 0.1, hidden, hidden] as const));
    const own = new Map(names.map((name, i) => [name, why[i] ?? {}]));
    const told = summary.comparisons.map((row) => (row.metric === "cost" ? { ...row, difference: 0.01, ...own.get(row.a) } : row));
    return { ...summary, comparisons: told };
  };
  const lineOf = (summary: Summary, width = 80): string[] =>
    firstScreen([{ summary, note: "", gists: new Map(), remarks: [] }], { color: false, width, footer: [] })
      .split("\n")
      .filter((line) => line.includes("cost unclear"));
  const few = { noInterval: "too-few", tasks: 12, p: null, pHolm: null } as const;
  const uneven = { noInterval: "uneven", tasks: 40, p: null, pHolm: null } as const;
  assert.deepEqual(lineOf(costs([few], "cascade")), ["   cost unclear: 12 tasks are too few to compare mean costs"]);
  assert.deepEqual(lineOf(costs([few, uneven], "a", "b")), ["   cost unclear: 12 tasks are too few to compare mean costs"]);
  assert.deepEqual(lineOf(costs([{}], "a")), ["   cost unclear: 100 tasks may differ this much by chance"]);
  assert.deepEqual(lineOf(run(["cascade", 0.5, 0.04, hidden, shown])), []);
  assert.deepEqual(lineOf(costs([few, uneven], "a", "b"), 130), [
    "   cost unclear: 12 tasks are too few to compare mean costs (a); 40 tasks are too few for costs this uneven (b)",
  ]);
  // Of topologies that are only in the report nothing is said here.
  const many = run(...["a", "b", "c", "d"].map((name) => [name, 0.5, 0.04, hidden, shown] as const), ["e", 0.5, 0.1, hidden, hidden]);
  assert.deepEqual(
    firstScreen(
      [
        { summary: many, note: "", gists: new Map(), remarks: [] },
        { summary: many, note: "", gists: new Map(), remarks: [] },
      ],
      {
        color: false,
        width: 80,
        footer: [],
      },
    )
      .split("\n")
      .filter((line) => line.includes("cost unclear") || line.includes("more topolog")),
    ["   1 more topology in the report", "   1 more topology in the report"],
  );
  for (const width of [40, 80])
    for (const line of firstScreen([{ summary: costs([few, uneven], "a", "b"), note: "", gists: new Map(), remarks: [] }], {
      color: false,
      width,
      footer: [],
    }).split("\n"))
      assert.ok(widthOf(line) <= width, line);
});
