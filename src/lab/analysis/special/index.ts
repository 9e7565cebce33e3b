import type { SpecialFigures } from "../../../report/index.ts";
import { own } from "../../../util/own.ts";
import { namedFigures, type NamedStudy } from "./named-figures.ts";
import { pairedFigures } from "./paired-figures.ts";
import type { PairedStudy } from "./paired-study.ts";
import type { TableSource } from "./table-source.ts";

export type { TableSource } from "./table-source.ts";

type Analysis = (source: TableSource) => SpecialFigures;
/** The table of an experiment that sets a published figure beside ours. */
const named =
  (study: NamedStudy): Analysis =>
  (source) =>
    namedFigures(source, study);
/** The same for one whose arms have several baselines and stand beside one model at equal spending. */
const paired =
  (study: PairedStudy): Analysis =>
  (source) =>
    pairedFigures(source, study);
/** What an experiment may ask for by name (`table: ...`). */
const analyses: Readonly<Record<string, () => Promise<Analysis>>> = {
  ablation: async () => (await import("./ablation-figures.ts")).ablationFigures,
  caching: async () => (await import("./caching-figures.ts")).cachingFigures,
  bidding: async () => (await import("./bidding-figures.ts")).biddingFigures,
  fairness: async () => (await import("./fairness-figures.ts")).fairnessFigures,
  judges: async () => (await import("./judges-figures.ts")).judgesFigures,
  scarcity: async () => (await import("./scarcity-figures.ts")).scarcityFigures,
  "branching-debate": async () => named((await import("./studies/branching-debate.ts")).branchingDebate),
  "long-context": async () => named((await import("./studies/long-context.ts")).longContext),
  "priced-help": async () => named((await import("./studies/priced-help.ts")).pricedHelp),
  "open-closed": async () => named((await import("./studies/open-closed.ts")).openClosed),
  "outside-hire": async () => named((await import("./studies/outside-hire.ts")).outsideHire),
  "role-council": async () => paired((await import("./studies/role-council.ts")).roleCouncil),
  "survivor-roster": async () => paired((await import("./studies/survivor-roster.ts")).survivorRoster),
  diversity: async () => paired((await import("./studies/diversity.ts")).diversity),
  "sequential-study": async () => paired((await import("./studies/sequential-study.ts")).sequentialStudy),
};

export function tableNames(): string[] {
  return Object.keys(analyses);
}

/** The figures of the experiment's own table; undefined when it asks for none. */
export async function specialFigures(source: TableSource): Promise<SpecialFigures | undefined> {
  const analysis = source.plan.table === undefined ? undefined : own(analyses, source.plan.table);
  return analysis === undefined ? undefined : (await analysis())(source);
}
