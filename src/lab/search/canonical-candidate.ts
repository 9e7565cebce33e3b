import type { TopologyKind } from "../../topologies/index.ts";
import type { Terms } from "../../types.ts";
import { own } from "../../util/own.ts";
import { canonical } from "../../util/hash.ts";
import type { Candidate, CandidateSeat } from "./candidate.ts";

/** A candidate before it has a name. */
export type Arrangement = Pick<Candidate, "use" | "options" | "attempts" | "seats">;

/** What candidates are told apart by, and what of an arrangement counts. */
export interface Canonical {
  readonly key: string;
  /** The seats that it can ask; the others are left out of it. */
  readonly seats: readonly CandidateSeat[];
  /** Those of its options that count and are no defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * The form in which arrangements that are equal by construction are the same: defaults filled in, options that do nothing and seats that
 * nobody asks left out, one member that is asked and checked alone a solo. Undefined for one that is another with idle seats. Contract:
 * options that do not fit throw a `UserError`.
 */
export function canonicalForm(
  { use, options, attempts, seats }: Arrangement,
  { kind, terms, verified }: { readonly kind: TopologyKind; readonly terms: Terms; readonly verified: boolean },
): Canonical | undefined {
  const made = kind.make(options);
  const filled = kind.options.parse(options) as Readonly<Record<string, unknown>>;
  const names = seats.map(seatName);
  const asked = askedSeats(use, filled, made.asks?.(names, names[0] ?? "") ?? names);
  const kept = seats.filter((seat) => asked.includes(seatName(seat)));
  if ((made.unreached?.(asked, { ...terms, attempts }, verified) ?? []).length > 0) return undefined;
  // Without a verifier nothing is tried again, but for the sake of a comparison.
  const tries = (verified || kind.compares === true) && !kind.ignores.includes("attempts") ? attempts : 1;
  const place = { seats: kept.length, tries };
  const counts = withoutIdle(use, filled, place);
  const usual = kind.options.safeParse({});
  const defaults = (usual.success ? usual.data : {}) as Readonly<Record<string, unknown>>;
  const differing = Object.fromEntries(
    Object.entries(counts).filter(([name, value]) => value !== undefined && plain(value) !== plain(own(defaults, name))),
  );
  const alone = isAlone(use, counts, place);
  const form = alone ? { use: "solo", options: {} } : { use, options: differing };
  return { key: canonical({ ...form, attempts: tries, seats: kept.map(seatName) }), seats: kept, options: differing };
}

/** The name by which a seat is called in a topology. */
export function seatName(seat: CandidateSeat): string {
  return typeof seat === "string" ? seat : seat.name;
}

function askedSeats(use: string, options: Readonly<Record<string, unknown>>, names: readonly string[]): readonly string[] {
  const member = options["member"];
  const first = typeof member === "string" ? [member] : names.slice(0, 1);
  if (use === "solo") return first;
  if (use !== "best-of") return names;
  return options["spread"] === true ? names.slice(0, Number(options["n"])) : first;
}

/** How many sit there, and how often they may try. */
interface Occupancy {
  readonly seats: number;
  readonly tries: number;
}

/** Without what does nothing beside the other options. */
function withoutIdle(
  use: string,
  options: Readonly<Record<string, unknown>>,
  { seats, tries }: Occupancy,
): Readonly<Record<string, unknown>> {
  if (use === "solo") return {};
  if (use === "ab-mcts") return withoutIdleBranches(options, { seats, tries });
  if (use === "cascade" && options["check"] === "verifier") return without(options, ["samples", "threshold"]);
  if (use !== "best-of") return options;
  return without(options, [
    ...(options["choose"] === "majority" ? [] : ["ties"]),
    ...(options["spread"] === true && seats > 1 ? [] : ["spread", "member"]),
  ]);
}

/** A tree of one call has nothing to choose but its member; one member is not chosen. */
function withoutIdleBranches(options: Readonly<Record<string, unknown>>, { seats, tries }: Occupancy): Readonly<Record<string, unknown>> {
  const { calls = tries } = options;
  if (calls === 1) return tries === 1 ? {} : { calls };
  return seats === 1 ? without(options, ["pick", "stack"]) : options;
}

/** Whether one member is asked, and its answer checked, and nothing else. */
function isAlone(use: string, options: Readonly<Record<string, unknown>>, { seats }: Occupancy): boolean {
  if (use === "solo") return true;
  if (seats !== 1) return false;
  return use === "cascade" || (use === "best-of" && options["n"] === 1) || (use === "ab-mcts" && Object.keys(options).length === 0);
}

function without(options: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}

function plain(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}
