type Interval = readonly [number, number];

/** A figure and its 95% interval over items; without one where resampling them leaves it undefined too often. */
export interface IntervalFigure {
  readonly value: number;
  readonly interval?: Interval;
}

/** A difference from the best single model, item by item, in the mean; `same` where both did the same on every item. */
export interface Beside {
  readonly difference: number;
  readonly interval?: Interval;
  readonly same: boolean;
}
/** One policy on the items that no choice has seen. */
export interface DecidedPolicy {
  readonly name: string;
  readonly passRate: number;
  readonly interval?: Interval;
  readonly besideSingle: Beside;
  /** Dollars, calls and verdicts per item. */
  readonly cost: number;
  readonly calls: number;
  readonly verdicts: number;
  /** The share of items on which a wrong answer was accepted by the checker and delivered. */
  readonly wrongAccepted: number;
  /** Net value per item at each value, in dollars. */
  readonly net: readonly number[];
  /** What was chosen on the training parts, the commonest first, and in how many splits. */
  readonly chosen: readonly { readonly policy: string; readonly splits: number }[];
  /** In how many splits nothing of its kind met the goal on the training parts, so that what came nearest was taken. */
  readonly unmet: number;
}
/** What the choice with one checker came to. */
export interface ChosenWith {
  readonly checker: string;
  readonly policy: string;
  readonly splits: number;
  /** What was chosen in the other splits. */
  readonly others: readonly string[];
  /** Whether the best single model was chosen in every split. */
  readonly single: boolean;
  /** In how many splits no policy met the goal on the training parts. */
  readonly unmet: number;
  readonly passRate: number;
  readonly cost: number;
  readonly besideSingle: Beside;
  /** Dollars per item less those of the best single model; without an interval, why. */
  readonly costBesideSingle: { readonly difference: number; readonly interval?: Interval; readonly why?: string };
}
export interface CheckerReport {
  readonly name: string;
  readonly kind: "none" | "assumed" | "measured";
  readonly sensitivity?: number;
  readonly falseAccept?: number;
  readonly price?: number;
}
/** `policy` is `best single at v` (of most net value at `value` on the training half, not the one that passes most) or an index. */
export interface RegretRow {
  readonly policy: string;
  readonly value: number;
  readonly fixed: IntervalFigure;
  readonly oracle: IntervalFigure;
}
/** One step from the best single model at v (of most net value there on the training half) to the oracle at v: net value after it, what it added, and its share of the gap. */
interface DecideStep {
  readonly name: string;
  readonly net: number;
  readonly added: number;
  readonly interval?: Interval;
  readonly share?: number;
}
/** What `catallaxy decide` found; dollars as numbers, rates in [0, 1], intervals at 95% over items. */
export interface DecideReport {
  readonly schema: 1;
  readonly source: string;
  readonly items: number;
  readonly scored: number;
  readonly models: readonly string[];
  readonly train: number;
  readonly splits: number;
  readonly seed: string;
  readonly goal: string;
  /** Dollars that a right answer is worth, and how that was said. */
  readonly values: readonly { readonly name: string; readonly dollars: number }[];
  readonly checkers: readonly CheckerReport[];
  /** The model that passed most on the training half in most splits, and in how many; passes and cost are over all splits, whoever it was. */
  readonly single: { readonly name: string; readonly splits: number; readonly passRate: number; readonly cost: number };
  readonly chosen: readonly ChosenWith[];
  readonly rows: readonly DecidedPolicy[];
  /** The models that no mix of others beats in passes and cost. */
  readonly hull: readonly string[];
  /** Of the router between the cheapest and the best single model; without figures, why. */
  readonly router: {
    readonly apgr?: IntervalFigure;
    readonly cpt50?: IntervalFigure;
    readonly cpt80?: IntervalFigure;
    readonly why?: string;
  };
  readonly curves: readonly {
    readonly checker: string;
    readonly aiq?: IntervalFigure;
    readonly aiqOfSingles?: IntervalFigure;
    readonly aiqGain?: IntervalFigure;
    readonly costAtEqual?: IntervalFigure;
    readonly shareAtEqual?: IntervalFigure;
  }[];
  readonly regret: readonly RegretRow[];
  readonly waterfall: { readonly value: number; readonly from: number; readonly to: number; readonly steps: readonly DecideStep[] };
  /** Of each split, the items that were chosen on and those that were scored. */
  readonly halves: readonly { readonly choose: readonly string[]; readonly score: readonly string[] }[];
  /** The model that is cheapest over the whole table, attempts that cost nothing left out, and what its attempt costs: what values are counted in; absent where they are dollars. */
  readonly unit?: { readonly model: string; readonly cost: number };
  readonly notes: readonly string[];
}
