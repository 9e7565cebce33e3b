import type { NamedExperiment } from "../experiment/experiment.ts";
import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";

/** An arrangement with one of its topologies: the one that is named, which may be a kind that it does not list; the only one where none is. Throws `UserError`. */
export function oneTopology(experiment: NamedExperiment, wanted: string | undefined): NamedExperiment {
  const named = experiment.topologies.map((entry) => ({ entry, name: typeof entry === "string" ? entry : (entry.name ?? entry.use) }));
  if (wanted === undefined && named.length > 1)
    throw new UserError(
      `${experiment.name} has ${count(named.length, "topology", "topologies")}: ${named.map(({ name }) => name).join(", ")}. Name the one that is to answer with --topology.`,
    );
  const [first] = named;
  const found = wanted === undefined ? first : named.find(({ name }) => name === wanted);
  return { ...experiment, topologies: [found?.entry ?? wanted ?? ""] };
}
