import { list } from "../report/format.ts";
import type { Summary } from "../summary.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { dollars } from "../util/money.ts";
import type { CappedPurses, SharedCap } from "./capped-purses.ts";
import type { Plan } from "./plan.ts";
import { tooLow } from "./too-low.ts";
import type { Bench } from "./trial.ts";

/** A session or a topology whose shared money was used up: its trials from there on have no result. */
export interface Starvation {
  readonly cap: SharedCap;
  readonly topology: string;
  readonly repetition: number;
  /** What the call that could not leave may have cost, and what was left. */
  readonly why: string;
}
/** Keeps which shared money ran out in a run, and what its bench needs for that. */
export function starvationLog(purses: CappedPurses | undefined): {
  readonly found: readonly Starvation[];
  readonly hooks: Pick<Bench, "purseOf" | "starve">;
} {
  const found: Starvation[] = [];
  if (purses === undefined) return { found, hooks: {} };
  const starve: NonNullable<Bench["starve"]> = (spec, why) => {
    const { topology, repetition } = spec;
    const cap = purses.tight(spec);
    const shares = (name: string, other: number): boolean => name === topology.name && (cap === "topology" || other === repetition);
    if (!found.some((known) => known.cap === cap && shares(known.topology, known.repetition)))
      found.push({ cap, topology: topology.name, repetition, why });
    return (other) => shares(other.topology.name, other.repetition);
  };
  return { found, hooks: { purseOf: purses.purseOf, starve } };
}

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
