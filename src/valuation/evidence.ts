import { UserError } from "../util/bug.ts";

/** One recorded attempt. What was not recorded is absent, never 0. */
export interface Outcome {
  readonly item: string;
  readonly category: string;
  readonly member: string;
  readonly sample?: number | string;
  readonly passed: boolean;
  /** What the attempt cost, in one currency throughout. */
  readonly cost?: number;
  readonly ms?: number;
  /** What was answered, in a form in which equal answers are equal texts; empty where nothing was. */
  readonly answer?: string;
  /** What came with the answer: the member's own chance of being right, the length of its reply. */
  readonly confidence?: number;
  readonly chars?: number;
  /** What a checker said of the answer when it was recorded: whether it accepted it. */
  readonly verdict?: boolean;
}

/** What is known of an item before anyone tries it. No outcome is here, so nothing that reads items alone can see one. */
export interface Item {
  readonly id: string;
  readonly category: string;
  readonly prompt?: string;
  /** The user's own columns. */
  readonly columns?: Readonly<Record<string, number | string>>;
  /** What members said, before trying, of their chance of success. */
  readonly bids?: Readonly<Record<string, number>>;
}

/** Outcomes by item and member. The cell of item i and member m stands at `i * members.length + m`. */
export interface Evidence {
  readonly items: readonly Item[];
  readonly members: readonly string[];
  readonly samples: readonly (readonly Outcome[])[];
  /** How many attempts each cell has, and how many of them passed. */
  readonly tries: Float64Array;
  readonly passes: Float64Array;
}

/**
 * Outcomes as a table. `about` says more of items that have outcomes; others are left out. A missing cell is no failure: it has no tries.
 * Contract: a sample that is there twice, an item in two categories and a number that is none are the user's to mend, and are named.
 */
export function evidenceOf(outcomes: readonly Outcome[], about: readonly Item[] = []): Evidence {
  const known = new Map(about.map((item) => [item.id, item]));
  const places = new Map<string, number>();
  const items: Item[] = [];
  for (const { item, category } of outcomes) {
    const place = places.get(item);
    if (place === undefined) {
      places.set(item, items.length);
      items.push({ ...known.get(item), id: item, category });
    } else if (items[place]?.category !== category) {
      throw new UserError(`Item "${item}" has two categories, "${items[place]?.category}" and "${category}"; give it one.`);
    }
  }
  const members = [...new Set(outcomes.map(({ member }) => member))];
  const samples = cellsOf(outcomes, places, members);
  const tries = Float64Array.from(samples, (cell) => cell.length);
  const passes = Float64Array.from(samples, (cell) => cell.reduce((sum, { passed }) => sum + Number(passed), 0));
  return { items, members, samples, tries, passes };
}

function cellsOf(outcomes: readonly Outcome[], places: ReadonlyMap<string, number>, members: readonly string[]): Outcome[][] {
  const seats = new Map(members.map((member, place) => [member, place]));
  const samples: Outcome[][] = Array.from({ length: places.size * members.length }, () => []);
  for (const outcome of outcomes) {
    checkNumbers(outcome);
    const cell = samples[(places.get(outcome.item) ?? 0) * members.length + (seats.get(outcome.member) ?? 0)] as Outcome[];
    if (cell.some(({ sample }) => sample === outcome.sample)) {
      throw new UserError(
        `Sample ${outcome.sample ?? "(not numbered)"} of "${outcome.member}" on item "${outcome.item}" is there twice; number the samples or keep one.`,
      );
    }
    cell.push(outcome);
  }
  return samples;
}

function checkNumbers({ item, member, cost, ms, confidence, chars }: Outcome): void {
  const wrong = Object.entries({ cost, ms, chars }).find(([, value]) => value !== undefined && !(value >= 0 && value < Infinity));
  if (wrong !== undefined) throw new UserError(`Wanted a ${wrong[0]} of 0 or more for "${member}" on item "${item}"; got ${wrong[1]}.`);
  if (confidence !== undefined && !(confidence >= 0 && confidence <= 1)) {
    throw new UserError(`Wanted a confidence from 0 to 1 for "${member}" on item "${item}"; got ${confidence}.`);
  }
}

/** The evidence of some of the items, by their places, and of no others. */
export function evidenceAt(evidence: Evidence, places: readonly number[]): Evidence {
  const width = evidence.members.length;
  const samples = places.flatMap((place) => evidence.samples.slice(place * width, (place + 1) * width));
  const numbers = (of: Float64Array): Float64Array => {
    const out = new Float64Array(samples.length);
    for (const [to, from] of places.entries()) out.set(of.subarray(from * width, (from + 1) * width), to * width);
    return out;
  };
  return {
    items: places.map((place) => evidence.items[place] as Item),
    members: evidence.members,
    samples,
    tries: numbers(evidence.tries),
    passes: numbers(evidence.passes),
  };
}
