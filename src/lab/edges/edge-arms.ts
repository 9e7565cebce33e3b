import type { NamedExperiment, TopologyEntry } from "../experiment/experiment.ts";
import { entryName } from "../experiment/planned-name.ts";
import { optionsWithout } from "../experiment/options-without.ts";
import { topologyKind } from "../../topologies/index.ts";
import type { Edge } from "./edges-of.ts";

/** A topology with some of its edges left out. */
export interface EdgeArm {
  readonly entry: TopologyEntry;
  /** Places among the edges. */
  readonly out: readonly number[];
}

/** The topology without these edges, named after what is left out of it; undefined where nobody would be left to ask. */
export function edgeArm(
  experiment: NamedExperiment,
  of: TopologyEntry,
  edges: readonly Edge[],
  out: readonly number[],
): EdgeArm | undefined {
  const written = typeof of === "string" ? { use: of } : of;
  const gone = out.flatMap((at) => edges[at] ?? []);
  const members = new Set(gone.flatMap(({ name, kind }) => (kind === "member" ? [name] : [])));
  const asked = edges.filter(({ kind }) => kind === "member");
  if (asked.length > 0 && asked.every(({ name }) => members.has(name))) return undefined;
  const messages = gone.flatMap(({ name, kind }) => (kind === "message" ? [name] : []));
  const seats = (written.members ?? experiment.members.map(({ name }) => name)).filter((name) => !members.has(name));
  const options = optionsWithout(topologyKind(written.use), written.options ?? {}, members);
  const without = [...new Set([...(written.without ?? []), ...messages])];
  const { options: _options, without: _without, choose: _choose, ...rest } = written;
  // A model that was recorded once has nothing to say a second time, so who is left out tries no more.
  const attempts = written.terms?.attempts ?? experiment.terms.attempts;
  const fewer =
    experiment.suite.startsWith("recorded/") && attempts !== undefined && members.size > 0
      ? { attempts: Math.min(attempts, seats.length) }
      : {};
  const name = [entryName(of), ...gone.map((edge) => edge.name.replaceAll(" ", ""))].join("~");
  return {
    out,
    entry: {
      ...rest,
      name,
      members: seats,
      ...(written.terms === undefined && Object.keys(fewer).length === 0 ? {} : { terms: { ...written.terms, ...fewer } }),
      ...(Object.keys(options).length === 0 ? {} : { options }),
      ...(without.length === 0 ? {} : { without }),
    },
  };
}
