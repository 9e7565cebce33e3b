import type { Ask, Result, Seat } from "../types.ts";
import { count } from "../util/count.ts";
import { fail } from "../util/failure.ts";
import { placeNote, placesLeft, placesView } from "../util/places.ts";
import type { Scope, TrialContext } from "./context.ts";

/** What is said about a task takes no place; whatever is work on it does. A repair is of a call that has one. */
const talk: readonly Ask["purpose"][] = ["bid", "route", "verdict", "vote", "repair", "shadow"];

/** Whether a seat can work on the trial's task: it has taken it already, or has a place left in its batch. */
export function hasPlace(trial: TrialContext, place: Scope, { name }: Pick<Seat, "name">): boolean {
  if (!isScarce(trial, place)) return true;
  const taken = trial.session.view(placesView);
  return taken.get(trial.task.id)?.has(name) === true || placesLeft(taken, place.terms.capacity, trial.batch, name) > 0;
}

/** Takes a place for a call that is work, once for each task. Contract: a member that has none left is not asked. */
export function takePlace(trial: TrialContext, place: Scope, { name }: Pick<Seat, "name">, purpose: Ask["purpose"]): Result<object> {
  if (!isScarce(trial, place) || talk.includes(purpose)) return { ok: true };
  const where = { trial: trial.id, span: place.span, at: trial.clock.now() };
  if (!hasPlace(trial, place, { name })) {
    trial.session.note(where, { type: "unfilled", reason: "capacity" });
    return fail(
      "unsupported",
      `Work was wanted of "${name}", who has no place left in this batch of ${count(trial.batch?.length ?? 0, "task")}.`,
    );
  }
  if (trial.session.view(placesView).get(trial.task.id)?.has(name) !== true)
    trial.session.note(where, { type: "own", name: placeNote, value: { member: name, task: trial.task.id } });
  return { ok: true };
}

/** Members of the topology itself are scarce; those of a firm are the firm's, and judges are nobody's. */
function isScarce({ batch }: TrialContext, { terms, above, purpose }: Scope): boolean {
  return terms.capacity !== undefined && batch !== undefined && above.length === 0 && purpose === undefined;
}
