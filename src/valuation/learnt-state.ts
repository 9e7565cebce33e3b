import { Belief } from "./belief.ts";
import type { Item } from "./evidence.ts";
import type { FittedModel } from "./learn.ts";
import { type ClueRule, type Signals, signalsOf } from "./signals.ts";
import { defined } from "../util/defined.ts";

/** What was learnt of members, as plain numbers: enough for a policy elsewhere to decide as one here does, where categories are all that is seen of items. */
export interface LearntState {
  /** Each member's chance to be right and what an attempt costs; the row without a category is that of all others. */
  readonly chances: readonly { readonly member: string; readonly category?: string; readonly p: number; readonly cost: number }[];
  /** How members go together, and what comes with their answers says. */
  readonly members: readonly { readonly member: string; readonly loading: number; readonly repeat: number; readonly clue?: ClueRule }[];
  /** How wrong answers coincide (Prior.concentration); none where answers cannot be compared. */
  readonly coincidence: readonly { readonly category?: string; readonly concentration: number }[];
}

/** A fit as plain numbers, for these categories and all others. */
export function learntState({ members, correlations, signals, outlook }: FittedModel, categories: readonly string[]): LearntState {
  // A name that no category has: what is thought of one never seen.
  const unseen = `${categories.join()} and another`;
  const rows = [...categories, unseen].map((category) => ({
    named: defined({ category: category === unseen ? undefined : category }),
    ...outlook({ id: "", category } satisfies Item),
  }));
  return {
    chances: rows.flatMap(({ named, belief, costs }) =>
      members.map((member, m) => ({ member, ...named, p: belief.prior.p[m] as number, cost: costs[m] as number })),
    ),
    members: members.map((member, m) => ({
      member,
      loading: correlations.loadings[m] as number,
      repeat: correlations.repeats[m] as number,
      ...defined({ clue: signals?.rules[m] }),
    })),
    coincidence: rows.flatMap(({ named, belief }) => {
      const { concentration } = belief.prior;
      return concentration === undefined ? [] : [{ ...named, concentration }];
    }),
  };
}

/** Reads a state for these members, in their order, who all must be in it. */
export function stateReader(
  { chances, members, coincidence }: LearntState,
  names: readonly string[],
): {
  readonly signals: Signals | undefined;
  readonly at: (category: string) => { readonly belief: Belief; readonly costs: readonly number[] };
} {
  const told = names.map((name) => members.find(({ member }) => member === name));
  const clued = told.some((one) => one?.clue !== undefined);
  return {
    signals: clued
      ? signalsOf(told.map((one) => one?.clue ?? { ofConfidence: 0, ofNone: 0, cuts: [], ifRight: [1], ifWrong: [1] }))
      : undefined,
    at: (category) => {
      const rows = names.map((name) =>
        ofCategory(
          chances.filter(({ member }) => member === name),
          category,
        ),
      );
      const concentration = ofCategory(coincidence, category)?.concentration;
      const belief = new Belief({
        p: rows.map((row) => row?.p ?? 0.5),
        loadings: told.map((one) => one?.loading ?? 0),
        repeats: told.map((one) => one?.repeat ?? 0),
        ...defined({ concentration }),
      });
      return { belief, costs: rows.map((row) => row?.cost ?? 0) };
    },
  };
}

/** The row of a category, else that of all others. */
function ofCategory<T extends { readonly category?: string }>(rows: readonly T[], category: string): T | undefined {
  return rows.find((row) => row.category === category) ?? rows.find((row) => row.category === undefined);
}
