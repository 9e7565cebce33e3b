import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import type { CallFact } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { boundedMeanP } from "./bounded-mean.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import { budgetCurves } from "./budget-curves.ts";
import { byTopology } from "./by-task.ts";
import { compare } from "./compare.ts";
import { Evidence } from "./evidence.ts";
import { sameIndependence } from "./independence.ts";
import { nelderMead } from "./nelder-mead.ts";
import { warningsOf } from "./warnings.ts";
import { decidingTask } from "./cost-difference.ts";
import { bettingEValue } from "./e-values.ts";
import { costRatios } from "./effect-sizes.ts";
import { row } from "./fixtures/row.ts";
import { foldTrials } from "./fold-trials.ts";
import { frontierShares } from "./frontier.ts";
import { furtherSpending } from "./further-spending.ts";
import { lengthened, noLead } from "./lead.ts";
import { lastTries, lostCalls } from "./lost-calls.ts";
import { netDifference } from "./net-value.ts";
import { hullFigures, routerFigures } from "./policy-figures.ts";
import { pooledOf } from "./pooled-rates.ts";
import { designOf } from "./pooling-design.ts";
import { signFlip } from "./sign-flip.ts";
import { topologyRow } from "./topology-row.ts";
import { varianceExplained } from "./variance-explained.ts";

const near = (found: number | undefined | null, wanted: number, within = 1e-9): void =>
  assert.ok(typeof found === "number" && Math.abs(found - wanted) < within, `${found}, wanted ${wanted}`);
const nearAll = (found: readonly number[] | undefined, wanted: readonly number[], within = 1e-9): void => {
  assert.equal(found?.length, wanted.length);
  for (const [i, each] of wanted.entries()) near(found?.[i], each, within);
};
const zeros = (n: number): Float64Array => new Float64Array(n);

test("Bradley-Terry strengths of three arms are those of R's glm, with half a win and half a loss made up or none", () => {
  // glm(share ~ 0 + arms, binomial, weights = games) on wins + virtual / 2 of each side.
  const wins = [
    [0, 5, 2],
    [1, 0, 6],
    [3, 0, 0],
  ];
  nearAll(bradleyTerry(wins), [0.343582699529, 0.201331483468, -0.544914182997], 1e-8);
  nearAll(bradleyTerry(wins, 0), [0.419625417629, 0.240880454931, -0.66050587256], 1e-8);
  nearAll(bradleyTerry(wins, 3), [0.253483786412, 0.152828495932, -0.406312282344], 1e-8);
});

test("a point of a budget curve has the exact interval of its scores, and one without a result has neither score nor level", () => {
  const at = { "t@1": { topology: "t", budget: 1 } };
  const [of] = budgetCurves(byTopology(["a", "b"].map((task) => row({ topology: "t@1", task, passed: false }))), at);
  assert.equal(of?.points[0]?.scoreCi?.[0], 0);
  // Mid-P: (1 - p)^2 / 2 = .025.
  near(of?.points[0]?.scoreCi?.[1], 1 - Math.sqrt(0.05));
  const lost = { code: "provider", message: "down" } as const;
  const [none] = budgetCurves(
    byTopology([row({ topology: "t@1", answered: false, scored: false, passed: false, state: "failed", failure: lost })]),
    at,
  );
  assert.deepEqual(
    [none?.points[0]?.score, none?.points[0]?.scoreCi, none?.points[0]?.passRate, none?.points[0]?.cost, none?.reach],
    [null, null, null, 0, []],
  );
});

test("of several tries of a call the last one counts", () => {
  const call = (key: string, code?: "provider" | "timeout"): CallFact => ({
    ...({
      type: "call",
      member: "m",
      model: "x",
      purpose: "attempt",
      usage: noUsage,
      cost: 0,
      start: 0,
      ms: 0,
      ask: "",
      reply: "",
    } as const),
    key,
    ok: code === undefined,
    ...(code === undefined ? {} : { failure: { code, message: code } }),
  });
  const calls = [
    call("a/1.0", "provider"),
    call("b.0"),
    call("a/1.1"),
    call("c.9", "provider"),
    call("c.10", "provider"),
    call("d.0", "timeout"),
  ];
  assert.deepEqual(
    lastTries(calls).map(({ key }) => key),
    ["a/1.1", "b.0", "c.10", "d.0"],
  );
  assert.deepEqual(
    lostCalls(calls).map(({ key }) => key),
    ["c.10"],
  );
});

