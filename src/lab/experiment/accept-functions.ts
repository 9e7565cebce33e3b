import type { RunRecord, Store } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { runAgain, type Whereabouts } from "../../util/command-line.ts";
import { budgetsOf, plannedName } from "./planned-name.ts";
import { absentWords, changedFunction, functionsIn, missingFunctions, nameOfFunction } from "../../util/functions.ts";

interface Config {
  readonly experiment?: {
    readonly topologies?: readonly (string | { readonly name?: string; readonly use?: string })[];
    readonly limits?: { readonly budget?: number | readonly number[] };
  };
  readonly accepted?: readonly Json[];
}

/**
 * The record of a run whose functions are all loaded. A function whose source has changed is refused with what to do; with
 * `accept` it takes the old one's place, and the trials that the old one had a part in are begun anew: their calls still answer.
 */
export function withFunctions(record: RunRecord, store: Store, accept: boolean, where: Whereabouts | undefined): RunRecord {
  const { experiment } = record.config as Config;
  const missing = missingFunctions(experiment);
  const [first] = missing;
  if (first === undefined) return record;
  const changed = missing.map((address) => [address, changedFunction(address)] as const);
  for (const [address, now] of changed) if (now === undefined) throw new UserError(absentWords(address));
  if (!accept) throw new UserError(changedWords(missing, where));
  const replace = (text: string): string => changed.reduce((all, [before, now]) => all.replaceAll(before, now ?? before), text);
  const { config } = record;
  const accepted = [...((config as Config).accepted ?? []), missing.map((address) => `function ${nameOfFunction(address)} changed`)];
  const next = { ...(JSON.parse(replace(JSON.stringify(config))) as Record<string, Json>), accepted } as Json;
  const ledger = store.ledger(record.id);
  const touched = topologiesOf(experiment, missing);
  for (const { trial, ended } of ledger.trials())
    if (ended && (touched === undefined || touched.some((name) => trial.startsWith(`${name}/`)))) ledger.restart(trial, "task-changed");
  store.update(record.id, { config: next });
  return { ...record, config: next };
}

function changedWords(missing: readonly string[], where: Whereabouts | undefined): string {
  const names = missing.map((address) => `"${nameOfFunction(address)}"`).join(", ");
  const [what, its] = missing.length === 1 ? ["function", "its"] : ["functions", "their"];
  return `The source of the ${what} ${names} has changed since this run began. A new run takes over the answers that were paid for:\n  ${runAgain(where)}\nTo go on with this run instead, add --accept-changes: the trials in which the ${what} had a part are begun anew. Or name the file with ${its} former source with --config.`;
}

/** The topologies that the functions are; undefined where one of them is a member or a judge, which has a part in all. */
function topologiesOf(experiment: Config["experiment"], missing: readonly string[]): string[] | undefined {
  const { topologies = [], limits, ...rest } = experiment ?? {};
  const elsewhere = new Set(functionsIn(rest));
  if (missing.some((address) => elsewhere.has(address))) return undefined;
  return topologies.flatMap((entry) => {
    if (typeof entry === "string" || !functionsIn(entry).some((address) => missing.includes(address))) return [];
    const name = entry.name ?? entry.use;
    const budgets = budgetsOf({ limits });
    return name === undefined ? [] : budgets.map((budget) => plannedName(name, budget, budgets));
  });
}
