import type { RunLedger } from "../../ledger/index.ts";
import type { GoodAtRow, LearntFigures, LessonsRow, TransferRow } from "../../report/index.ts";
import { byTopology, counted, rateInterval, type TrialRow, trialsOf, trialView } from "../../statistics/index.ts";
import type { Event } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import type { Plan } from "../plan/plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { helpBought } from "./help-bought.ts";
import { stepRows } from "./special/step-rows.ts";

/** What members learnt in a stored run, from its record alone. Makes no call. Throws `UserError` where no trial of it has ended. */
export async function learntOf(plan: Plan, ledger: RunLedger, run: string): Promise<LearntFigures> {
  const events: Event[] = [];
  let trials = trialView.start;
  for await (const event of settledEvents(ledger)) {
    trials = trialView.step(trials, event);
    events.push(event);
  }
  const names = new Set(plan.topologies.map(({ name }) => name));
  const rows = trialsOf(trials).filter((row) => names.has(row.topology) && counted(row) && !plan.learning.has(row.task));
  if (rows.length === 0) throw new UserError(`Wanted trials of ${run} that have ended; there is none. Resume it, or name another run.`);
  // Who asks nobody is one member alone; the first such topology whose owner is drawn as in the others, or the baseline.
  const alone = plan.topologies.find(({ name, topology }) => topology.name === "solo" && name === plan.baseline)?.name;
  return {
    run,
    world: plan.world,
    lessons: lessonsOf(events, rows),
    goodAt: goodAt(plan, rows),
    help: helpBought(events, rows, alone).bought,
    transfer: transferOf(plan, rows),
  };
}

function lessonsOf(events: readonly Event[], rows: readonly TrialRow[]): LessonsRow[] {
  const byTrial = new Map(rows.map((row) => [row.trial, row]));
  const found = new Map<string, LessonsRow>();
  const told = (trial: string, change: (row: LessonsRow, of: TrialRow) => LessonsRow): void => {
    const of = byTrial.get(trial);
    if (of === undefined) return;
    const key = JSON.stringify([of.topology, of.category]);
    const before = found.get(key) ?? {
      topology: of.topology,
      category: of.category,
      written: 0,
      verified: 0,
      shown: 0,
      passed: 0,
      latest: "",
    };
    found.set(key, change(before, of));
  };
  for (const { trial, fact } of events) {
    if (fact.type === "knowledge")
      told(trial, (row) => ({ ...row, written: row.written + 1, verified: row.verified + Number(fact.verified), latest: fact.text }));
    if (fact.type === "own" && fact.name === "lessons-shown")
      told(trial, (row, { passed }) => ({ ...row, shown: row.shown + 1, passed: row.passed + Number(passed) }));
  }
  return [...found.values()].filter(({ written }) => written > 0);
}

function goodAt(plan: Plan, rows: readonly TrialRow[]): GoodAtRow[] {
  const members = new Set(plan.topologies.flatMap(({ seats }) => seats.map(({ name }) => name)));
  const taken = rows.filter(({ by, answered }) => by !== undefined && answered && members.has(by));
  const groups = Map.groupBy(taken, ({ by, category }) => JSON.stringify([by, category]));
  return [...groups]
    .map(([key, some]): GoodAtRow => {
      const [member = "", category = ""] = JSON.parse(key) as string[];
      const tasks = [...Map.groupBy(some, ({ task }) => task).values()];
      const shares = tasks.map((trials) => ({ passes: trials.filter(({ passed }) => passed).length, trials: trials.length }));
      const passed = some.filter((row) => row.passed).length;
      return { member, category, taken: some.length, passed, ci: rateInterval(shares) ?? null };
    })
    .toSorted((a, b) => (a.member === b.member ? b.passed / b.taken - a.passed / a.taken : a.member < b.member ? -1 : 1));
}

/** Each topology that shows lessons beside those of its kind that show shuffled ones, or none. */
function transferOf(plan: Plan, rows: readonly TrialRow[]): TransferRow[] {
  const arms = plan.topologies.map(({ name, topology }) => ({ name, kind: topology.name, lessons: lessonsIn(topology) }));
  const pairs = arms
    .filter(({ lessons }) => lessons === "on")
    .flatMap((on) =>
      (["shuffled", "off"] as const).flatMap((beside) =>
        arms
          .filter(({ kind, lessons }) => kind === on.kind && lessons === beside)
          .map(({ name }) => ({ name: on.name, over: name, beside })),
      ),
    );
  const { steps } = stepRows(
    byTopology(rows),
    pairs.map((pair) => ({ ...pair, metrics: ["passed"] as const })),
    `${plan.seed}/learnt`,
  );
  return steps.flatMap(({ name, over, beside, passed }) =>
    passed === undefined ? [] : [{ a: name, b: over, beside, difference: passed.difference, ci: passed.ci }],
  );
}

/** What a topology's settings say of lessons; undefined where they say nothing. */
function lessonsIn(topology: Plan["topologies"][number]["topology"]): string | undefined {
  const settings = "settings" in topology ? topology.settings : undefined;
  if (typeof settings !== "object" || settings === null || !("lessons" in settings)) return undefined;
  return typeof settings.lessons === "string" ? settings.lessons : undefined;
}
