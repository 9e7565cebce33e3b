import type { CalibrationFigures } from "../../report/index.ts";
import { auc } from "../../statistics/index.ts";
import type { StatedForecast } from "./forecasts-in.ts";

/** Of each topology that clears with another chance than the one that is stated: how well either tells passes from failures, over all its bids. */
export function signalsOf(stated: readonly StatedForecast[]): NonNullable<CalibrationFigures["signals"]> {
  return [...Map.groupBy(stated, ({ topology }) => topology)]
    .filter(([, own]) => own.some((one) => one.used !== one.stated))
    .map(([topology, own]) => ({
      topology,
      forecasts: own.length,
      stated: auc(own.map(({ stated: p, passed }) => ({ p, passed }))) ?? null,
      used: auc(own.map(({ used: p, passed }) => ({ p, passed }))) ?? null,
    }));
}
