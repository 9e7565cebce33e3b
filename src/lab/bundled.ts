import type { ExperimentInput } from "./experiment.ts";

type Source = () => Promise<{ readonly experiment: ExperimentInput }>;
const sources: Readonly<Record<string, Source>> = {
  "coase-hayek": () => import("./experiments/coase-hayek.ts"),
};

export function bundledNames(): string[] {
  return Object.keys(sources);
}

/** A bundled experiment by name; undefined when there is none. */
export async function bundledExperiment(name: string): Promise<ExperimentInput | undefined> {
  const source = sources[name];
  return source === undefined ? undefined : { name, ...(await source()).experiment };
}
