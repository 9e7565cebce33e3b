import type { ExperimentInput } from "./experiment.ts";
import { own } from "../../util/own.ts";

type Source = () => Promise<ExperimentInput>;
const recorded =
  (set: string): Source =>
  async () =>
    (await import("./bundled/recorded.ts")).recordedExperiment(set);
const sources: Readonly<Record<string, Source>> = {
  "coase-hayek": async () => (await import("./bundled/coase-hayek.ts")).experiment,
  caching: async () => (await import("./bundled/caching.ts")).experiment,
  ablation: async () => (await import("./bundled/ablation.ts")).experiment,
  bidding: async () => (await import("./bundled/bidding.ts")).experiment,
  judges: async () => (await import("./bundled/judges.ts")).experiment,
  generated: async () => (await import("./bundled/generated.ts")).experiment,
  fairness: async () => (await import("./bundled/fairness.ts")).experiment,
  "branching-debate": async () => (await import("./bundled/branching-debate.ts")).experiment,
  "long-context": async () => (await import("./bundled/long-context.ts")).experiment,
  "priced-help": async () => (await import("./bundled/priced-help.ts")).experiment,
  "open-closed": async () => (await import("./bundled/open-closed.ts")).experiment,
  "outside-hire": async () => (await import("./bundled/outside-hire.ts")).experiment,
  "role-council": async () => (await import("./bundled/role-council.ts")).experiment,
  "survivor-roster": async () => (await import("./bundled/survivor-roster.ts")).experiment,
  diversity: async () => (await import("./bundled/diversity.ts")).experiment,
  "sequential-study": async () => (await import("./bundled/sequential-study.ts")).experiment,
  scarcity: async () => (await import("./bundled/scarcity.ts")).experiment,
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
