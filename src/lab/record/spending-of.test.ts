import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { openStore } from "../../ledger/index.ts";
import { csv, json } from "../../report/index.ts";
import { foldTrials } from "../../statistics/index.ts";
import { topologyKinds } from "../../topologies/index.ts";
import { summarySchema, type Summary } from "../../summary.ts";
import type { Event, Model, Reply, Seat } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { toNano } from "../../util/money.ts";
import { stream } from "../../util/random.ts";
import { openRunResources } from "../trials/run-resources.ts";
import { execute } from "../trials/execute.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { analyzeRun } from "../analysis/summarize-run.ts";

type Amounts = Readonly<Record<string, number>>;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const nano = (amounts: Amounts): number => sum(Object.values(amounts).map(toNano));

interface Faults {
  readonly illShaped: number;
  readonly failing: number;
}
/** The same model, which at times writes prose where an object is wanted, or is billed for no answer. No prompt cache, so that bills and rows agree. */
function faulty(seat: Seat, { illShaped, failing }: Faults, next: () => number): Seat {
  const call: Model["call"] = async (ask, watch) => {
    const reply = await seat.model.call(ask, watch);
    const drawn = next();
    const { usage, cost, ms } = reply;
    // No two failures take equally long: that is how a trial's is told from another's.
    if (drawn < failing)
      return { ...fail("provider", "The server fell over."), usage, cost, ms: ms + Math.floor(drawn * 1e6) } satisfies Reply;
    if (drawn < failing + illShaped && ask.shape !== undefined)
      return { ok: true, text: "Looks fine to me.", stop: "end", usage, cost, ms } satisfies Reply;
    return reply;
  };
  return { ...seat, model: { ...seat.model, cache: "none", call } };
}

const members = ["judge", "second", "third"];
const verifiers = {
  rubric: { kind: "rubric", member: "judge" },
  panel: { kind: "panel", members },
  market: { kind: "prediction-market", members },
  pairwise: { kind: "pairwise", member: "judge", reference: "The total is 7." },
  noisy: { kind: "noisy", falsePositive: 0.2, falseNegative: 0.2 },
  oracle: { kind: "oracle" },
};
interface Arrangement {
  readonly topologies: readonly string[];
  readonly verifier: keyof typeof verifiers;
  readonly members: Faults;
  readonly judges: Faults;
  readonly draws: "shared" | "independent";
  readonly attempts: number;
  readonly shadow: number;
  readonly budgets: readonly number[];
  readonly seed: string;
}
const share = fc.constantFrom(0, 0.2, 0.6, 1);
const faults = fc.record({ illShaped: share, failing: fc.constantFrom(0, 0, 0.2) });
const arrangement: fc.Arbitrary<Arrangement> = fc.record({
  topologies: fc.uniqueArray(fc.constantFrom(...topologyKinds.map(({ name }) => name)), { minLength: 1, maxLength: 3 }),
  verifier: fc.constantFrom("rubric", "panel", "market", "pairwise", "noisy", "oracle"),
  members: faults,
  judges: faults,
  draws: fc.constantFrom("shared", "independent"),
  attempts: fc.integer({ min: 1, max: 3 }),
  shadow: fc.constantFrom(0, 0, 1),
  budgets: fc.constantFrom([], [0.0005, 0.05]),
  seed: fc.string({ maxLength: 3 }),
});

/** One trial of these ends by the server's faults alone. */
const endsByFaultsAlone: Arrangement = {
  topologies: ["best-of", "strategy-market"],
  verifier: "pairwise",
  members: { illShaped: 0, failing: 0.2 },
  judges: { illShaped: 1, failing: 0 },
  draws: "shared",
  attempts: 1,
  shadow: 0,
  budgets: [],
  seed: "",
};

