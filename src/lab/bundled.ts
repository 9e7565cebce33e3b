import type { ExperimentInput } from "./experiment.ts";
import { own } from "../util/own.ts";

type Source = () => Promise<ExperimentInput>;
const recorded =
  (set: string): Source =>
  async () =>
    (await import("./experiments/recorded.ts")).recordedExperiment(set);
const sources: Readonly<Record<string, Source>> = {
  "coase-hayek": async () => (await import("./experiments/coase-hayek.ts")).experiment,
  caching: async () => (await import("./experiments/caching.ts")).experiment,
  ablation: async () => (await import("./experiments/ablation.ts")).experiment,
  bidding: async () => (await import("./experiments/bidding.ts")).experiment,
  judges: async () => (await import("./experiments/judges.ts")).experiment,
  generated: async () => (await import("./experiments/generated.ts")).experiment,
  "recorded/metr_runs": recorded("metr_runs"),
  "recorded/lifeeval_confidence": recorded("lifeeval_confidence"),
  "recorded/livecodebench": recorded("livecodebench"),
  "recorded/zeroeval": recorded("zeroeval"),
  "recorded/strangeloopcanon": recorded("strangeloopcanon"),
};

export function bundledNames(): string[] {
  return Object.keys(sources);
}

/** A bundled experiment by name; undefined when there is none. */
export async function bundledExperiment(name: string): Promise<ExperimentInput | undefined> {
  const source = own(sources, name);
  return source === undefined ? undefined : { name, ...(await source()) };
}
