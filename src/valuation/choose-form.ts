import { evidenceAt, type Evidence } from "./evidence.ts";
import { fitLogisticForm } from "./logistic.ts";
import { fitNeighbors } from "./neighbors.ts";
import { dealt } from "./split.ts";
import { fitTables } from "./tables.ts";
import type { Form, Valuation } from "./valuation.ts";
import { forms } from "./valuation.ts";

/** How well a form says the outcomes of items that it was not fitted on; both are means over items of means over their attempts, and lower is better. */
export interface FormScore {
  readonly form: Form;
  /** -ln of the chance that was given to what happened. */
  readonly log: number;
  readonly brier: number;
  /** The standard error, over items, of how much worse its log score is than the best form's. */
  readonly behindError: number;
}
export interface ChosenForm {
  readonly valuation: Valuation;
  /** The best first. */
  readonly scores: readonly FormScore[];
  /** The chosen form's chance of each cell, each item's from the parts without it. */
  readonly heldOut: Float64Array;
}

/** One form fitted on all that is given. */
export function fitForm(form: Form, evidence: Evidence, seed: string): Valuation {
  if (form === "tables") return fitTables(evidence, seed);
  return form === "logistic" ? fitLogisticForm(evidence) : fitNeighbors(evidence, seed);
}

/**
 * The form whose log score on held-out items is best (cross-validated over four parts of the items), fitted on all of them. Log and Brier scores are
 * proper: only true chances have the best expected score (Gneiting and Raftery 2007).
 */
export function chooseForm(evidence: Evidence, seed: string, among: readonly Form[] = forms): ChosenForm {
  const parts = dealt(evidence.items, Math.max(2, Math.min(4, evidence.items.length)), seed);
  const tried = among.map((form) => {
    const chances = heldOut(form, evidence, parts, seed);
    return { form, chances, losses: lossesOf(evidence, chances) };
  });
  const order = tried.toSorted((one, other) => mean(one.losses.log) - mean(other.losses.log));
  const best = order[0] as (typeof tried)[number];
  const scores = order.map(({ form, losses }) => ({
    form,
    log: mean(losses.log),
    brier: mean(losses.brier),
    behindError: standardError(losses.log.map((loss, i) => loss - (best.losses.log[i] as number))),
  }));
  return { valuation: fitForm(best.form, evidence, seed), scores, heldOut: best.chances };
}

function heldOut(form: Form, evidence: Evidence, parts: readonly (readonly number[])[], seed: string): Float64Array {
  const width = evidence.members.length;
  const out = new Float64Array(evidence.items.length * width).fill(0.5);
  for (const part of parts) {
    const left = new Set(part);
    const others = [...evidence.items.keys()].filter((place) => !left.has(place));
    if (others.length === 0) continue;
    const { chances } = fitForm(form, evidenceAt(evidence, others), seed);
    for (const place of part) {
      for (const [m, { p }] of chances(evidence.items[place] as Evidence["items"][number]).entries()) out[place * width + m] = p;
    }
  }
  return out;
}

/** By item, over all its attempts. */
function lossesOf({ members, tries, passes }: Evidence, chances: Float64Array): { log: number[]; brier: number[] } {
  const width = members.length;
  const out = { log: [] as number[], brier: [] as number[] };
  for (let first = 0; first < tries.length; first += width) {
    let [n, log, brier] = [0, 0, 0];
    for (let cell = first; cell < first + width; cell++) {
      const [p, passed, failed] = [chances[cell] as number, passes[cell] as number, (tries[cell] as number) - (passes[cell] as number)];
      n += passed + failed;
      log -= passed * Math.log(Math.max(p, 1e-12)) + failed * Math.log(Math.max(1 - p, 1e-12));
      brier += passed * (1 - p) ** 2 + failed * p ** 2;
    }
    if (n > 0) out.log.push(log / n);
    if (n > 0) out.brier.push(brier / n);
  }
  return out;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardError(values: readonly number[]): number {
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length * Math.max(1, values.length - 1)));
}