async function planOf(one: Arrangement): Promise<Plan> {
  const experiment = {
    suite: "generated",
    generate: { families: ["counting"], n: 2, seed: "money" },
    members: ["medium", "small"].map((name) => ({ name, model: `simulated/${name}` })),
    judges: ["judge", "second", "third"].map((name) => ({ name, model: "simulated/judge" })),
    topologies: [...one.topologies],
    verifier: verifiers[one.verifier],
    terms: { attempts: one.attempts, outputCap: 1000 },
    ...(one.budgets.length === 0 ? {} : { limits: { budget: [...one.budgets] } }),
    shadow: one.shadow,
    draws: one.draws,
    seed: one.seed,
  };
  const plan = await makePlan({ ...check(experiment, "money"), name: "money" }, {});
  const next = stream(one.seed);
  const seated = (seats: readonly Seat[], kind: Faults): Seat[] => seats.map((seat) => faulty(seat, kind, next));
  const grader = { kind: "rubric", pass: 0.5, member: "judge", criteria: [{ id: "right", statement: "It is right.", points: 1 }] };
  return {
    ...plan,
    suite: { ...plan.suite, tasks: plan.suite.tasks.map((task) => ({ ...task, grader })) },
    topologies: plan.topologies.map((topology) => ({ ...topology, seats: seated(topology.seats, one.members) })),
    judgeSeats: seated(plan.judgeSeats, one.judges),
  };
}

async function ran(one: Arrangement) {
  const plan = await planOf(one);
  const store = openStore(":memory:");
  store.create({ id: "r", experiment: "money", config: {}, state: "running", world: plan.world, seed: plan.seed, created: "" });
  const ledger = store.ledger("r");
  const { services, close } = openRunResources(plan, ledger, new AbortController().signal, { spent: 0 }, { tries: 2, callMs: 60_000 });
  await execute(plan, services, ledger, 2, () => {});
  await close();
  const { summary } = await analyzeRun(plan, ledger, "r", 0);
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const rows = [...ledger.calls()];
  const { spent } = ledger.spentAndHeld();
  store.close();
  return { summary, events, rows, spent };
}

/** Each topology's figures, folded in whatever way the report shows them. */
function viewsAgree({ topologies, budgets = [] }: Summary): void {
  for (const { name, cost, byCategory, trials, rated: known = Number.NaN } of topologies) {
    const total = toNano(cost.total);
    const rated = toNano(cost.rated ?? Number.NaN);
    assert.equal(rated + toNano(cost.unrated ?? Number.NaN), total, name);
    assert.ok(Math.abs((cost.perTrial ?? 0) * known * 1e9 - rated) < 1e-3, name);
    for (const view of [cost.byPurpose, cost.byMember, cost.byOutcome ?? {}]) assert.equal(nano(view), total, name);
    assert.equal(sum(Object.values(byCategory).map((row) => toNano(row.cost))), total, name);
    assert.equal(cost.byPurpose["grade"], undefined, name);
    const point = budgets.flatMap((curve) => curve.points.filter(({ budget }) => name === `${curve.topology}@$${budget}`));
    for (const each of point) assert.ok(Math.abs(each.cost * known * 1e9 - rated) < 1e-3 && each.trials === trials, name);
  }
}

function calls(events: readonly Event[]) {
  return events.flatMap(({ trial, span, fact }) => (fact.type === "call" ? [{ trial, span, ...fact }] : []));
}

/** What the first call of each key cost: the others had its answer for nothing. A call that failed is made anew, unless all failed alike. */
function firsts(asked: readonly ReturnType<typeof calls>[number][]): number[] {
  const once = new Map(asked.map((call) => [`${call.key} ${call.ok || call.ms}`, call.cost]));
  return [...once.values()];
}

/** The trials whose end was taken back, since only faults of the server led to it, and that have no other yet. */
function begunAnew(events: readonly Event[]): ReadonlySet<string> {
  const restarted = events.flatMap(({ fact }) => (fact.type === "own" && fact.name === "restart" ? [fact.value as { trial: string }] : []));
  const ended = new Set(events.flatMap(({ trial, fact }) => (fact.type === "trial-end" ? [trial] : [])));
  return new Set(restarted.flatMap(({ trial }) => (ended.has(trial) ? [] : [trial])));
}

