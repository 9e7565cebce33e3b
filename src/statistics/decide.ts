import type { Nano } from "../types.ts";
import { shuffled, stream } from "../util/random.ts";
import type { Arrival, Decision, DecisionPlan } from "./decision.ts";
import { Evidence } from "./evidence.ts";
import { defined } from "../util/defined.ts";

/** Drives a run that stops when it is decided. Contract: the same arrivals, in any order, lead to the same decision. */
export interface Decider {
  /** The trials that are wanted now, for the next `ahead` tasks; none once the run has ended. */
  next(ahead?: number): { readonly topology: string; readonly task: string }[];
  take(arrival: Arrival): void;
  decision(): Decision;
}

/** Tasks in seeded random order, categories in turn, so that any beginning of the order is like the whole. */
export function taskOrder(tasks: readonly { readonly id: string; readonly category: string }[], seed: string): string[] {
  const sorted = [...tasks].sort((a, b) => (a.id < b.id ? -1 : 1));
  const places = [...Map.groupBy(sorted, ({ category }) => category)].flatMap(([category, members]) => {
    const next = stream(`${seed}/order/${category}`);
    return shuffled(members, next).map(({ id }, i) => ({ id, at: (i + next()) / members.length }));
  });
  return places.sort((a, b) => a.at - b.at).map(({ id }) => id);
}

/**
 * Every task is run by all topologies that can still win, in the plan's order. A topology is out when another's lead is above 0 by a
 * confidence sequence, with an allowance for costs too rare to have shown, so looking after every task is safe. What is left is named
 * by its net value, with the loss that is to be expected of that.
 */
export function decider(plan: DecisionPlan): Decider {
  const evidence = new Evidence(plan);
  const waiting = new Map<string, Map<string, Arrival>>();
  let done = 0;
  let spent = 0;
  const absorb = (): void => {
    for (; done < plan.tasks.length && evidence.state(plan.tasks.length - done) === "running"; done++) {
      const arrived = waiting.get(plan.tasks[done] as string);
      if (arrived === undefined || !evidence.live().every((name) => arrived.has(name))) return;
      evidence.take([...arrived.values()], done + 1);
    }
  };
  const decision = (): Decision => conclude(plan, evidence, done, spent);
  return {
    next(ahead = 1) {
      if (stateOf(plan, evidence, done, spent) !== "running") return [];
      const tasks = plan.tasks.slice(done, done + ahead);
      const all = tasks.flatMap((task) => evidence.live().map((topology) => ({ topology, task })));
      return all.filter(({ topology, task }) => waiting.get(task)?.has(topology) !== true);
    },
    take(arrival) {
      const arrived = waiting.get(arrival.task) ?? new Map<string, Arrival>();
      waiting.set(arrival.task, arrived);
      if (arrived.has(arrival.topology)) return;
      arrived.set(arrival.topology, arrival);
      spent += arrival.cost;
      absorb();
    },
    decision,
  };
}

function stateOf(plan: DecisionPlan, evidence: Evidence, done: number, spent: Nano): Decision["state"] {
  const found = evidence.state(plan.tasks.length - done);
  if (found !== "running") return found;
  if (plan.money !== undefined && spent >= plan.money) return "money";
  if (done < plan.tasks.length) return "running";
  return evidence.isClose() ? "close" : "undecided";
}

function conclude(plan: DecisionPlan, evidence: Evidence, done: number, spent: Nano): Decision {
  const state = stateOf(plan, evidence, done, spent);
  const leader = evidence.leader();
  const winner = state === "decided" || state === "close" ? leader : undefined;
  const left = plan.tasks.length - done;
  return {
    state,
    ...defined({ winner }),
    ...(state === "futile" ? { futile: evidence.noGain() ? ("no-gain" as const) : ("too-few" as const) } : {}),
    ...defined({ leader }),
    live: evidence.live(),
    out: evidence.out,
    tasks: done,
    spent,
    fixedCost: evidence.meanCosts().reduce((sum, cost) => sum + cost * plan.tasks.length, 0),
    regret: evidence.regret(),
    next: evidence.next(),
    ...(state === "decided" || done === 0 ? {} : { further: evidence.further(left > 0 ? left : done) }),
    values: evidence.values(),
    pairs: evidence.pairs(),
  };
}
