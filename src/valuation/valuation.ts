import type { Item } from "./evidence.ts";

/** A chance of success as Beta(p n, (1 - p) n): its mean, and how many outcomes it is worth. */
export interface Chance {
  readonly p: number;
  readonly n: number;
}

/** What each member is worth on an item that nobody has tried yet. */
export interface Valuation {
  readonly form: Form;
  /** How it was fitted: clusters, strengths, neighbors. */
  readonly settings: Readonly<Record<string, number | string>>;
  readonly members: readonly string[];
  /** One for each member, in the order of `members`. */
  readonly chances: (item: Item) => readonly Chance[];
}

export const forms = ["tables", "logistic", "neighbors"] as const;
export type Form = (typeof forms)[number];
