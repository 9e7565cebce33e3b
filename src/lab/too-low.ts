import type { Nano } from "../types.ts";
import { dollars } from "../util/money.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
import { rehearsedSeats } from "./rehearse.ts";

/** The limits of an experiment below which no call of a topology can leave, with how to raise each. */
const settings = {
  call: "limits.call",
  budget: "limits.budget (or --budget)",
  session: "limits.session",
  topology: "limits.topology",
} as const;

/** Which limits are below what the cheapest call holds, what that is, and which settings raise them; undefined where none is. */
export async function tooLow(plan: Plan): Promise<string | undefined> {
  const found = await Promise.all(plan.topologies.map((topology) => shortOf(plan, topology)));
  const [cheapest] = found.flatMap((one) => one ?? []).sort((a, b) => a.hold - b.hold);
  if (cheapest === undefined) return undefined;
  const { limits, hold, name } = cheapest;
  const amounts = limits.map(([limit, amount]) => `${settings[limit].split(" ")[0]} is ${dollars(amount)}`);
  const raise = limits.map(([limit]) => settings[limit]);
  return `Too low: ${amounts.join(", ")}, and the cheapest call of ${name} holds ${dollars(hold)}, the most that it can cost. Raise ${raise.join(" and ")}, or lower terms.outputCap.`;
}

async function shortOf(plan: Plan, topology: PlannedTopology) {
  const hold = Math.min(...(await rehearsedSeats(plan, topology)).map((seat) => seat.hold));
  const { call, session, topology: whole } = topology.caps ?? {};
  const all = { call, budget: topology.limits.cost, session, topology: whole };
  const limits = (Object.keys(settings) as (keyof typeof settings)[]).flatMap((limit): [keyof typeof settings, Nano][] => {
    const amount = all[limit];
    return amount === undefined || amount >= hold ? [] : [[limit, amount]];
  });
  return limits.length === 0 ? undefined : { name: topology.name, hold, limits };
}