test("what is decided at 5% or better needs no further tasks, what is at 5% does", () => {
  const of = (pHolm: number, difference = 0.2) =>
    furtherSpending(
      { a: "a", b: "b", metric: "passed", difference, deviation: 0.5, pHolm, p: pHolm, tasks: 10 } as ComparisonRow,
      {
        comparisons: [{ p: 0.05 }, { p: null }],
        topologies: [
          { name: "a", cost: { perTrial: 0.25 } },
          { name: "b", cost: {} },
          { name: "c", cost: { perTrial: 9 } },
        ] as unknown as TopologyRow[],
        repetitions: 3,
      } as unknown as Summary,
    );
  assert.equal(of(0.049), undefined);
  // R: the least n with (qt(.975, n - 1) + qt(.8, n - 1)) * .5 / sqrt(n) <= .2: 52.
  assert.deepEqual(of(0.05), { a: "a", b: "b", tasks: 52, more: 42, dollars: 42 * 3 * 0.25 });
  // A hundredth of the deviation would take 78,000 tasks and more.
  assert.equal(of(0.5, 0.005), undefined);
});

test("ratios of costs below 1 count, those with nothing on one side do not", () => {
  const { typical, total } = costRatios([0.5, 0.9, 0, 0.4], [0.25, 0.1, 0.2, 0]);
  near(typical, Math.sqrt(2 * 9));
  near(total, 1.8 / 0.55);
});

test("a mean at the end of what was seen is no more than that end, and more than its opposite", () => {
  const values = Float64Array.of(0.5, 0.25, 0.5);
  assert.deepEqual([boundedMeanP(values, 0.5), boundedMeanP(values, 0.6), boundedMeanP(values, -0.5)], [1, 1, 0]);
  assert.equal(boundedMeanP(Float64Array.of(1), 0), 1);
});

test("a lead is bet on in units of its scale", () => {
  const lead = lengthened(lengthened(lengthened(noLead("a", "b"), 2, 4), 6, 4), -2, 4);
  near(
    lead.bet.wealth,
    [0.5, 1, -0.5].reduce<{ w: number; t: number; s: number; q: number }>(
      ({ w, t, s, q }, d) => {
        // By hand: x = (d + 1) / 2, stake = edge / (spread + edge^2) from the past, at most 1.8.
        const edge = (s + 0.5) / (t + 1) - 0.5;
        const stake = Math.min(1.8, Math.max(0, edge / ((q + 0.25) / (t + 1) + edge ** 2)));
        return { w: w * (1 + stake * (d / 2)), t: t + 1, s: s + (d + 1) / 2, q: q + (d / 2) ** 2 };
      },
      { w: 1, t: 0, s: 0, q: 0 },
    ).w,
  );
  assert.ok(lead.wealth > lead.bet.wealth);
  assert.deepEqual([lead.sum, lead.squares, lead.tasks], [6, 44, 3]);
  near(bettingEValue([0.5, 1]), lengthened(lengthened(noLead("a", "b"), 0.5, 1), 1, 1).bet.wealth, 0.2);
});

test("one task decides alone where it holds more than half of the squared distances, however small the amounts are", () => {
  const found = decidingTask(Float64Array.of(0.1, 0.1, 0.1, -0.5));
  assert.equal(found?.index, 3);
  near(found?.difference, 0.1);
  // Distances 4 and 4 of 8: neither holds more than half.
  assert.equal(decidingTask(Float64Array.of(-2, 0, 0, 0, 2)), undefined);
  assert.equal(decidingTask(Float64Array.of(1, -9)), undefined);
});

