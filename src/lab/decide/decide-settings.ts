/** A checker that policies are given: rates that are assumed, a column of verdicts that is measured, or none. */
export type CheckerWish =
  | { readonly kind: "none" }
  | { readonly kind: "assumed"; readonly sensitivity: number; readonly falseAccept: number; readonly price: number }
  | { readonly kind: "column"; readonly column: string; readonly price: number };
export interface CheckerSetting {
  readonly name: string;
  readonly wish: CheckerWish;
}
/** Dollars an attempt costs where none was recorded: by model, or of any other. */
export interface AssumedCosts {
  readonly all?: number;
  readonly models: ReadonlyMap<string, number>;
}
/** What to choose for, in the words of `holdOut`; amounts in dollars. */
export type DecideGoal = "match" | { readonly budget: number } | { readonly value: number };

export interface DecideSettings {
  /** The share of the items that is chosen on. */
  readonly train: number;
  readonly splits: number;
  readonly seed: string;
  /** What a right answer is worth: so many of the cheapest attempts each, or one amount of dollars. */
  readonly values: readonly number[];
  readonly worth?: number;
  readonly checkers: readonly CheckerSetting[];
  /** Where left out: most net value where a right answer has a worth, else the best single model's passes at the least cost. */
  readonly goal?: DecideGoal;
  readonly assumed: AssumedCosts;
  /** Only these models. */
  readonly models?: readonly string[];
}
