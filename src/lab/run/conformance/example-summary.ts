import { openStore } from "../../../ledger/index.ts";
import type { Summary } from "../../../summary.ts";
import { check } from "../../experiment/load-experiment.ts";
import { startRun } from "../run.ts";

let made: Promise<Summary> | undefined;

/** The summary of a small run of embedded models, made once per process. */
export function exampleSummary(): Promise<Summary> {
  made ??= make();
  return made;
}

async function make(): Promise<Summary> {
  const experiment = check(
    {
      suite: "generated",
      generate: { n: 6, families: ["counting", "number-square"] },
      members: [
        { name: "large", model: "simulated/large" },
        { name: "small", model: "simulated/small" },
      ],
      topologies: ["solo", "cascade"],
      verifier: { kind: "oracle" },
    },
    "conformance",
  );
  const surroundings = { environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
  const store = openStore(":memory:");
  try {
    return (await startRun({ ...experiment, name: "conformance" }, { ...surroundings, store })).summary;
  } finally {
    store.close();
  }
}
