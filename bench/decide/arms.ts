import {
  agreementPlayer,
  chosenBy,
  type Candidate,
  type Checker,
  evidenceAt,
  type Evidence,
  indexPlayer,
  type ItemResult,
  learn,
  type Learnt,
  play,
  type Player,
  type ReplayTerms,
  singlePlayer,
  split,
  standings,
} from "../../src/valuation/index.ts";
import type { RecordedSet } from "./sets.ts";
import { votePlayer } from "./vote.ts";

/** One arm on the scored half of one split. */
export interface Scored {
  readonly arm: string;
  readonly results: readonly ItemResult[];
  /** What was chosen on the training half. */
  readonly chosen: string;
}

/** No item gets more attempts than this: it bounds the tree of verdicts that an expectation goes through. */
const mostCalls = 5;
/** At most so many items of the training half tell which candidate is chosen. */
const mostItems = 300;

export const checkers: Readonly<Record<string, Checker>> = {
  perfect: { sensitivity: 1, specificity: 1, price: 0 },
  ".90/.10": { sensitivity: 0.9, specificity: 0.9, price: 0 },
  ".80/.20": { sensitivity: 0.8, specificity: 0.8, price: 0 },
};
/** What an arm may cost an item, as a share of the best single member's cost; in calls where no cost is recorded. */
export const budgets: Readonly<Record<string, number>> = { perfect: 0.5, ".90/.10": 0.25, ".80/.20": 0.5, no: 0.5 };
export const mostCallsWanted = 1.6;
/** What a right answer is worth, in cheapest attempts. */
export const values = [10, 30, 100];

/** All arms, chosen on one half of a set and scored on the other. */
export function scoredOn({ evidence, currency, answers }: RecordedSet, seed: string): Scored[] {
  const { train, test } = split(evidence.items, 0.5, seed);
  const half = evidenceAt(evidence, train);
  const terms: ReplayTerms = currency === "calls" ? { unknownCost: 1 } : {};
  const settings = { seed, mostItems, ...terms };
  const learnt = learn(half, settings);
  const single = half.members.map((_, m) => play(half, [...half.items.keys()], singlePlayer(m), terms));
  const [rates, costs] = [single.map((results) => mean(results, "passed")), single.map((results) => mean(results, "cost"))];
  const [best, cheapest] = [rates.indexOf(Math.max(...rates)), costs.indexOf(Math.min(...costs))];
  const byRate = [...rates.keys()].toSorted((one, other) => (rates[other] ?? 0) - (rates[one] ?? 0));
  const free = Math.min(...costs);
  const budget = (name: string): number => (currency === "calls" ? mostCallsWanted : (budgets[name] ?? 1) * (costs[best] ?? 0));
  const families = [
    ...Object.entries(checkers).map(([name, checker]) => ({
      arm: `index, ${name} checker`,
      goal: budget(name),
      candidates: indices(free, currency === "dollars", checker),
    })),
    {
      arm: "index, no checker",
      goal: budget("no"),
      candidates: [false, true].flatMap((apart) => indices(free, currency === "dollars", undefined, apart)),
    },
    ...(answers ? [{ arm: "agreement", goal: mostCallsWanted, candidates: agreements(byRate, learnt) }] : []),
  ];
  const all = standings(
    half,
    learnt,
    settings,
    families.flatMap(({ candidates }) => candidates),
    terms,
  );
  const scored = (name: string, player: Player, chosen: string, checker?: Checker): Scored => ({
    arm: name,
    chosen,
    results: play(evidence, test, player, { ...terms, ...(checker === undefined ? {} : { checker }) }),
  });
  const of = ({ name, player, checker }: Candidate, arm: string): Scored => scored(arm, player(learnt), name, checker);
  return [
    scored("cheapest", singlePlayer(cheapest), half.members[cheapest] ?? ""),
    scored("best single", singlePlayer(best), half.members[best] ?? ""),
    ...values.map((value) =>
      bestAt(value * free, single, (m) => scored(`best single at v ${value}`, singlePlayer(m), half.members[m] ?? "")),
    ),
    ...(answers ? [scored("vote of three", votePlayer(byRate.slice(0, 3)), "the best three")] : []),
    ...families.flatMap(({ arm, goal, candidates }) => {
      const chosen = chosenBy(
        { kind: "budget", most: goal },
        all.filter(({ candidate }) => candidates.includes(candidate)),
      );
      return chosen === undefined ? [] : [of(chosen.candidate, arm)];
    }),
    ...values.map((value) => of(indexAt(value * free, checkers[".90/.10"]), `index at v ${value}, .90/.10 checker`)),
    ...values.map((value) => of(indexAt(value * free), `index at v ${value}, no checker`)),
    { arm: "oracle", chosen: "", results: oracle(evidenceAt(evidence, test), terms) },
  ];
}

/** The single member of the most net value on the training half. */
function bestAt(worth: number, single: readonly (readonly ItemResult[])[], arm: (member: number) => Scored): Scored {
  const nets = single.map((results) => worth * mean(results, "passed") - mean(results, "cost"));
  return arm(nets.indexOf(Math.max(...nets)));
}

function indexAt(value: number, checker?: Checker, apart = false): Candidate {
  const own = checker === undefined ? {} : { checker };
  return {
    name: `v ${value.toPrecision(3)}${apart ? ", members apart" : ""}`,
    player: (fitted) => indexPlayer(apart ? fitted.apart : fitted, { value, samples: 2, calls: mostCalls, ...own }),
    ...own,
  };
}

/** From a value of a few attempts of the cheapest to dozens of them where attempts cost alike, to more than a hundred where some cost as much. */
function indices(free: number, dollars: boolean, checker?: Checker, apart?: boolean): Candidate[] {
  return Array.from({ length: dollars ? 9 : 5 }, (_, i) => indexAt(free * (dollars ? 4 * 1.6 ** i : 2 * 2.5 ** i), checker, apart));
}

/** Each of the five best first, and then the others by their rate, four in all; from eight chances on. */
function agreements(byRate: readonly number[], learnt: Learnt): Candidate[] {
  return byRate.slice(0, 5).flatMap((first) =>
    [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98].map((enough) => ({
      name: `${learnt.members[first]} first, from ${enough} on`,
      player: (fitted: Learnt) => agreementPlayer(fitted, { order: [first, ...byRate.filter((m) => m !== first)].slice(0, 4), enough }),
    })),
  );
}

/** Who is likeliest to be right on each item, the cheapest of several as likely; where nobody is ever right, the cheapest. */
function oracle({ items, members, samples }: Evidence, { unknownCost = 0 }: ReplayTerms): ItemResult[] {
  return items.map((item, i) => {
    const cells = samples.slice(i * members.length, (i + 1) * members.length).map((cell) => ({
      passed: cell.filter(({ passed }) => passed).length / cell.length,
      cost: cell.reduce((sum, { cost = unknownCost }) => sum + cost, 0) / cell.length,
    }));
    const most = Math.max(...cells.map(({ passed }) => passed));
    const cost = Math.min(...cells.filter(({ passed }) => passed === most).map((cell) => cell.cost));
    return { item, passed: most, cost, calls: 1, verdicts: 0, falseAccepts: 0 };
  });
}

export function mean(results: readonly ItemResult[], of: "passed" | "cost" | "calls" | "falseAccepts"): number {
  return results.reduce((sum, result) => sum + result[of], 0) / results.length;
}
