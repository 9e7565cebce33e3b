import type { SearchFigures } from "../../report/index.ts";
import { count } from "../../util/count.ts";
import { UserError } from "../../util/bug.ts";
import { yamlText } from "../../util/yaml-text.ts";
import type { MemberEntry, NamedExperiment, TopologyEntry } from "../experiment/experiment.ts";
import { entryName } from "../experiment/planned-name.ts";

/**
 * What a search named, as an experiment: the winner beside the best single member, on all tasks, with the members that they use. `pathOf` writes a path as
 * the file is to have it. Throws a `UserError` where nothing was named.
 */
export function writtenSearch(experiment: NamedExperiment, figures: SearchFigures, pathOf: (path: string) => string): string {
  const [first] = figures.searches;
  const chosen = first?.chosen;
  if (chosen === undefined || chosen === null || figures.single === null)
    throw new UserError("Nothing was chosen, so no experiment was written. Go on with the search, or raise --budget.");
  const names = [...new Set([figures.single.name, chosen])];
  const topologies = names.flatMap((name) => experiment.topologies.find((entry) => entryName(entry) === name) ?? []);
  const { race: _race, holdOut: _holdOut, members, suite, before: _before, shadow: _shadow, judges, ca, envFile, ...rest } = experiment;
  const recorded = suite.startsWith("recorded/") ? suite.slice("recorded/".length) : undefined;
  const written = {
    ...rest,
    name: `found/${experiment.name}`.replace(/^found\/found\//, "found/"),
    suite: recorded === undefined ? pathOf(suite) : pathOf(recorded) === recorded ? suite : { recorded: pathOf(recorded) },
    members: membersOf(members, topologies),
    ...(judges.length === 0 ? {} : { judges }),
    topologies,
    baseline: figures.single.name,
    ...(ca === undefined ? {} : { ca: pathOf(ca) }),
    ...(envFile === undefined ? {} : { envFile: pathOf(envFile) }),
  };
  const head = [
    `Found by catallaxy search, run ${figures.run}, for ${figures.goal}, on ${count(first?.tasks ?? 0, "task")} of ${figures.tasks.choose}.`,
    "It runs on all tasks, those that it was chosen on included: for figures that no choice has seen, see that run.",
  ];
  return yamlText(plain(written), head);
}

/** Those that the topologies seat; all where one of them does not say. */
function membersOf(members: readonly MemberEntry[], topologies: readonly TopologyEntry[]): readonly MemberEntry[] {
  const seated = topologies.map((entry) => (typeof entry === "string" ? undefined : entry.members));
  const all = members.filter(({ firm }) => firm === undefined);
  const named = new Set(seated.flatMap((names) => names ?? all.map(({ name }) => name)));
  return members.filter(({ name }) => named.has(name));
}

/** Without fields that are not set. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => (isEmpty(part) ? undefined : part)));
}

function isEmpty(part: unknown): boolean {
  return typeof part === "object" && part !== null && !Array.isArray(part) && Object.keys(part).length === 0;
}
