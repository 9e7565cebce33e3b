import { Belief } from "./belief.ts";
import { chooseForm, type FormScore } from "./choose-form.ts";
import { fitCollisions } from "./collisions.ts";
import { type Correlations, fitCorrelations } from "./correlations.ts";
import { fitExpenses } from "./costs.ts";
import type { Evidence, Item } from "./evidence.ts";
import { fitSignals, type Signals } from "./signals.ts";
import type { Form, Valuation } from "./valuation.ts";
import { defined } from "../util/defined.ts";

/** What is thought of an item before it is tried. Items of which the same is thought share one object, so that what follows is worked out once. */
export interface Outlook {
  readonly belief: Belief;
  readonly costs: readonly number[];
}
/** What was learnt from outcomes, as policies use it. */
export interface FittedModel {
  readonly members: readonly string[];
  readonly correlations: Correlations;
  readonly signals: Signals | undefined;
  readonly outlook: (item: Item) => Outlook;
}
/** All that was learnt from outcomes. */
export interface LearnedModel extends FittedModel {
  readonly valuation: Valuation;
  readonly scores: readonly FormScore[];
  /** The same with each member's success taken to be independent of the others': to see what correlations are worth, and to choose without where they mislead. */
  readonly apart: FittedModel;
}
export interface LearnSettings {
  readonly seed: string;
  readonly forms?: readonly Form[];
  /** What an attempt of a member without recorded costs is taken to cost; absent, such a member is never tried (its cost is infinite). */
  readonly unknownCost?: number;
}

/** Fits all of it on the outcomes given, and reads no others. */
export function learn(train: Evidence, { seed, forms, unknownCost = Infinity }: LearnSettings): LearnedModel {
  const { valuation, scores, heldOut } = chooseForm(train, seed, forms);
  const collisions = fitCollisions(train);
  const expenses = fitExpenses(train, ({ cost }) => cost, seed);
  const signals = fitSignals(train, heldOut);
  const thought = (item: Item): Thought => ({
    p: valuation.chances(item).map((chance) => chance.p),
    costs: expenses(item).map((expense) => expense?.mean ?? unknownCost),
    concentration: collisions?.(item.category),
  });
  const fitted = (correlations: Correlations): FittedModel => ({
    members: train.members,
    correlations,
    signals,
    outlook: remembered(thought, correlations),
  });
  const together = fitCorrelations(train, heldOut);
  const apart = fitted({ ...together, loadings: together.loadings.map(() => 0) });
  return { ...fitted(together), valuation, scores, apart };
}

interface Thought {
  readonly p: readonly number[];
  readonly costs: readonly number[];
  readonly concentration: number | undefined;
}

function remembered(thought: (item: Item) => Thought, correlations: Correlations): FittedModel["outlook"] {
  const known = new Map<string, Outlook>();
  return (item) => {
    const { p, costs, concentration } = thought(item);
    const key = `${p.join()} ${costs.join()} ${concentration}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = { belief: new Belief({ p, ...correlations, ...defined({ concentration }) }), costs };
    known.set(key, made);
    return made;
  };
}
