import { fitPlatt, type PlattFit } from "../../market/index.ts";
import { auc, brier, brierSkill, calibrationError, calibrationErrorInterval, mean, murphy, reliability } from "../../statistics/index.ts";
import type { CalibrationRow as FiguresOfMember } from "../../report/index.ts";
import type { StatedForecast } from "./forecasts-in.ts";
import { defined } from "../../util/defined.ts";

/** One member's figures, with what would correct it. */
export interface CalibrationRow extends FiguresOfMember {
  /** Platt's map of these statements to their outcomes: p becomes sigmoid(a x logit p + b). */
  readonly map: PlattFit;
}

/** One row per member over all categories, then one per member and category where there are several. */
export function calibrationOf(stated: readonly StatedForecast[], seed: string): CalibrationRow[] {
  const members = [...Map.groupBy(stated, ({ member }) => member)].sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = members.map(([member, own]) => rowOf(member, undefined, own, seed));
  const several = new Set(stated.map(({ category }) => category)).size > 1;
  const parts = members.flatMap(([member, own]) =>
    [...Map.groupBy(own, ({ category }) => category)].map(([category, part]) => rowOf(member, category, part, seed)),
  );
  return several ? [...whole, ...parts] : whole;
}

function rowOf(member: string, category: string | undefined, own: readonly StatedForecast[], seed: string): CalibrationRow {
  const said = own.map(({ stated, passed }) => ({ p: stated, passed }));
  const correcting = new Set(own.flatMap((one) => (one.used === one.stated ? [] : [one.topology])));
  const used = own.filter(({ topology }) => correcting.has(topology)).map((one) => ({ p: one.used, passed: one.passed }));
  const { reliability: reliable, resolution } = murphy(said);
  const ratios = own.flatMap(({ tokens }) => (tokens === undefined ? [] : [tokens.stated / tokens.actual])).sort((a, b) => a - b);
  return {
    member,
    ...defined({ category }),
    forecasts: own.length,
    tasks: new Set(own.map(({ task }) => task)).size,
    stated: mean(said.map(({ p }) => p)),
    passed: mean(said.map(({ passed }) => Number(passed))),
    brier: brier(said),
    skill: brierSkill(said) ?? null,
    reliability: reliable,
    resolution,
    auc: auc(said) ?? null,
    ece: calibrationError(said),
    eceInterval: calibrationErrorInterval(
      own.map(({ stated: p, passed, task }) => ({ p, passed, task })),
      `${seed}/${member}/${category ?? ""}`,
    ),
    corrected: used.length === 0 ? null : { brier: brier(used), ece: calibrationError(used) },
    tokenRatio: ratios[Math.floor(ratios.length / 2)] ?? null,
    map: fitPlatt(said),
    bins: reliability(said),
  };
}
