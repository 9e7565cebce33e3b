import type { RunRecord, Store } from "../../ledger/index.ts";
import type { NamedExperiment } from "../experiment/experiment.ts";
import { withFunctions } from "../experiment/accept-functions.ts";
import type { Agreement } from "../experiment/import-config.ts";
import { check, type Fill } from "../experiment/load-experiment.ts";
import { reloadPlugins } from "../experiment/load-plugins.ts";
import type { Whereabouts } from "../../util/command-line.ts";

/** Who worked in a stored run, and on which terms, for something else: `fill` puts that in the place of its tasks. Throws `UserError` for functions and plugins that are not there. */
export async function storedArrangement(
  store: Store,
  record: RunRecord,
  fill: Fill,
  { agrees, where }: { readonly agrees: Agreement; readonly where: Whereabouts },
): Promise<NamedExperiment> {
  await reloadPlugins(record, agrees);
  const { config } = withFunctions(record, store, false, where);
  const { experiment } = config as { experiment: unknown };
  return { ...check(fill(experiment), record.id), name: record.experiment };
}