test("net values without any cost or pass have the width of the made-up trials, and like costs that of what was not seen", () => {
  // Two trials a task: half a trial on each side adds 10^2 / 2 to the squares and one to 20 tasks.
  const free = netDifference({ gains: zeros(20), costs: { a: zeros(20), b: zeros(20) }, worth: 10, repetitions: 2 });
  const reach = (1.959963984540054 * Math.sqrt(50)) / 21;
  nearAll(free.interval, [-reach, reach]);
  assert.deepEqual([free.difference, free.p, free.why], [0, 1, undefined]);
  // Of 30 tasks that cost the same on both sides an expense of one task in ten may be unseen: (1 - .05^(1/30)) x 6.5 of the mean.
  const costs = Float64Array.from({ length: 30 }, (_, i) => 100 + (i % 3));
  const unseen = (1 - 0.05 ** (1 / 30)) * 6.5 * 101;
  nearAll(netDifference({ gains: zeros(30), costs: { a: costs, b: costs }, worth: 1, repetitions: 1 }).interval, [-unseen, unseen]);
});

test("a router between members that pass alike has no gap to recover, and members of one price no range of cost", () => {
  const flat = Array.from({ length: 8 }, (_, i) => ({ strong: [0, 0.5, 1], passed: [i % 2, i % 2, i % 2] }));
  assert.deepEqual(routerFigures(flat, "s"), {});
  assert.deepEqual(routerFigures([], "s"), {});
  const arm = (name: string, quality: number, cost: number) => ({
    name,
    quality: Float64Array.from({ length: 6 }, (_, i) => Number(i < quality)),
    cost: Float64Array.from({ length: 6 }, () => cost),
  });
  const best = arm("b", 4, 2);
  const { aiq, aiqOfSingles, aiqGain, costAtEqual } = hullFigures([arm("policy", 5, 1)], [arm("a", 3, 2), best], best, "s");
  assert.deepEqual([aiq, aiqOfSingles, aiqGain], [undefined, undefined, undefined]);
  near(costAtEqual?.value, 1);
});

test("more than 150 cells are not pooled, and effects of members stand where an outcome has some", () => {
  const cells = (topologies: number) =>
    Array.from({ length: topologies * 10 }, (_, i) => {
      const [topology, category] = [Math.floor(i / 10), i % 10];
      return { task: `t${category}`, topology: `o${topology}`, category: `c${category}`, share: (topology + category) % 2 };
    });
  assert.equal(pooledOf(cells(16)).size, 0);
  assert.equal(pooledOf(cells(3)).size, 3);
  const by = (...names: string[]) => new Map(names.map((name) => [name, 1 / names.length]));
  const design = designOf([
    { task: "1", topology: "x", category: "c", share: 1, members: by("m", "n") },
    { task: "1", topology: "y", category: "c", share: 0, members: by("m") },
    { task: "2", topology: "y", category: "d", share: 0 },
  ]);
  // Two categories, three cells, two members, two members within category c; then the levels of x and y.
  assert.deepEqual([design.factors, design.random, design.size, design.members], [4, 9, 11, ["m", "n"]]);
  assert.deepEqual(
    design.rows.map(({ terms }) => terms.map(({ at, factor, weight }) => [at, factor, weight])),
    [
      [
        [0, 0, 1],
        [2, 1, 1],
        [5, 2, 0.5],
        [6, 2, 0.5],
        [7, 3, 0.5],
        [8, 3, 0.5],
        [9, 4, 1],
      ],
      [
        [0, 0, 1],
        [3, 1, 1],
        [5, 2, 1],
        [7, 3, 1],
        [10, 4, 1],
      ],
      [
        [1, 0, 1],
        [4, 1, 1],
        [10, 4, 1],
      ],
    ],
  );
});

test("up to 20 uneven differences all signs are counted, from 21 on they are drawn", () => {
  const sizes = (n: number) => Array.from({ length: n }, (_, i) => Math.sqrt(i + 2));
  const draws = 999;
  const drawn = signFlip(sizes(21), "s", draws) * (draws + 1);
  near(drawn, Math.round(drawn), 1e-9);
  // All of one sign: two of 2^20.
  near(signFlip(sizes(20), "s", draws), 2 / 2 ** 20, 1e-15);
});

