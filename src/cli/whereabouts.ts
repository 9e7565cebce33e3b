import { functionsIn } from "../util/functions.ts";
import type { Whereabouts } from "../util/command-line.ts";
import type { RunRecord } from "../lab/index.ts";

/** Where commands find the runs of this one: its ledger unless it is the usual one, and the configuration where it has functions. */
export function whereabouts(experiment: unknown, file: string, ledger: string | undefined): Whereabouts {
  return { ledger, ...(functionsIn(experiment).length === 0 ? {} : { config: file }) };
}

/** The same for a stored run; `config` is the file that was named now. */
export function whereaboutsOf(record: RunRecord, ledger: string | undefined, config?: string): Whereabouts {
  const { configFile } = record.config as { configFile?: string };
  const { experiment } = record.config as { experiment?: unknown };
  const known = config ?? configFile ?? "<lab.config.ts>";
  return whereabouts(experiment, known, ledger);
}