function csvColumn(text: string, name: string): number {
  const rows = parse<Record<string, string>>(text, { columns: true });
  return sum(rows.map((row) => toNano(Number(row[name] ?? assert.fail(name)))));
}

test("on any experiment, with judges that fail and judges that do not fit, every view of the money sums to the ledger's rows", async () => {
  await fc.assert(
    fc.asyncProperty(arrangement, async (one) => {
      const { summary, events, rows, spent } = await ran(one);
      const ledger = sum(rows.map((row) => row.cost));
      assert.equal(ledger, spent);
      const spending = summary.spending ?? assert.fail("no spending");
      assert.equal(toNano(spending.total), ledger);
      assert.equal(nano({ ...spending, total: 0, unsettled: 0, unsettledCalls: 0 }), ledger);
      // The tables' money, each topology alone, less what was paid once, is what the topologies took, to the nano-dollar.
      const money = summary.money ?? assert.fail("no money");
      assert.equal(sum(summary.topologies.map(({ cost }) => toNano(cost.total))), toNano(money.alone));
      assert.equal(toNano(money.alone) - toNano(money.shared) - toNano(money.reused), toNano(spending.topologies));
      const sharing = calls(events).filter(({ purpose, trial }) => purpose !== "grade" && !trial.startsWith("@"));
      assert.equal(toNano(money.shared), sum(sharing.map(({ cost }) => cost)) - sum(firsts(sharing)));
      assert.deepEqual([money.reused, money.paid, spending.cutOff], [0, 0, 0]);
      // What only the server's faults ended is to be begun anew, and until then unfinished.
      const again = rows.filter(({ trial }) => begunAnew(events).has(trial));
      const unfinished = sum(again.flatMap(({ purpose, cost }) => (purpose === "shadow" || purpose === "grade" ? [] : [cost])));
      assert.equal(toNano(spending.unfinished), unfinished);
      const graded = sum(rows.flatMap((row) => (row.purpose === "grade" ? [row.cost] : [])));
      assert.equal(toNano(spending.grading), graded);
      assert.equal(sum(summary.topologies.map((row) => toNano(row.spent))), toNano(spending.topologies));
      const table = csv(summary);
      const beside = graded - sum(summary.topologies.map((row) => toNano(row.grading ?? 0)));
      assert.ok(one.shadow === 0 ? beside === 0 : beside >= 0);
      assert.equal(
        csvColumn(table, "spent_dollars") + csvColumn(table, "grading_dollars") + beside + toNano(spending.shadow) + unfinished,
        ledger,
      );
      const told = summarySchema.parse(JSON.parse(json(summary)));
      assert.deepEqual(told.spending, spending);
      viewsAgree(told);

      for (const { span, purpose, trial } of calls(events)) {
        assert.equal(purpose === "grade", span === "grade" || span.startsWith("grade/"), `${trial} ${span}`);
        if (/:verify(\/|$)/.test(span)) assert.equal(purpose, "verdict", `${trial} ${span}`);
      }
      for (const row of foldTrials(events)) {
        const own = calls(events).filter(({ trial }) => trial === row.trial);
        assert.equal(row.cost + row.gradeCost, sum(own.map(({ cost }) => cost)), row.trial);
        const grades = events.flatMap(({ trial, fact }) => (trial === row.trial && fact.type === "grade" ? [fact.cost] : []));
        assert.equal(row.gradeCost, sum(own.flatMap((call) => (call.purpose === "grade" ? [call.cost] : []))), row.trial);
        assert.equal(row.gradeCost, sum(grades), row.trial);
      }
      // Alone, every topology pays for each of its calls.
      if (one.draws === "independent")
        assert.equal(sum(calls(events).map(({ cost }) => cost)), ledger - sum(again.map(({ cost }) => cost)));
    }),
    { numRuns: 40, seed: 9, examples: [[endsByFaultsAlone]] },
  );
});
