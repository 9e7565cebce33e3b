import { list } from "../../report/format.ts";
import type { Summary } from "../../summary.ts";
import { commandLine, type Whereabouts } from "../../util/command-line.ts";
import { dollars } from "../../util/money.ts";
import type { SharedCap } from "../trials/capped-budgets.ts";
import type { Plan } from "../plan/plan.ts";
import type { Starvation } from "../trials/starvation.ts";
import { tooLow } from "../estimate/too-low.ts";

/** What caps of sessions and topologies that cut trials short want a reader to know: which, whose, why, and how to go on. */
export async function starvedNotes(
  found: readonly Starvation[],
  plan: Plan,
  { run, topologies }: Pick<Summary, "run" | "topologies">,
  at: Whereabouts = {},
): Promise<string[]> {
  const barren = topologies.every(({ attempted }) => attempted === 0) ? await tooLow(plan) : undefined;
  return (["session", "topology"] as const).flatMap((cap) => {
    const own = found.filter((each) => each.cap === cap);
    const [first] = own;
    const amount = plan.topologies.find(({ name }) => name === first?.topology)?.caps?.[cap];
    if (first === undefined || amount === undefined) return [];
    const hint = barren === undefined ? "" : ` No trial could pay for an answer. ${barren}`;
    const command = commandLine(["resume", run, "--raise", `${cap}=<dollars>`], at);
    return [
      `The ${cap} cap of ${dollars(amount)} (limits.${cap}) ended ${whose(cap, own, plan)}: trials from there on have no result, and none is counted. ${first.why}${hint} Go on with: ${command}`,
    ];
  });
}

function whose(cap: SharedCap, found: readonly Starvation[], { repetitions }: Plan): string {
  const names = [...Map.groupBy(found, ({ topology }) => topology)].map(([name, own]) => {
    if (cap === "topology" || repetitions === 1) return name;
    const numbers = own.map(({ repetition }) => String(repetition)).sort();
    return `${name} in ${own.length === 1 ? "repetition" : "repetitions"} ${list(numbers)}`;
  });
  return list(names);
}
