import { findingOf } from "../../src/report/findings.ts";
import type { ComparisonRow, Summary } from "../../src/summary.ts";
import { nameOf, simulate, type Truth, truthsOf } from "./experiment.ts";
import type { Shape } from "./shape.ts";

/** Intervals that a report prints. */
export const kinds = [
  "pass rate",
  "score",
  "passes' difference",
  "score's difference",
  "cost's difference",
  "net value's difference",
  "price of a pass",
  "leader's",
] as const;
export type Kind = (typeof kinds)[number];
/** Sentences that may be false. */
export const claims = ["passes", "score", "cost", "net value", "leads", "no worse", "any"] as const;
export type Claim = (typeof claims)[number];

/** How often each interval was printed and held, and how often something false was said, over so many experiments. */
export interface Tally {
  readonly experiments: number;
  readonly printed: Readonly<Record<Kind, number>>;
  readonly wanted: Readonly<Record<Kind, number>>;
  readonly held: Readonly<Record<Kind, number>>;
  readonly width: Readonly<Record<Kind, number>>;
  readonly wrong: Readonly<Record<Claim, number>>;
}

/** Draws the experiments of a shape and counts. */
export function tally(shape: Shape, experiments: number): Tally {
  const zero = <K extends string>(keys: readonly K[]): Record<K, number> =>
    Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  const [printed, wanted, held, width, wrong] = [zero(kinds), zero(kinds), zero(kinds), zero(kinds), zero(claims)];
  const truths = truthsOf(shape);
  for (let i = 0; i < experiments; i++) {
    const summary = simulate(shape, `${shape.name}/${i}`);
    for (const { kind, interval, truth } of intervalsOf(summary, truths)) {
      wanted[kind] += 1;
      if (interval === null) continue;
      printed[kind] += 1;
      width[kind] += interval[1] - interval[0];
      // A billionth on each side, for what rounding leaves of equal means.
      if (interval[0] - 1e-9 <= truth && truth <= interval[1] + 1e-9) held[kind] += 1;
    }
    for (const claim of falseClaims(summary, truths)) wrong[claim] += 1;
  }
  return { experiments, printed, wanted, held, width, wrong };
}

interface PrintedInterval {
  readonly kind: Kind;
  readonly interval: readonly [number, number] | null;
  readonly truth: number;
}
function intervalsOf(summary: Summary, truths: readonly Truth[]): PrintedInterval[] {
  const truthOf = (name: string): Truth => truths[truths.findIndex((_, arm) => nameOf(arm) === name)] as Truth;
  const rows = summary.topologies.flatMap((row): PrintedInterval[] => [
    { kind: "pass rate", interval: row.passRateCi, truth: truthOf(row.name).passed },
    { kind: "score", interval: row.meanScoreCi, truth: truthOf(row.name).score },
  ]);
  const differences = summary.comparisons.map(
    (row): PrintedInterval => ({
      kind: kindOf[row.metric],
      interval: row.ci,
      truth: truthOf(row.a)[row.metric] - truthOf(row.b)[row.metric],
    }),
  );
  const { leader } = summary;
  const lead = leader === undefined ? [] : [{ kind: "leader's" as const, interval: leader.passRateCi, truth: truthOf(leader.name).passed }];
  const prices = (summary.exchange ?? []).flatMap(({ a, b, ci }): PrintedInterval[] => {
    const [mine, theirs] = [truthOf(a), truthOf(b)];
    const more = mine.passed - theirs.passed;
    // Of two that pass as much an extra pass has no price.
    if (Math.abs(more) < 1e-6) return [];
    const price = (mine.cost - theirs.cost) / more;
    const truth = price >= 0 ? price : more > 0 ? 0 : Number.POSITIVE_INFINITY;
    return [{ kind: "price of a pass", interval: ci === null ? null : [ci[0], ci[1] ?? Number.POSITIVE_INFINITY], truth }];
  });
  return [...rows, ...differences, ...prices, ...lead];
}
const kindOf: Readonly<Record<ComparisonRow["metric"], Kind>> = {
  passed: "passes' difference",
  score: "score's difference",
  cost: "cost's difference",
  value: "net value's difference",
};
const claimOf: Readonly<Record<ComparisonRow["metric"], Claim>> = {
  passed: "passes",
  score: "score",
  cost: "cost",
  value: "net value",
};

/** The kinds of false sentences on one screen: a difference where there is none or the other way round, a lead over one that passes as much. */
function falseClaims(summary: Summary, truths: readonly Truth[]): Set<Claim> {
  const found = new Set<Claim>();
  const leader = summary.leader?.name;
  for (const row of summary.comparisons) {
    const [a, b] = [row.a, row.b].map((name) => truths[truths.findIndex((_, arm) => nameOf(arm) === name)] as Truth);
    const truth = (a?.[row.metric] ?? 0) - (b?.[row.metric] ?? 0);
    if (isFalselyNear(row, truth)) found.add("no worse").add("any");
    if (findingOf(row) === "not distinguishable") continue;
    const size = row.metric === "cost" || row.metric === "value" ? (a?.cost ?? 0) + (b?.cost ?? 0) : 1;
    if (Math.abs(truth) > 1e-6 * size && Math.sign(truth) === Math.sign(row.difference)) continue;
    found.add(claimOf[row.metric]).add("any");
    if (row.metric === "passed" && (row.a === leader || row.b === leader)) found.add("leads");
  }
  return found;
}

/** Said to be no worse, no better or equal within the margin, and it is beyond it. */
function isFalselyNear({ equivalence }: ComparisonRow, truth: number): boolean {
  if (equivalence === undefined || equivalence.finding === "open") return false;
  const [worse, better] = [truth <= -equivalence.margin, truth >= equivalence.margin];
  if (equivalence.finding === "equal") return worse || better;
  return equivalence.finding === "no-worse" ? worse : better;
}
