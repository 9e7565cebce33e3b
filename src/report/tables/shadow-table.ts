import type { Nano } from "../../types.ts";
import { count } from "../../util/count.ts";
import { dollars } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One way of choosing on the shadowed tasks, in means per task. */
export interface PolicyRow {
  /** Who knew every outcome, the one member that is best alone, who goes by the record, a lot, or a topology of the run. */
  readonly policy: "hindsight" | "best-alone" | "record" | "random" | "topology";
  /** The member, or the topology. */
  readonly name?: string;
  readonly passRate: number;
  readonly cost: Nano;
  readonly surplus: Nano;
  /** Surplus of the best available first try minus its own, with the half-width of its 95% interval; absent of the best itself. */
  readonly regret?: { readonly mean: Nano; readonly half: Nano };
}
/** After a first try that failed: the share of second ones that pass, by the same member and by another. */
export interface RescueRow {
  readonly member: string;
  readonly failed: number;
  readonly same: number | undefined;
  readonly other: number | undefined;
}
export interface ShadowFigures {
  readonly kind: "shadow";
  /** Tasks that every member tried, of how many. */
  readonly shadowed: number;
  readonly tasks: number;
  readonly policies: readonly PolicyRow[];
  /** Topologies among them, of how many. */
  readonly topologies: { readonly shown: number; readonly of: number };
  readonly rescues: readonly RescueRow[];
  readonly cost: Nano;
}

/** What shadow runs tell: each way of choosing beside the best available, and what a second try is worth. */
export function shadowTable({ shadowed, tasks, policies, topologies, rescues, cost }: ShadowFigures): OwnTable {
  return {
    title: `Shadow runs: every member on ${shadowed} of ${count(tasks, "task")}`,
    columns: columns(["who is chosen", "passed", "cost/task", "surplus/task", "regret"]),
    rows: policies.map(line),
    notes: [
      ...(topologies.of > topologies.shown
        ? [`The ${topologies.shown} of ${count(topologies.of, "topology", "topologies")} with the highest surplus are shown.`]
        : []),
      "Surplus: worth of right answers minus cost. Regret: surplus of the best available first try minus the policy's, with its 95% interval over tasks; a topology that retries may go below zero.",
      ...rescueNotes(rescues),
      `Shadow runs cost ${dollars(cost)}, counted in no topology; tries that a topology asks for as well are paid once.`,
    ],
  };
}

const policyWords: Readonly<Record<PolicyRow["policy"], (name: string) => string>> = {
  hindsight: () => "best in hindsight",
  "best-alone": (member) => `always ${member} (best alone)`,
  record: () => "router by the record",
  random: () => "a random pick",
  topology: (name) => name,
};

function line({ policy, name = "", passRate, cost, surplus, regret }: PolicyRow): string[] {
  const interval = regret === undefined ? "0" : `${dollars(Math.round(regret.mean))} +-${dollars(Math.round(regret.half))}`;
  return [policyWords[policy](name), `${(100 * passRate).toFixed(1)}%`, dollars(Math.round(cost)), dollars(Math.round(surplus)), interval];
}

function rescueNotes(rescues: readonly RescueRow[]): string[] {
  if (rescues.length === 0) return [];
  const words = rescues.map(({ member, same, other, failed }) => `${member} ${percent(same)} / ${percent(other)} (n ${failed})`);
  return [`After a failed first try, a second one passes, by the same member / by another one: ${words.join("; ")}.`];
}

function percent(share: number | undefined): string {
  return share === undefined ? "-" : `${(100 * share).toFixed(1)}%`;
}
