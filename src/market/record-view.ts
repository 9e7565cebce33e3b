import type { Event, View } from "../types.ts";
import type { Forecast } from "./proper-scores.ts";
import { anchored, type Counts, counted, noCounts, priorMean, scored } from "./reputation.ts";

/** What a session knows of one member in one category. */
export interface MemberRecord {
  /** Plain counts, and the same with decay. */
  readonly tried: number;
  readonly passed: number;
  readonly counts: Counts;
  /** Reputation by the anchor's rule (starts at 1) and by the proper score (starts at 0). */
  readonly anchor: number;
  readonly merit: number;
  /** Stated chances with their outcomes, and stated with actual output tokens, oldest first. */
  readonly forecasts: readonly Forecast[];
  readonly tokens: readonly { readonly stated: number; readonly actual: number }[];
  /** Output tokens of all outcomes that report them, and how many do. */
  readonly output: { readonly sum: number; readonly n: number };
}
export const noRecord: MemberRecord = {
  tried: 0,
  passed: 0,
  counts: noCounts,
  anchor: 1,
  merit: 0,
  forecasts: [],
  tokens: [],
  output: { sum: 0, n: 0 },
};

type Draft = { -readonly [K in keyof MemberRecord]: MemberRecord[K] } & {
  forecasts: Forecast[];
  tokens: { stated: number; actual: number }[];
};
/** Records by category, then by member; the category of each trial under way; payments agreed by category, oldest first. */
export interface Records {
  readonly categories: Map<string, string>;
  readonly byCategory: Map<string, Map<string, Draft>>;
  readonly prices: Map<string, number[]>;
  /** All outcomes of a category, whoever's. */
  readonly totals: Map<string, { passed: number; tried: number }>;
}

/** Folds `outcome` facts into records. The category comes from the trial's start; a trial without one has the category "". */
export const recordView: View<Records> = {
  get start() {
    return {
      categories: new Map<string, string>(),
      byCategory: new Map<string, Map<string, Draft>>(),
      prices: new Map<string, number[]>(),
      totals: new Map<string, { passed: number; tried: number }>(),
    };
  },
  step(records, { trial, fact }: Event) {
    if (fact.type === "trial-start") records.categories.set(trial, fact.category);
    const category = records.categories.get(trial) ?? "";
    if (fact.type === "outcome") {
      take(draftOf(records, category, fact.member), poolRate(records, category), fact);
      const total = records.totals.get(category) ?? { passed: 0, tried: 0 };
      total.passed += Number(fact.passed);
      total.tried += 1;
      records.totals.set(category, total);
    }
    if (fact.type === "award" && fact.payment !== undefined) records.prices.set(category, [...pricesOf(records, category), fact.payment]);
    return records;
  },
};

/** The record of a member in a category; an empty one when it has none. */
export function recordOf(records: Records, category: string, member: string): MemberRecord {
  return records.byCategory.get(category)?.get(member) ?? noRecord;
}

/** The decayed counts of everybody who has a record in the category. */
export function poolOf(records: Records, category: string): Counts[] {
  return [...(records.byCategory.get(category)?.values() ?? [])].map(({ counts }) => counts);
}

/** The last payments agreed in the category, oldest first. */
export function pricesOf(records: Records, category: string): readonly number[] {
  return (records.prices.get(category) ?? []).slice(-19);
}

/** The share of passes in the category over all members; one half before the first. */
export function poolRate(records: Records, category: string): number {
  const { passed, tried } = records.totals.get(category) ?? { passed: 0, tried: 0 };
  return tried === 0 ? priorMean : passed / tried;
}

function draftOf(records: Records, category: string, member: string): Draft {
  const members = records.byCategory.get(category) ?? new Map<string, Draft>();
  const draft = members.get(member) ?? { ...noRecord, forecasts: [], tokens: [] };
  records.byCategory.set(category, members.set(member, draft));
  return draft;
}

interface Outcome {
  readonly p: number;
  readonly passed: boolean;
  readonly tokens?: number;
  readonly statedTokens?: number;
}
function take(draft: Draft, rate: number, { p, passed, tokens, statedTokens }: Outcome): void {
  draft.tried += 1;
  draft.passed += Number(passed);
  draft.counts = counted(draft.counts, passed);
  draft.anchor = anchored(draft.anchor, passed);
  draft.merit = scored(draft.merit, p, passed, rate * (1 - rate));
  draft.forecasts.push({ p, passed });
  if (tokens !== undefined) draft.output = { sum: draft.output.sum + tokens, n: draft.output.n + 1 };
  if (tokens !== undefined && statedTokens !== undefined) draft.tokens.push({ stated: statedTokens, actual: tokens });
}
