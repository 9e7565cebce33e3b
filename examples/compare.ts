// Compares three ways of organizing two members on three tasks of one's own, and reads the result as values.
import { loadExperiment, openStore, startRun } from "catallaxy";

const store = openStore(":memory:");
const experiment = await loadExperiment(new URL("starter/lab.config.ts", import.meta.url).pathname);
const { summary } = await startRun(
  { ...experiment, suite: new URL("starter/tasks.yaml", import.meta.url).pathname },
  { store, environment: {}, concurrency: 4, now: () => Date.now(), signal: new AbortController().signal },
);
for (const { name, passRate, cost } of summary.topologies) {
  console.log(name.padEnd(12), `${Math.round((passRate ?? 0) * 100)}% passed`, `$${(cost.perTrial ?? 0).toFixed(4)} per task`);
}
store.close();
