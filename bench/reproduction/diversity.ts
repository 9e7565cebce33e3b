import { loadSet } from "../../src/models/recorded/index.ts";
import { designEffectAttempts, effectiveAttempts, overlap, phi } from "../../src/statistics/index.ts";
import type { ReproducedFigure } from "./figure.ts";
import { mean, rowsOf } from "./table.ts";

/** Outcomes by model, then by item. */
export type OutcomesByModel = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** Whether models fail on the same tasks: five models on fifty SWE-bench tasks, six on the hard thirty. */
export function diversityFigures(): ReproducedFigure[] {
  const fifty = byModel(
    rowsOf("strangeloopcanon", "swebench_bashonly_50task_outcomes.csv").map((row) => ({
      model: row["model"] ?? "",
      item: row["task_id"] ?? "",
      passed: row["pass"] === "1",
    })),
  );
  const thirty = byModel(loadSet("strangeloopcanon"));
  const five = phis(fifty);
  const six = phis(thirty);
  const tasks = [...(fifty.values().next().value?.keys() ?? [])];
  const solvers = tasks.map((task) => [...fifty.values()].filter((passes) => passes.get(task) === true).length);
  return [
    row("five models, 50 tasks: mean phi of failures", mean(five), 3, 0.637),
    row("smallest phi", Math.min(...five), 3, 0.537),
    row("largest phi", Math.max(...five), 3, 0.743),
    row("effective independent attempts of five", effectiveAttempts(inOrder(fifty)) ?? Number.NaN, 2, 1.7),
    row("the same by the design effect", designEffectAttempts(5, mean(five)), 2, 1.41),
    row("solved by any of the five", solvers.filter((count) => count > 0).length, 0, 42),
    row("solved by all of the five", solvers.filter((count) => count === 5).length, 0, 25),
    row("six models, hard 30: mean phi of failures", mean(six), 3, 0.586),
    row("smallest phi", Math.min(...six), 3, 0.408),
    row("largest phi", Math.max(...six), 3, 0.74),
    row("effective independent attempts of six", effectiveAttempts(inOrder(thirty)) ?? Number.NaN, 2, 2.05),
  ];
}

/** Outcomes by model and item. */
export function byModel(rows: readonly { readonly model: string; readonly item: string; readonly passed: boolean }[]): OutcomesByModel {
  const models = new Map<string, Map<string, boolean>>();
  for (const { model, item, passed } of rows) {
    const own = models.get(model) ?? new Map<string, boolean>();
    own.set(item, passed);
    models.set(model, own);
  }
  return models;
}

function phis(models: OutcomesByModel): number[] {
  const all = inOrder(models);
  return all.flatMap((a, index) => all.slice(index + 1).map((b) => phi(overlap(a, b)) ?? Number.NaN));
}

/** The outcomes of every model on the same items in the same order. */
export function inOrder(models: OutcomesByModel): boolean[][] {
  const items = [...(models.values().next().value?.keys() ?? [])].filter((item) => [...models.values()].every((own) => own.has(item)));
  return [...models.values()].map((own) => items.map((item) => own.get(item) === true));
}

function row(figure: string, ours: number, digits: number, theirs: number): ReproducedFigure {
  return { work: "Diversity of recorded models (statistics derived from the same data)", figure, ours, digits, theirs };
}
