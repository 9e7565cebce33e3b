import { Belief } from "./belief.ts";
import { chooseForm, type FormScore } from "./choose-form.ts";
import { fitCollisions } from "./collisions.ts";
import { type Correlations, fitCorrelations } from "./correlations.ts";
import { fitExpenses } from "./costs.ts";
import type { Evidence, Item } from "./evidence.ts";
import { fitSignals, type Signals } from "./signals.ts";
import type { Form, Valuation } from "./valuation.ts";

/** What is thought of an item before it is tried. Items of which the same is thought share one object, so that what follows is worked out once. */
export interface Outlook {
  readonly belief: Belief;
  readonly costs: readonly number[];
}
/** All that was learnt from outcomes. */
export interface Learnt {
  readonly members: readonly string[];
  readonly valuation: Valuation;
  readonly scores: readonly FormScore[];
  readonly correlations: Correlations;
  readonly signals: Signals | undefined;
  readonly outlook: (item: Item) => Outlook;
}
export interface LearnSettings {
  readonly seed: string;
  readonly forms?: readonly Form[];
  /** What an attempt of a member without recorded costs is taken to cost; absent, such a member is never tried (its cost is infinite). */
  readonly unknownCost?: number;
  /** False: each member's success is taken to be independent of the others', to see what correlations are worth. */
  readonly correlated?: boolean;
}

/** Fits all of it on the outcomes given, and reads no others. */
export function learn(train: Evidence, { seed, forms, unknownCost = Infinity, correlated = true }: LearnSettings): Learnt {
  const { valuation, scores, heldOut } = chooseForm(train, seed, forms);
  const fitted = fitCorrelations(train, heldOut);
  const correlations = correlated ? fitted : { ...fitted, loadings: fitted.loadings.map(() => 0) };
  const collisions = fitCollisions(train);
  const expenses = fitExpenses(train, ({ cost }) => cost, seed);
  const known = new Map<string, Outlook>();
  const outlook = (item: Item): Outlook => {
    const p = valuation.chances(item).map((chance) => chance.p);
    const costs = expenses(item).map((expense) => expense?.mean ?? unknownCost);
    const concentration = collisions?.(item.category);
    const key = `${p.join()} ${costs.join()} ${concentration}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const belief = new Belief({ p, ...correlations, ...(concentration === undefined ? {} : { concentration }) });
    const made = { belief, costs };
    known.set(key, made);
    return made;
  };
  return { members: train.members, valuation, scores, correlations, signals: fitSignals(train, heldOut), outlook };
}
