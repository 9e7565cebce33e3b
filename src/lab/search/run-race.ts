import { jointBudget, type Memory, openBudget } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import type { Nano } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import type { Fund } from "../../util/fund.ts";
import { dollars } from "../../util/money.ts";
import { type Progress, tellProgress } from "../trials/execute.ts";
import { type Plan, type TrialSpec, trialsOf } from "../plan/plan.ts";
import { endedTrials, sessionsOf, type Workers, workThrough } from "../trials/sessions.ts";
import { settledEvents } from "../trials/settled-events.ts";
import type { TrialServices } from "../trials/trial.ts";
import type { Cell } from "./cell.ts";
import { type Bring, type Course, course } from "./course.ts";
import { courseEnds, noteEnd } from "./course-ends.ts";
import { knownTrials } from "./known-trials.ts";
import { finalists } from "./raced-plan.ts";

/**
 * Runs a search: each way of searching on the tasks to choose on, within its money, then the winners and the best single member on the
 * others. What a wave runs follows from results alone, so any resumption runs the same trials, and one that had no money left to end is in no result.
 */
export async function runRace(
  plan: Plan,
  services: TrialServices,
  ledger: RunLedger,
  concurrency: number,
  onProgress: (progress: Progress) => void,
): ReturnType<typeof workThrough> {
  const { race } = plan;
  if (race === undefined) throw new UserError("Wanted an experiment with a `race`; it has none.");
  const reader = reading(plan, ledger);
  const crew = crewOf(plan, { services, ledger, concurrency }, onProgress);
  const paidNow = (): Nano => {
    const { spent, held } = ledger.spentAndHeld();
    return spent + held;
  };
  // What the first one left unfinished before a resumption is of its money, too.
  let since = paidNow() - paidBefore(plan, ledger);
  const courses: Course[] = [];
  for (const strategy of race.strategies) {
    const end = (await reader()).ends.get(strategy);
    let worked: Awaited<ReturnType<typeof workThrough>> = "done";
    const bring: Bring = async (cells, spent) => {
      const money = race.money - Math.max(spent, paidNow() - since);
      const ran = end === undefined ? await crew.withMoney(cells, money) : await crew.all(cells);
      if (ran !== "done" && ran !== "money") worked = ran;
      return ran === "done" ? (await reader()).trials : ran === "money" ? "money" : "stopped";
    };
    const went = await course(race, strategy, bring, end);
    if (worked !== "done") return worked;
    if (end === undefined) noteEnd(ledger, strategy, went.end);
    courses.push(went);
    since = paidNow();
  }
  const scored = finalists(plan, courses);
  if (scored.raced?.chosen === undefined) throw new UserError(tooLittle(race.money));
  return crew.trials(trialsOf(scored).filter(({ task }) => !plan.learning.has(task.id)));
}

function tooLittle(money: Nano): string {
  return `The budget of ${dollars(money)} ended before one task was run by two candidates, so nothing was chosen. Raise --budget, or bound the space: \`search: { topologies, members, most }\`.`;
}

/** The trials and ends of the search by now; each reading goes on where the last one stopped. */
function reading(plan: Plan, ledger: RunLedger) {
  const [trials, ends] = [knownTrials(plan), courseEnds(plan.race?.strategies ?? [])];
  let after = 0;
  return async () => {
    for await (const event of settledEvents(ledger, { after })) {
      after = event.seq;
      trials.take(event);
      ends.take(event);
    }
    return { trials: trials.made(), ends: ends.made() };
  };
}

/** What calls on the tasks to choose on were paid so far; one of unknown outcome counts as its hold. */
function paidBefore(plan: Plan, ledger: RunLedger): Nano {
  const own = new Set(trialsOf(plan).flatMap(({ id, task }) => (plan.learning.has(task.id) ? [id] : [])));
  let sum = 0;
  for (const { trial, state, hold, cost } of ledger.calls())
    if (own.has(trial)) sum += state === "open" || state === "unknown" ? hold : cost;
  return sum;
}

function crewOf(plan: Plan, work: Pick<Workers, "services" | "ledger" | "concurrency">, onProgress: (progress: Progress) => void) {
  const { context } = work.services;
  const specs = Map.groupBy(trialsOf(plan), ({ topology, task }) => `${topology.name}\n${task.id}`);
  const tasks = plan.race?.tasks ?? [];
  const memories = new Map<string, Memory>();
  const ended = endedTrials(work.ledger);
  const begun = new Set<string>();
  const size = { total: ended.size, learning: ended.size };
  const trials = async (wanted: readonly TrialSpec[], services: TrialServices = work.services) => {
    // A session remembers each of its trials once.
    const fresh = wanted.filter(({ id }) => !begun.has(id));
    for (const { id } of fresh) begun.add(id);
    size.total = Math.max(size.total, ended.size + fresh.filter(({ id }) => !ended.has(id)).length);
    const onEnd = tellProgress(ended.size, size, onProgress);
    return workThrough(sessionsOf(fresh, memories), { ...work, services, ended, onEnd });
  };
  const ofCells = (cells: readonly Cell[]): TrialSpec[] =>
    cells.flatMap(({ arm, task }) => specs.get(`${arm}\n${tasks.at(task) ?? ""}`) ?? []);
  return {
    trials,
    all: (cells: readonly Cell[]) => trials(ofCells(cells)),
    /** The same within so much money: the first call that it cannot pay ends it. */
    async withMoney(cells: readonly Cell[], money: Nano) {
      const stop = new AbortController();
      const fund = watched(openBudget({ cost: Math.max(0, money) }), () => stop.abort());
      const signal = AbortSignal.any([...(context.signal === undefined ? [] : [context.signal]), stop.signal]);
      const services = { ...work.services, context: { ...context, budget: jointBudget(context.budget, fund), signal } };
      const wanted = ofCells(cells);
      const worked = await trials(wanted, services);
      if (worked !== "interrupted" || !stop.signal.aborted || context.signal?.aborted === true) return worked;
      for (const { id } of wanted) if (!ended.has(id)) begun.delete(id);
      return "money" as const;
    },
  };
}

function watched(fund: Fund, onRefusal: () => void): Fund {
  return {
    left: () => fund.left(),
    hold(cost) {
      const hold = fund.hold(cost);
      if (!hold.ok) onRefusal();
      return hold;
    },
    async reserve(cost, signal) {
      const hold = await fund.reserve(cost, signal);
      if (!hold.ok && hold.failure.code === "budget") onRefusal();
      return hold;
    },
  };
}
