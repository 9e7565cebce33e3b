import { UserError } from "../../../util/bug.ts";
import { didYouMean } from "../../../util/did-you-mean.ts";
import type { NamedExperiment } from "../../experiment/experiment.ts";

/** What a pass of members who work alone is told beside the experiment; `cap` in dollars. */
export interface PassWish {
  readonly members: readonly string[];
  readonly repeats: number;
  readonly cap?: number;
}

/** An experiment's tasks with each of these members alone, one attempt and no verifier, so many times. Throws a `UserError` for a member that it does not have. */
export function soloPass(experiment: NamedExperiment, { members, repeats, cap }: PassWish): NamedExperiment {
  const { table: _table, search: _search, until: _until, race: _race, edges: _edges, baseline: _baseline, ...rest } = experiment;
  const names = experiment.members.map(({ name }) => name);
  const lacking = members.find((name) => !names.includes(name));
  if (lacking !== undefined)
    throw new UserError(`The experiment has no member "${lacking}".${didYouMean(lacking, names)} Its members: ${names.join(", ")}.`);
  const { budget, ...limits } = experiment.limits;
  return {
    ...rest,
    name: `calibrate/${experiment.name}`,
    topologies: [...new Set(members)].map((member) => ({
      use: "solo",
      name: topologyName(member),
      members: [member],
      options: { member },
      terms: { attempts: 1 },
    })),
    members: experiment.members.filter(({ name }) => members.includes(name)),
    verifier: "none",
    repetitions: repeats,
    before: [],
    shadow: 0,
    holdOut: false,
    limits: {
      ...limits,
      ...(budget === undefined ? {} : { budget: Array.isArray(budget) ? Math.max(...budget) : budget }),
      ...(cap === undefined ? {} : { cap }),
    },
  };
}

/** Topologies' names have neither spaces nor slashes. */
function topologyName(member: string): string {
  return member.replaceAll(/[\s/]+/g, "-").replace(/^@/, "");
}