test("where topology tells the scores whole, nothing is left to tokens, and the other way around", () => {
  const of = (tokens: (i: number) => number, score: (i: number) => number) =>
    varianceExplained(
      [0, 1, 2, 3, 4, 5].map((i) => ({ task: `t${i % 3}`, topology: i < 3 ? "a" : "b", model: "m", tokens: tokens(i), score: score(i) })),
    );
  const told = of(
    (i) => 10 + i * i,
    (i) => Number(i < 3),
  );
  assert.deepEqual([told?.topology, told?.tokensBeyondTopology], [1, 0]);
  const counted = of(
    (i) => Math.exp(i * i) - 1,
    (i) => i * i,
  );
  near(counted?.tokens, 1);
  assert.equal(counted?.topologyBeyondTokens, 0);
});

test("a trial that is asked again leaves room in the bounds of a rate, and none in a rate of all", () => {
  const lost = { code: "provider", message: "down" } as const;
  const again = row({ task: "b", answered: false, scored: false, passed: false, state: "failed", failure: lost });
  const bounds = topologyRow("t", byTopology([row(), again]).get("t") ?? new Map(), {}, 2);
  assert.deepEqual([bounds.passRate, bounds.passRateBounds, bounds.missing, bounds.rated], [1, [0.5, 1], undefined, 1]);
  assert.equal(topologyRow("t", byTopology([row(), row({ task: "b" })]).get("t") ?? new Map(), {}, 2).passRateBounds, undefined);
});

test("what an answer shows is its tokens without hidden reasoning, and one token is a report", () => {
  const of = (usage: Partial<typeof noUsage>, more: Partial<CallFact> = {}) =>
    foldTrials(
      [
        { type: "trial-start", topology: "t", task: "a", category: "c", repetition: 0 } as const,
        {
          ...({
            type: "call",
            key: "k.0",
            member: "m",
            model: "x",
            purpose: "attempt",
            cost: 1,
            start: 0,
            ms: 0,
            ask: "",
            reply: "r",
          } as const),
          ok: true,
          usage: { ...noUsage, ...usage },
          ...more,
        },
        { type: "trial-end", state: "answered", answer: "r", by: "m", cost: 1, ms: 1 } as const,
      ].map((fact, seq) => ({ seq, trial: "t/a/0", span: "", at: 0, fact, hash: "" })),
    )[0];
  assert.deepEqual([of({ output: 5, reasoning: 5 })?.shown, of({ output: 9, reasoning: 4 })?.shown], [0, 5]);
  const unknown = { ok: false, failure: { code: "unknown", message: "cut" } } as const;
  assert.deepEqual([of({ output: 1 }, unknown)?.flags, of({}, unknown)?.flags], [{}, { "outcome-unknown": 1 }]);
});

test("of arms that passed alike on every task the dearer one may still pass more: on the frontier in one resample of five", () => {
  const arm = (name: string, cost: number, passes = (i: number) => i % 2) => ({
    name,
    quality: Float64Array.from({ length: 30 }, (_, i) => passes(i)),
    cost: new Float64Array(30).fill(cost),
  });
  const shares = (...arms: ReturnType<typeof arm>[]) => frontierShares(arms, "s", 20_000).map(({ share }) => share);
  // One better or worse with 1/8 each: better than the other with 1/8 x 7/8 + 3/4 x 1/8.
  const dearer = shares(arm("a", 1), arm("b", 2));
  assert.equal(dearer[0], 1);
  near(dearer[1], 13 / 64, 0.01);
  // Three of one price: as good as both others with 1/8 + 3/4 x (7/8)^2 + 1/8 x (1/8)^2.
  for (const share of shares(arm("a", 1), arm("b", 1), arm("c", 1))) near(share, 0.125 + 0.75 * (7 / 8) ** 2 + 0.125 ** 3, 0.012);
  // One that passes everything beside two that are alike and fail half.
  nearAll(
    shares(
      arm("a", 1, () => 1),
      arm("b", 2),
      arm("c", 3),
    ),
    [1, 0, 0],
  );
});

