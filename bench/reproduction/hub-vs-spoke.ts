import { brier, calibrationError, percentileMean, signFlip, wilson } from "../../src/statistics/index.ts";
import type { ReproducedFigure } from "./figure.ts";
import { mean, rowsOf } from "./table.ts";

const work = "hub-vs-spoke (means published; paired figures derived from the published scores)";
const conditions = { market: "agent-economy", hub: "opus-hub+gpt5-spokes", solo: "solo-opus-4.6" } as const;

const rounded = { by: 0.05, because: "task scores were published to one decimal" };

/** The comparison of 15 tasks read again: means by task, paired intervals and sign flips, Wilson intervals, Fable's forecasts. */
export function hubFigures(): ReproducedFigure[] {
  const rows = rowsOf("strangeloopcanon", "hubspoke_task_scores.csv").filter((row) => row["run"] === "full_2026-02-12");
  const scores = (condition: string) =>
    rows
      .filter((row) => row["condition"] === condition)
      .toSorted((a, b) => ((a["task_id"] ?? "") < (b["task_id"] ?? "") ? -1 : 1))
      .map((row) => Number(row["mean_score_0_10"]));
  const [market, hub, solo] = [scores(conditions.market), scores(conditions.hub), scores(conditions.solo)];
  return [
    { ...row("market: mean score", mean(market), 2, 7.18), published: true },
    { ...row("hub: mean score", mean(hub), 2, 6.67), published: true, within: rounded },
    { ...row("solo: mean score", mean(solo), 2, 7.18), published: true, within: rounded },
    ...paired("market - solo", market, solo, [0.007, 3], [-1.5, 1.8], 1),
    ...paired("hub - solo", hub, solo, [-0.513, 3], [-1.15, 0.03], 0.122),
    ...interval("market passes 34 of 45, Wilson", wilson(34, 45), [0.613, 0.858]),
    ...interval("solo passes 33 of 45, Wilson", wilson(33, 45), [0.59, 0.84]),
    ...interval("hub passes 30 of 45, Wilson", wilson(30, 45), [0.521, 0.786]),
    ...fable(),
  ];
}

function paired(
  name: string,
  a: readonly number[],
  b: readonly number[],
  [difference, digits]: readonly [number, number],
  [low, high]: readonly [number, number],
  p: number,
): ReproducedFigure[] {
  const differences = Float64Array.from(a, (value, task) => value - (b[task] ?? 0));
  const [from, to] = percentileMean(differences, "hub-vs-spoke");
  const within = { by: 0.1, because: "other resamples" };
  return [
    row(`${name}: mean paired difference`, mean([...differences]), digits, difference),
    { ...row(`${name}: 95% from (bootstrap over tasks)`, from, 2, low), within },
    { ...row(`${name}: 95% to`, to, 2, high), within },
    row(`${name}: exact sign-flip p`, signFlip(differences, "hub-vs-spoke"), 3, p),
  ];
}

function interval(name: string, [from, to]: readonly [number, number], [low, high]: readonly [number, number]): ReproducedFigure[] {
  return [row(`${name}: from`, from, 3, low), row(`${name}: to`, to, 3, high)];
}

function fable(): ReproducedFigure[] {
  const rows = rowsOf("strangeloopcanon", "hubspoke_fable_calibration_15.csv");
  const forecasts = rows.map((line) => ({ p: Number(line["stated_p_success"]), passed: line["pass"] === "1" }));
  const dollars = rows.reduce((sum, line) => sum + Number(line["cost_usd_est_by_repo_formula"]), 0);
  return [
    { ...row("Fable: passes of 15", forecasts.filter(({ passed }) => passed).length, 0, 13), published: true },
    { ...row("Fable: Brier of its forecasts", brier(forecasts), 4, 0.1172), published: true },
    row("Fable: ECE, 10 bins", calibrationError(forecasts), 3, 0.149),
    { ...row("Fable: dollars by the repository's formula", dollars, 2, 1.19), published: true },
  ];
}

function row(figure: string, ours: number, digits: number, theirs: number): ReproducedFigure {
  return { work, figure, ours, digits, theirs };
}
