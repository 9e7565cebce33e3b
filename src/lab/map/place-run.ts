import type { Store } from "../../ledger/index.ts";
import { fitWorld, type WorldFit } from "../../models/simulated/index.ts";
import type { PlacedRun } from "../../report/index.ts";
import { UserError } from "../../util/bug.ts";
import { runRows } from "../run/fit-outcomes.ts";
import { findRun } from "../record/find-run.ts";
import { readPlan } from "../plan/stored-plan.ts";
import { axes, defaults, type Point } from "./axes.ts";

/** A stored run on the map. Throws `UserError` when there is no such run or it has too few attempts to fit. */
export async function placedRun(store: Store, id: string): Promise<PlacedRun> {
  const record = findRun(store, id);
  const fit = fitWorld(await runRows(store, record.id));
  if (!fit.ok) throw new UserError(`The run ${record.id} cannot be put on the map: ${fit.failure.message}`);
  const plan = await readPlan(record);
  const seats = plan.topologies.flatMap((topology) => topology.seats);
  return placeRun(
    record.id,
    fit,
    seats.flatMap(({ model }) => (model.price === undefined ? [] : [model.price.output])),
  );
}

/**
 * Puts a run on the map by what was fitted to its attempts: independence of tries and errors in common. `prices` are the run's own
 * members'. What the attempts cannot tell stays at the default and is said.
 */
export function placeRun(run: string, fit: Pick<WorldFit, "parameters">, prices: readonly number[]): PlacedRun & { readonly point: Point } {
  const { itemSd, ownSd, betweenModels, betweenTries } = fit.parameters;
  const told = ownSd.estimate > 0;
  const within = (axis: keyof Point, value: number) => Math.min(axes[axis].to, Math.max(axes[axis].from, value));
  // Difficulty stays with a task as a shock common to all does; the map has tasks of one difficulty, so that both are one here.
  const retry = told ? within("retry", 1 - betweenTries) : defaults.retry;
  const correlation = told ? within("correlation", betweenModels / Math.max(betweenTries, 1e-9)) : defaults.correlation;
  const dear = Math.max(...prices, 0);
  const cheap = Math.min(...prices.filter((price) => price > 0));
  const price = prices.length > 1 && Number.isFinite(cheap) ? within("price", dear / cheap) : defaults.price;
  const sd = (estimate: { estimate: number; standardError: number }) =>
    `${estimate.estimate.toFixed(2)} (standard error ${estimate.standardError.toFixed(2)})`;
  return {
    run,
    point: { ...defaults, retry, correlation, price },
    words: [
      `[..] is ${run}: independence of tries ${retry.toFixed(2)}, errors in common ${correlation.toFixed(2)}, price ratio ${price.toFixed(1)}.`,
      told
        ? `Fitted to its attempts: items' spread ${sd(itemSd)}, a member's own ${sd(ownSd)}, in units of one try's.`
        : "No member tried a task twice and alone in this run: the independence of tries and the errors in common are assumed.",
      "Coupling, judge accuracy and calibration are not told by attempts: they stand at their defaults.",
    ],
  };
}
