import { topologyKinds } from "../../topologies/index.ts";
import { isFunctionAddress } from "../../util/functions.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError } from "../../util/part-error.ts";
import type { MemberEntry, NamedExperiment, TopologyEntry } from "../experiment/experiment.ts";
import { entryName } from "../experiment/planned-name.ts";
import { type RaceEntry, searchEntry, type SearchEntry } from "../experiment/search-entry.ts";
import { placedIn } from "../experiment/sources.ts";
import { variantsOf } from "../plan/variants.ts";
import type { Candidate, CandidateSeat } from "./candidate.ts";
import { type Arrangement, canonicalForm, seatName } from "./canonical-candidate.ts";
import { type Space, type SpaceBounds, spaceOf } from "./space.ts";

/** What a search is told beside the experiment. */
export interface SearchWish {
  readonly budget: number;
  readonly strategies: RaceEntry["strategies"];
  readonly goal?: "match" | { readonly budget?: number; readonly value?: number };
}

/**
 * The experiment of a search: the candidates of its space and its own topologies race on one half of the tasks. Throws a `UserError` for bounds that
 * name what is not there, or leave one member alone.
 */
export function searchExperiment(experiment: NamedExperiment, wish: SearchWish): NamedExperiment {
  try {
    return raced(experiment, wish);
  } catch (thrown) {
    throw placedIn(experiment, thrown);
  }
}

function raced(experiment: NamedExperiment, { budget, strategies, goal }: SearchWish): NamedExperiment {
  const search = searchEntry.parse(experiment.search ?? {});
  const members = membersIn(experiment, search);
  const setting = settingOf(experiment);
  const space = spaceOf({
    kinds: kindsIn(experiment, search),
    members,
    options: optionsIn(search),
    attempts: search.tries ?? [...new Set([1, setting.terms.attempts])],
    depth: search.depth ?? (experiment.suite.startsWith("recorded/") ? 1 : 2),
    seats: search.seats,
    most: search.most,
    ...setting,
    seed: experiment.seed,
  });
  const own = ownEntries(experiment, space, setting);
  const { search: _search, table: _table, until: _until, before: _before, baseline: _baseline, ...rest } = experiment;
  return {
    ...rest,
    before: [],
    shadow: 0,
    members: [...experiment.members, ...firmsIn(space, experiment)],
    topologies: [...space.candidates.map(entryOf), ...own],
    holdOut: holdOutOf(experiment, goal),
    race: {
      strategies: [...strategies],
      spend: budget,
      alpha: 0.05,
      space: { written: space.written + own.length, different: space.different + own.length },
    },
  };
}

type Setting = Pick<SpaceBounds, "terms" | "verified">;

/** The terms that hold for all. */
function settingOf({ terms, verifier }: NamedExperiment): Setting {
  const usual = { attempts: 2, feedback: "reason", outputCap: 4096, visibility: "all", warmFirst: false, selfJudging: "refused" } as const;
  const said = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
  return { terms: { ...usual, ...said }, verified: verifier !== "none" && verifier.kind !== "none" };
}

function holdOutOf({ holdOut }: NamedExperiment, goal: SearchWish["goal"]): NamedExperiment["holdOut"] {
  if (goal !== undefined) return { goal };
  return typeof holdOut === "object" ? holdOut : true;
}

function membersIn({ members }: NamedExperiment, search: SearchEntry): readonly string[] {
  const names = members.map(({ name }) => name);
  const wanted = search.members ?? names;
  const strange = wanted.findIndex((name) => !names.includes(name));
  if (strange >= 0)
    throw PartError.of(
      ["search", "members", strange],
      `Wanted a member of the experiment; got "${wanted[strange] ?? ""}".${didYouMean(wanted[strange] ?? "", names)} Its members: ${names.join(", ")}.`,
    );
  const unique = [...new Set(wanted)];
  if (unique.length < 2)
    throw PartError.of(
      search.members === undefined ? ["members"] : ["search", "members"],
      `A search arranges two members or more; here is one, ${unique[0] ?? ""}. Add a member, or compare topologies of one with \`catallaxy run\`.`,
    );
  return unique;
}