test("a lost trial has no net value, and its task is in no difference of net values", () => {
  const lost = { answered: false, scored: false, passed: false, state: "failed", failure: { code: "provider", message: "down" } } as const;
  const rows = ["a", "b"].flatMap((topology, i) =>
    [0, 1, 2].map((t) =>
      row({ topology, task: `t${t}`, cost: 10 * (i + 1), passed: t === 0 || i === 0, ...(t === 2 && i === 1 ? lost : {}) }),
    ),
  );
  const { rows: found } = compare(byTopology(rows), "a", "s", { worth: 100 });
  const value = found.find(({ metric }) => metric === "value");
  // b less a: -10 on t0, and -110 on t1.
  near(value?.difference, -60e-9, 1e-15);
  assert.deepEqual([value?.tasks, value?.a, value?.b], [2, "b", "a"]);
});

test("evidence names the leader after its first task", () => {
  const plan = { question: { kind: "best", value: 100 }, topologies: ["a", "b", "c"], tasks: ["1", "2"], delta: 0 } as const;
  const evidence = new Evidence(plan);
  evidence.take(
    [
      { topology: "a", task: "1", passed: 0, cost: 5 },
      { topology: "b", task: "1", passed: 1, cost: 30 },
      { topology: "c", task: "1", passed: 1, cost: 20 },
    ],
    1,
  );
  assert.equal(evidence.leader(), "c");
  assert.deepEqual(
    evidence.values().map(({ topology, value }) => [topology, value]),
    [
      ["a", -5],
      ["b", 70],
      ["c", 80],
    ],
  );
  assert.deepEqual(evidence.next(), { topology: "b", lead: 10, tasks: 1 });
});

test("a minimum in a flat valley is sought until the corners are near one another, and Rosenbrock's is found", () => {
  // All first values are within 1e-6 of one another, the corners .6 apart.
  near(nelderMead(([x = 0]) => 1e-7 * (x - 3) ** 2, [1])[0], 3, 0.01);
  const [x, y] = nelderMead(([a = 0, b = 0]) => (1 - a) ** 2 + 100 * (b - a * a) ** 2, [-1.2, 1]);
  near(x, 1, 0.01);
  near(y, 1, 0.01);
});

test("as many failures and passes as are wanted are enough for one member's tries", () => {
  // 40 tasks, two tries: both fail on 5 tasks, one of two on 35; then 5 passes in all, of 10 tasks passed once.
  const tries = (n: number, there: number, rest: number) =>
    Array.from({ length: 40 }, (_, i) => ({ passed: i < n ? there : rest, tries: 2 }));
  near(sameIndependence(tries(5, 0, 1), 2)?.value, Math.log(5 / 40) / Math.log(22.5 / 40));
  near(sameIndependence(tries(10, 1, 0), 2)?.value, Math.log(30 / 40) / Math.log(35 / 40));
});

test("messages that are as common are told by the alphabet, and one unreadable answer is shown by its trial", () => {
  const lost = (message: string, task: string) =>
    row({ task, answered: false, scored: false, passed: false, state: "failed", failure: { code: "provider", message } });
  const topologies = byTopology([lost("zebra", "1"), lost("apple", "2"), lost("mango", "3"), lost("apple", "4"), lost("mango", "5")]);
  const of = (more: Partial<TopologyRow>, known: ReturnType<typeof byTopology>): string[] =>
    warningsOf(
      {
        run: "R",
        tasks: 0,
        topologies: [{ ...topologyRow("t", known.get("t") ?? new Map(), {}), ...more }],
        comparisons: [],
        repetitions: 1,
      } as unknown as Summary,
      known,
    );
  assert.match(of({}, topologies)[0] ?? "", /: t 5 of 5 trials\. For example: apple$/);
  const read = byTopology([row(), row({ task: "b", passed: false, unreadable: true })]);
  assert.match(of({}, read)[0] ?? "", /: t 1 of 2 answers \(50\.0%\)\. Read one with `catallaxy show R t\/b\/0`\.$/);
  assert.match(of({ unreadable: 1, attempted: 1 }, new Map())[0] ?? "", /`catallaxy show R '<trial>'`|<trial>/);
});
