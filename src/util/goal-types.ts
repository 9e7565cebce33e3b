/** The measures of a choice on the tasks to choose on: pass rate, and cost per task in the goal's currency. */
export interface Choice {
  readonly passRate: number;
  readonly cost: number;
}

/** What a user wants of a choice: a wanted pass rate (the best single model's) at the least cost, most passes at a budget per task, or most net value. */
export type Goal =
  | { readonly kind: "match" }
  | { readonly kind: "budget"; readonly most: number }
  | { readonly kind: "value"; readonly worth: number };
