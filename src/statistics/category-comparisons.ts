import type { CategoryComparison, ComparisonRow } from "../summary.ts";
import { type ByTask, pairedMeans } from "./by-task.ts";
import { type Comparisons, figures } from "./compare.ts";
import { boundedInterval } from "./intervals.ts";
import { mean } from "./moments.ts";
import { holm, kept, leftOver } from "./multiplicity.ts";
import { signFlip } from "./sign-flip.ts";
import { byName } from "../util/by-name.ts";

/** With fewer tasks no category can show a difference. */
const fewestTasks = 6;

/** The tasks of each category that has enough of them; none where fewer than two have. */
export function testableCategories(topologies: ReadonlyMap<string, ByTask>): Map<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const tasks of topologies.values())
    for (const [task, [first]] of tasks) {
      if (first === undefined) continue;
      const own = found.get(first.category) ?? new Set();
      if (own.size === 0) found.set(first.category, own);
      own.add(task);
    }
  const enough = byName([...found].filter(([, tasks]) => tasks.size >= fewestTasks));
  return new Map(enough.length < 2 ? [] : enough);
}

/** How the comparisons of a screen were made. */
interface Screen {
  readonly comparisons: Comparisons;
  readonly baseline: string;
  readonly seed: string;
  readonly repetitions: number;
  readonly draws?: number;
}

/**
 * Differences of passes within categories, each topology against the baseline: gatekeeping. A pair is looked at only where its comparison
 * over all tasks shows a difference, at what the first family leaves of alpha (a truncated Holm test), by Holm over all pairs and categories. So a
 * screen with both families asserts anything false in at most 5% of experiments.
 */
export function categoryComparisons(
  topologies: ReadonlyMap<string, ByTask>,
  categories: ReadonlyMap<string, ReadonlySet<string>>,
  { comparisons: { rows, family }, baseline, seed, repetitions, draws }: Screen,
): { readonly rows: CategoryComparison[]; readonly tests: number } {
  const passes = rows.filter((row) => row.metric === "passed" && row.b === baseline);
  const tests = passes.length * categories.size;
  const gates = passes.filter(({ pHolm }) => pHolm !== null && pHolm < 0.05);
  const found = gates.flatMap((gate) =>
    [...categories].flatMap(([category, tasks]) => {
      const within = (name: string): ByTask => new Map([...(topologies.get(name) ?? [])].filter(([task]) => tasks.has(task)));
      const { differences } = pairedMeans(within(gate.a), within(gate.b), figures.passed);
      if (differences.length < 2) return [];
      const p = signFlip(differences, `${seed}/category/${category}/${gate.a}/${gate.b}`, draws);
      const ci = boundedInterval(differences, repetitions);
      return [{ gate, category, difference: mean(differences), ci, p, tasks: differences.length }];
    }),
  );
  const share = leftOver(family.tests, family.rejected, kept);
  const raised = holm([...found.map(({ p }) => p), ...Array.from({ length: tests - found.length }, () => 1)]);
  return {
    rows: found.map(({ gate, ci, ...row }, i) => ({
      ...row,
      a: gate.a,
      b: gate.b,
      ci: ci === undefined ? null : [ci[0], ci[1]],
      pHolm: Math.max(pOf(gate), share > 0 ? Math.min(1, (raised[i] as number) / share) : 1),
    })),
    tests,
  };
}

function pOf({ pHolm }: ComparisonRow): number {
  return pHolm ?? 1;
}
