import { type ByTask, type Comparisons, contrasts } from "../../../statistics/index.ts";
import type { ComparisonRow } from "../../../summary.ts";
import { defined } from "../../../util/defined.ts";

/** What a step changes in the one that it builds on; the first of a chain builds on none. */
interface Pair {
  readonly name: string;
  readonly over?: string;
  /** What is compared; passes, scores and costs unless told. */
  readonly metrics?: readonly ComparisonRow["metric"][];
}
type Told<S> = S & { readonly passed?: ComparisonRow; readonly cost?: ComparisonRow };

/** Each step minus the one below it, passes and dollars per task, paired by task, Holm over all steps. */
export function stepRows<S extends Pair>(
  groups: ReadonlyMap<string, ByTask>,
  steps: readonly S[],
  seed: string,
): { readonly steps: readonly Told<S>[]; readonly family: Comparisons["family"] } {
  const pairs = steps.flatMap(({ name, over, metrics }) => (over === undefined ? [] : [{ a: name, b: over, ...defined({ metrics }) }]));
  const { rows, family } = contrasts(groups, pairs, seed);
  const found = new Map(rows.map((row) => [JSON.stringify([row.a, row.b, row.metric]), row]));
  const of = ({ name, over }: Pair, metric: string) => found.get(JSON.stringify([name, over, metric]));
  return { steps: steps.map((step) => ({ ...step, ...defined({ passed: of(step, "passed"), cost: of(step, "cost") }) })), family };
}
