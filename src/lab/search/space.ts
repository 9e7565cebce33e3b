import type { TopologyKind } from "../../topologies/index.ts";
import type { Terms } from "../../types.ts";
import { within } from "../../util/part-error.ts";
import { shuffled, stream } from "../../util/random.ts";
import { type Arrangement, canonicalForm, seatName } from "./canonical-candidate.ts";
import type { Candidate, CandidateSeat } from "./candidate.ts";
import { aroundDefaults, combinations } from "./option-grid.ts";

/** The bounds of a space, every name resolved. */
export interface SpaceBounds {
  readonly kinds: readonly TopologyKind[];
  readonly members: readonly string[];
  /** By kind the values to try of each option; `default` for defaults alone. */
  readonly options: "default" | ReadonlyMap<string, Readonly<Record<string, readonly unknown[]>>>;
  readonly attempts: readonly number[];
  readonly depth: number;
  readonly seats: number;
  readonly most: number;
  readonly terms: Terms;
  /** Whether there is a verifier. */
  readonly verified: boolean;
  readonly seed: string;
}
export interface Space {
  /** Each member alone first, then the others in order of depth and kind. */
  readonly candidates: readonly Candidate[];
  /** Arrangements that were written down, and how many of them are different. */
  readonly written: number;
  readonly different: number;
}

/** So many arrangements of each depth, drawn by seed, may sit in deeper ones. */
const firmsOfDepth = 24;
/** In a nested arrangement so many seats at most. */
const nestedSeats = 2;

/**
 * All arrangements within the bounds, those that are equal by construction once: kinds with their configurations, over every set of seats;
 * deeper ones, with their defaults unless values are listed, over members and arrangements one less deep. Of more than `most` so many are
 * drawn, depths and kinds in turn, defaults first. Throws a `UserError` for listed options that do not fit.
 */
export function spaceOf(bounds: SpaceBounds): Space {
  const found = new Map<string, Candidate>();
  let written = 0;
  const add = (arrangement: Arrangement, kind: TopologyKind, depth: number): void => {
    written += 1;
    const form = canonicalForm(arrangement, { kind, terms: bounds.terms, verified: bounds.verified });
    if (form === undefined || found.has(form.key)) return;
    const whole = { ...arrangement, options: form.options, seats: form.seats };
    found.set(form.key, { ...whole, key: form.key, name: nameOf(whole), depth, single: isSingle(whole) });
  };
  const solo = bounds.kinds.find(({ name }) => name === "solo");
  for (const member of bounds.members) if (solo !== undefined) add({ use: "solo", options: {}, attempts: 1, seats: [member] }, solo, 1);
  let firms: readonly CandidateSeat[] = [];
  for (let depth = 1; depth <= bounds.depth; depth++) {
    const crews = depth === 1 ? subsets(bounds.members, bounds.seats) : nestedCrews(bounds, firms);
    for (const kind of bounds.kinds) {
      if (depth > 1 && kind.name === "solo") continue;
      for (const options of configurations(bounds, kind, depth))
        for (const seats of crews)
          for (const attempts of tries(bounds, depth)) add({ use: kind.name, options, attempts, seats }, kind, depth);
    }
    firms = firmsAt([...found.values()], depth, bounds);
  }
  return { candidates: drawn([...found.values()], bounds), written, different: found.size };
}

function isSingle({ use, attempts, seats }: Arrangement): boolean {
  return use === "solo" && attempts === 1 && typeof seats[0] === "string";
}

function configurations({ options }: SpaceBounds, kind: TopologyKind, depth: number): readonly Readonly<Record<string, unknown>>[] {
  const listed = options === "default" ? undefined : options.get(kind.name);
  if (listed !== undefined) return within(["search", "options", kind.name], () => combinations(listed).filter((one) => fits(kind, one)));
  return options === "default" || depth > 1 ? [{}] : aroundDefaults(kind).filter((one) => kind.options.safeParse(one).success);
}

/** Throws a `UserError` for what the user listed and the kind does not take. */
function fits(kind: TopologyKind, options: Readonly<Record<string, unknown>>): boolean {
  kind.make(options);
  return true;
}

/** Sets of one to `most` of these, in their order. */
function subsets<T>(all: readonly T[], most: number): T[][] {
  const made: T[][] = [];
  const grow = (from: number, chosen: readonly T[]): void => {
    if (chosen.length > 0) made.push([...chosen]);
    if (chosen.length === most) return;
    for (let i = from; i < all.length; i++) grow(i + 1, [...chosen, all[i] as T]);
  };
  grow(0, []);
  return made.sort((a, b) => a.length - b.length);
}

/** Sets with at least one firm. */
function nestedCrews({ members, seats }: SpaceBounds, firms: readonly CandidateSeat[]): CandidateSeat[][] {
  return subsets<CandidateSeat>([...members, ...firms], Math.min(seats, nestedSeats)).filter((crew) =>
    crew.some((seat) => typeof seat !== "string"),
  );
}

/** With fewer, members of a nested cascade would never be reached. */
function tries({ attempts }: SpaceBounds, depth: number): readonly number[] {
  return depth === 1 ? attempts : [Math.max(...attempts)];
}

/** What may sit in the next depth: attempts are the outermost topology's, and one member alone sits there as itself. */
function firmsAt(found: readonly Candidate[], depth: number, { seed }: SpaceBounds): Candidate[] {
  const fit = [
    ...new Map(
      found
        .filter((one) => one.depth === depth && one.use !== "solo")
        .map((one): [string, Candidate] => {
          const seated = { ...one, attempts: 1 };
          return [nameOf(seated), { ...seated, name: nameOf(seated) }];
        }),
    ).values(),
  ];
  const chosen = new Set(shuffled(fit, stream(`${seed}/search/firms/${depth}`)).slice(0, firmsOfDepth));
  return fit.filter((one) => chosen.has(one));
}

function drawn(all: readonly Candidate[], { most, seed }: SpaceBounds): Candidate[] {
  const singles = all.filter(({ single }) => single);
  const strata = [
    ...Map.groupBy(
      all.filter(({ single }) => !single),
      ({ use, depth }) => `${depth}/${use}`,
    ),
  ].map(([name, own]) => shuffled(own, stream(`${seed}/search/${name}`)).toSorted((a, b) => Number(isPlain(b)) - Number(isPlain(a))));
  const chosen = new Set(singles);
  const wanted = Math.min(most, all.length);
  for (let turn = 0; chosen.size < wanted; turn++)
    for (const stratum of strata) {
      const next = stratum[turn];
      if (next !== undefined && chosen.size < wanted) chosen.add(next);
    }
  return all.filter((one) => chosen.has(one));
}

function isPlain({ options }: Candidate): boolean {
  return Object.keys(options).length === 0;
}

function nameOf({ use, options, attempts, seats }: Arrangement): string {
  const settings = Object.entries(options).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const own = settings.length === 0 ? "" : `[${settings.join(",")}]`;
  return `${use}${own}(${seats.map(seatName).join(",")})${attempts > 1 ? `x${attempts}` : ""}`.replaceAll(/[\s/]+/g, "-");
}
