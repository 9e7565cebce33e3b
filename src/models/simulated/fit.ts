import type { Result } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { unit } from "../../util/random.ts";
import { type Cells, cellsOf, type FitRow } from "./fit-cells.ts";
import { type FitResult, fitByEm } from "./fit-em.ts";
import { standardErrors } from "./fit-errors.ts";
import { foretold, type HeldOut, skillFor } from "./fit-held-out.ts";

export type { FitRow } from "./fit-cells.ts";
export type { HeldOut } from "./fit-held-out.ts";

/** An estimate with its standard error; NaN where the rows cannot tell. */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
}
export interface WorldFit {
  readonly parameters: {
    /** On the probit scale, in units of one try's own shock. */
    readonly skills: readonly ({ readonly model: string; readonly category: string } & Estimate)[];
    /** Difficulty and the shock that all models share: outcomes cannot tell them apart, since both stay with the item. */
    readonly itemSd: Estimate;
    /** The shock of one model on one item, the same in each of its tries; not to be told without repeated tries. */
    readonly ownSd: Estimate;
    /** Latent correlation of two models on one item of a category, and of two tries of one model. */
    readonly betweenModels: number;
    readonly betweenTries: number;
  };
  /** The same in the world's settings: all of the items' variance given to difficulty, none to the shared shock. */
  readonly world: { readonly errors: { readonly shared: 0; readonly retry: number }; readonly difficultySd: number; readonly unit: number };
  readonly heldOut: HeldOut;
  readonly iterations: number;
}

/**
 * Fits the simulated world to outcomes by maximum likelihood, and says how well it foretells a fifth of the items that it did not see,
 * each model's tries from the other models' on that item. Fails with `malformed` on fewer than two models or twenty items.
 */
export function fitWorld(rows: readonly FitRow[]): Result<WorldFit> {
  const models = new Set(rows.map((row) => row.model)).size;
  const all = cellsOf(rows);
  if (models < 2 || all.items.length < 20) {
    return fail("malformed", `A fit needs two models and twenty items; got ${models} and ${all.items.length}. Give more outcomes.`);
  }
  const isHeld = (row: FitRow) => unit(`held-out|${row.item}`) < 0.2;
  const seen = rows.filter((row) => !isHeld(row));
  const training = cellsOf(seen);
  const first = fitByEm(training);
  const fitted = fitByEm(all, { ...first, skills: carried(training, first, all) });
  const errors = standardErrors(all, fitted);
  const { itemSd, ownSd, skills } = fitted;
  const total = 1 + itemSd ** 2 + ownSd ** 2;
  const shock = Math.sqrt(1 + ownSd ** 2);
  return {
    ok: true,
    parameters: {
      skills: all.groups.map((group, index) => ({ ...group, estimate: skills[index] ?? 0, standardError: errors[index] ?? Number.NaN })),
      itemSd: { estimate: itemSd, standardError: errors.at(-2) ?? Number.NaN },
      ownSd: { estimate: ownSd, standardError: errors.at(-1) ?? Number.NaN },
      betweenModels: itemSd ** 2 / total,
      betweenTries: (itemSd ** 2 + ownSd ** 2) / total,
    },
    world: { errors: { shared: 0, retry: (ownSd / shock) ** 2 }, difficultySd: itemSd / shock, unit: shock },
    heldOut: foretold(training, first, seen, rows.filter(isHeld)),
    iterations: fitted.iterations,
  };
}

// A group that the training items lack starts at its model's mean.
function carried(training: Cells, first: FitResult, all: Cells): number[] {
  return all.groups.map(({ model, category }) => skillFor(training, first, model, category));
}
