import type { Estimate } from "../../report/dry-run.ts";
import type { Nano } from "../../types.ts";
import { count } from "../../util/count.ts";
import { dollars } from "../../util/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedRace } from "../plan/race-plan.ts";
import type { PastReplies } from "./past-replies.ts";
import { rehearse } from "./rehearse.ts";

/** Candidates rehearse so many tasks; what these take stands for the others. */
const rehearsed = 3;

type Row = Estimate["rows"][number];

/**
 * What a search may cost, before anything is spent. To choose: no more than each way of searching may spend, and no more than all candidates
 * on all tasks to choose on. To score: the best single member and the winners, at most the dearest candidates, on the others.
 */
export async function raceEstimate(plan: Plan, race: PlannedRace, past: PastReplies | undefined): Promise<Estimate> {
  const { race: _race, goal: _goal, ...rest } = plan;
  const tasks = race.tasks.slice(0, rehearsed).flatMap((id) => plan.suite.tasks.find((task) => task.id === id) ?? []);
  const estimate = await rehearse({ ...rest, cap: Infinity, learning: new Set(), suite: { ...plan.suite, tasks } }, past);
  const own = estimate.rows.filter(({ topology }) => !topology.startsWith("("));
  const besides = estimate.rows.filter(({ topology }) => topology.startsWith("("));
  const ways = race.strategies.length;
  const all = scaled("(choosing)", [...own, ...besides], race.tasks.length / tasks.length);
  const budget = ways * race.money;
  const part = all.likely > budget ? budget / all.likely : 1;
  const choosing: Row = {
    ...all,
    ...counts(all, part),
    likely: Math.min(budget, all.likely),
    most: Math.min(budget, Math.max(all.most, all.likely)),
  };
  const scoring = scaled("(scoring)", finalistRows(own, race), (plan.suite.tasks.length - plan.learning.size) / tasks.length);
  const rows = [choosing, scoring];
  const sum = (field: "likely" | "most"): Nano => rows.reduce((total, row) => total + row[field], 0);
  const { cap: _cap, ...told } = estimate;
  return {
    ...told,
    tasks: plan.suite.tasks.length,
    rows,
    likely: sum("likely"),
    most: Math.min(plan.cap, plan.day ?? Infinity, sum("most")),
    ...(plan.cap === Infinity ? {} : { cap: plan.cap }),
    notes: [
      `${count(race.arms.length, "candidate")} race on ${count(race.tasks.length, "task")} for ${ways === 1 ? "" : `${ways} times `}${dollars(race.money)} at most; the winner is scored on the others.`,
      ...(estimate.notes ?? []),
    ],
  };
}

/** The dearest single member and, for each way of searching, the dearest candidate; likely is the mean of both sorts. */
function finalistRows(rows: readonly Row[], { arms, strategies }: PlannedRace): Row[] {
  const singles = new Set(arms.filter(({ single }) => single).map(({ name }) => name));
  const [alone, others] = [rows.filter(({ topology }) => singles.has(topology)), rows.filter(({ topology }) => !singles.has(topology))];
  return [usual(alone), ...strategies.map(() => usual(others.length === 0 ? alone : others))];
}

function usual(rows: readonly Row[]): Row {
  const mean = scaled("", rows, 1 / Math.max(1, rows.length));
  return { ...mean, most: Math.max(0, ...rows.map(({ most }) => most)) };
}

function scaled(topology: string, rows: readonly Row[], times: number): Row {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const whole = {
    topology,
    trials: sum(({ trials }) => trials),
    calls: sum(({ calls }) => calls),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    likely: sum(({ likely }) => likely),
    most: sum(({ most }) => most),
  };
  return { ...whole, ...counts(whole, times), likely: Math.round(whole.likely * times), most: Math.round(whole.most * times) };
}

function counts({ trials, calls, inputTokens, outputTokens }: Row, times: number) {
  const [a, b, c, d] = [trials, calls, inputTokens, outputTokens].map((each) => Math.round(each * times)) as [
    number,
    number,
    number,
    number,
  ];
  return { trials: a, calls: b, inputTokens: c, outputTokens: d };
}
