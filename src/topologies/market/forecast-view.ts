import { type Forecaster, type ForecastTrade, judgedForecaster, newForecaster, type StatedChance } from "../../market/forecast-pool.ts";
import type { View } from "../../types.ts";

/** The note of a task's trial that holds what all stated of all, and the trades of its prediction markets. */
export const forecastNote = "forecasts";

export interface TaskForecasts {
  readonly said: readonly StatedChance[];
  readonly trades: readonly (ForecastTrade & { readonly of: string })[];
}
interface Forecasters {
  readonly known: Map<string, Forecaster>;
  readonly open: Map<string, TaskForecasts>;
}

/**
 * What the session knows of everybody as a forecaster: each statement of a member is judged by that member's first try at the task. Of members
 * that did not work nothing comes out, and what was traded on them is void. Folds in place.
 */
export const forecastView: View<Forecasters> = {
  get start() {
    return { known: new Map<string, Forecaster>(), open: new Map<string, TaskForecasts>() };
  },
  step(forecasters, { trial, fact }) {
    const { known, open } = forecasters;
    if (fact.type === "own" && fact.name === forecastNote) open.set(trial, fact.value as unknown as TaskForecasts);
    if (fact.type === "trial-end") open.delete(trial);
    const told = open.get(trial);
    if (fact.type !== "outcome" || fact.attempt !== 1 || told === undefined) return forecasters;
    for (const { by, of, p } of told.said) {
      if (of !== fact.member) continue;
      const trade = told.trades.find((one) => one.of === of && one.by === by);
      known.set(by, judgedForecaster(known.get(by) ?? newForecaster, fact.passed, { p, trade }));
    }
    return forecasters;
  },
};
