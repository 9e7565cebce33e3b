import type { Nano, Task } from "../../types.ts";
import { dollarsApart } from "../../util/money.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";
import { rehearsedSeats } from "./rehearse.ts";

/** The limits of an experiment below which no call of a topology can leave, with how to raise each. */
const settings = {
  call: "limits.call",
  budget: "limits.budget (or --budget)",
  session: "limits.session",
  topology: "limits.topology",
  cap: "limits.cap (or --cap)",
  day: "limits.day",
} as const;

/** Which limits are below what the cheapest call holds, what that is, and which settings raise them; undefined where none is. */
export async function tooLow(plan: Plan): Promise<string | undefined> {
  const found = await Promise.all(plan.topologies.map((topology) => shortOf(plan, topology)));
  return found.every((one) => one === undefined) ? undefined : wordsFor(found);
}

interface Short {
  readonly name: string;
  readonly hold: Nano;
  readonly limits: [keyof typeof settings, Nano][];
}

function wordsFor(found: readonly (Short | undefined)[]): string {
  const [cheapest] = found.flatMap((one) => one ?? []).sort((a, b) => a.hold - b.hold);
  if (cheapest === undefined) return "";
  const { limits, hold, name } = cheapest;
  const [most, ...own] = dollarsApart(hold, ...limits.map(([, amount]) => amount));
  const amounts = limits.map(([limit], index) => `${settings[limit].split(" ")[0]} is ${own[index]}`);
  const raise = limits.map(([limit]) => settings[limit]);
  return `Too low: ${amounts.join(", ")}, and the cheapest call of ${name} holds ${most}, the most that it can cost. Raise ${raise.join(" and ")}, or lower terms.outputCap.`;
}

/**
 * Why no trial of a paid plan can pay for its first call, whatever its task: every topology has a limit below what the cheapest call
 * for the shortest task holds. Undefined where one can, and where nobody knows. Of a plan that nobody pays for it is the day's cap
 * alone: without a call of it no day ends the run.
 */
export async function unaffordable(plan: Plan): Promise<string | undefined> {
  const paid = plan.world === "live" || plan.world === "mixed";
  if (!paid && plan.day === undefined) return undefined;
  const length = ({ prompt, context }: Task): number => prompt.length + JSON.stringify(context ?? "").length;
  const shortest = plan.suite.tasks.toSorted((a, b) => length(a) - length(b))[0];
  const found = await Promise.all(plan.topologies.map((topology) => shortOf(plan, topology, shortest)));
  if (found.length === 0 || found.some((one) => one === undefined || !(paid || one.limits.some(([limit]) => limit === "day"))))
    return undefined;
  return `No trial could pay for an answer. ${wordsFor(found)}`;
}

async function shortOf(plan: Plan, topology: PlannedTopology, task = plan.suite.tasks[0]): Promise<Short | undefined> {
  const hold = Math.min(...(await rehearsedSeats(plan, topology, task)).map((seat) => seat.hold));
  if (!Number.isFinite(hold)) return undefined;
  const { call, session, topology: whole } = topology.caps ?? {};
  const all = { call, budget: topology.limits.cost, session, topology: whole, cap: plan.cap, day: plan.day };
  const limits = (Object.keys(settings) as (keyof typeof settings)[]).flatMap((limit): [keyof typeof settings, Nano][] => {
    const amount = all[limit];
    return amount === undefined || amount >= hold ? [] : [[limit, amount]];
  });
  return limits.length === 0 ? undefined : { name: topology.name, hold, limits };
}
