import type { Suite } from "../../../types.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { openWorlds } from "../../plan/open-worlds.ts";

/** The tasks of an experiment as its files have them now. Throws `UserError` for a suite that cannot be read. */
export async function suiteNow(experiment: Experiment): Promise<Suite> {
  const { suite } = await openWorlds(experiment);
  return suite;
}
