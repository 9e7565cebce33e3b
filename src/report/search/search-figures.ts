/** Passes and dollars per task on some tasks. */
interface Measured {
  readonly passRate: number;
  /** Dollars per task. */
  readonly cost: number;
  readonly tasks: number;
}
/** The same on the tasks that no choice has seen. */
interface Held {
  readonly passRate: number | null;
  readonly interval: readonly [number, number] | null;
  readonly cost: number | null;
}
/** A winner beside the best single member, winner minus that one, on the tasks that no choice has seen. */
interface Beside {
  readonly difference: number;
  readonly interval: readonly [number, number] | null;
}
/** How one way of searching went. */
export interface SearchRow {
  readonly strategy: string;
  readonly chosen: string | null;
  /** Whether it named the best single member itself. */
  readonly single: boolean;
  readonly training: Measured | null;
  readonly scored: Held | null;
  readonly passes: Beside | null;
  readonly costs: Beside | null;
  /** Dollars that its trials took, each call paid once. */
  readonly spent: number;
  readonly trials: number;
  readonly tried: number;
  readonly tasks: number;
  readonly dropped: { readonly worse: number; readonly money: number; readonly replay: number };
  /** Who could still be the best, the best of them by the tasks to choose on first. */
  readonly left: readonly (Measured & { readonly name: string })[];
  readonly remaining: number;
  readonly ended: boolean;
}
/** What a search found. Money in dollars. */
export interface SearchFigures {
  readonly kind: "search";
  readonly run: string;
  readonly experiment: string;
  readonly world: string;
  readonly seed: string;
  readonly state: string;
  readonly goal: string;
  readonly worth?: number;
  readonly tasks: { readonly choose: number; readonly score: number };
  readonly space: { readonly candidates: number; readonly written?: number; readonly different?: number };
  readonly budget: number;
  readonly alpha: number;
  readonly single: { readonly name: string; readonly training: Measured; readonly scored: Held | null } | null;
  /** The first names the winner. */
  readonly searches: readonly SearchRow[];
  /** What was paid, or would be at the members' prices: to choose by the first way, by all of them, and to score. */
  readonly cost: { readonly choosing: number; readonly all: number; readonly scoring: number };
  /** What the winner brings a task beside the best single member, and after how many tasks that is what the search cost; null: never, or nobody can tell. */
  readonly pays: {
    readonly what: "net value" | "cost";
    readonly perTask: number;
    readonly interval: readonly [number, number] | null;
    readonly after: number | null;
    readonly soonest: number | null;
    readonly latest: number | null;
  } | null;
}
