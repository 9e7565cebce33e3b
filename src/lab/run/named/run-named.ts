import { openStore } from "../../../ledger/index.ts";
import { bundledExperiment } from "../../experiment/bundled.ts";
import { check } from "../../experiment/load-experiment.ts";
import { startRun } from "../run.ts";

/** A bundled experiment with these fields changed, run on embedded models and forgotten; for tests. */
export async function runNamed(name: string, change: object = {}) {
  const experiment = check({ ...(await bundledExperiment(name)), ...change }, name);
  const store = openStore(":memory:");
  const { summary, table } = await startRun(
    { ...experiment, name },
    { store, environment: {}, concurrency: 8, now: () => 0, signal: new AbortController().signal },
  );
  store.close();
  return { summary, table };
}