function kindsIn({ topologies }: NamedExperiment, search: SearchEntry) {
  const known = topologyKinds.map(({ name }) => name);
  const used = topologies.map((entry) => (typeof entry === "string" ? entry : entry.use)).filter((use) => !isFunctionAddress(use));
  const wanted = search.topologies === "all" ? known : (search.topologies ?? used);
  const strange = wanted.findIndex((name) => !known.includes(name));
  if (strange >= 0)
    throw PartError.of(
      ["search", "topologies", strange],
      `A kind of topology was wanted; there is none named "${wanted[strange] ?? ""}".${didYouMean(wanted[strange] ?? "", known)}`,
    );
  // Each member alone is always a candidate: the winner is compared with the best of them.
  return topologyKinds.filter(({ name }) => name === "solo" || wanted.includes(name));
}

function optionsIn({ options }: SearchEntry) {
  if (options === undefined) return new Map();
  if (options === "default") return "default" as const;
  const known = topologyKinds.map(({ name }) => name);
  const strange = Object.keys(options).find((kind) => !known.includes(kind));
  if (strange !== undefined)
    throw PartError.of(
      ["search", "options", strange],
      `A kind of topology was wanted; there is none named "${strange}".${didYouMean(strange, known)}`,
    );
  return new Map(Object.entries(options));
}

function entryOf({ name, use, options, attempts, seats }: Candidate): TopologyEntry {
  return { use, name, ...(Object.keys(options).length === 0 ? {} : { options }), terms: { attempts }, members: seats.map(seatName) };
}

/** The experiment's own topologies that are not in the space, as they are written; those that its entries try several values in, once for each. */
function ownEntries({ topologies, members }: NamedExperiment, { candidates }: Space, setting: Setting): TopologyEntry[] {
  const names = new Set(candidates.map(({ name }) => name));
  const keys = new Set(candidates.map(({ key }) => key));
  return topologies.flatMap((entry): TopologyEntry[] => {
    // A kind by its name alone is in the space.
    if (typeof entry === "string") return isFunctionAddress(entry) ? [entry] : [];
    const { choose: _choose, ...written } = entry;
    const variants = variantsOf(entry);
    return variants.flatMap(({ options = {}, tried }, at) => {
      const name = variants.length > 1 ? `${entryName(entry)}#${at + 1}` : entryName(entry);
      const attempts = tried?.["attempts"] ?? written.terms?.attempts ?? setting.terms.attempts;
      const seats = written.members ?? members.map((member) => member.name);
      const key = keyOf({ use: entry.use, options, attempts: Number(attempts), seats }, written, setting);
      if (key !== undefined && keys.has(key)) return [];
      return [
        {
          ...written,
          name: names.has(name) ? `${name}-own` : name,
          ...(Object.keys(options).length === 0 ? {} : { options: { ...options } }),
          ...(typeof attempts === "number" ? { terms: { ...written.terms, attempts } } : {}),
        },
      ];
    });
  });
}

/** What an entry is told apart by, where it is one that a space may have: with nothing of its own but attempts. */
function keyOf(arrangement: Arrangement, { terms = {}, verifier }: Exclude<TopologyEntry, string>, setting: Setting): string | undefined {
  const kind = topologyKinds.find(({ name }) => name === arrangement.use);
  const own = Object.entries(terms).some(([term, value]) => term !== "attempts" && value !== undefined);
  if (kind === undefined || own || verifier !== undefined) return undefined;
  return canonicalForm(arrangement, { kind, ...setting })?.key;
}

/** The arrangements that sit in others, as members. */
function firmsIn({ candidates }: Space, { members }: NamedExperiment): MemberEntry[] {
  const found = new Map<string, MemberEntry>();
  const seated = (seat: CandidateSeat): MemberEntry => {
    const member = members.find(({ name }) => name === seatName(seat));
    if (typeof seat === "string" && member !== undefined) return member;
    return firmOf(seat as Candidate, seated);
  };
  for (const { seats } of candidates) for (const seat of seats) if (typeof seat !== "string") found.set(seat.name, firmOf(seat, seated));
  return [...found.values()];
}

function firmOf({ name, use, options, seats }: Candidate, seated: (seat: CandidateSeat) => MemberEntry): MemberEntry {
  return { name, firm: { topology: use, ...(Object.keys(options).length === 0 ? {} : { options }), members: seats.map(seated) } };
}
