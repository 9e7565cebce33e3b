import { diversityFigures } from "./diversity.ts";
import type { ReproducedFigure } from "./figure.ts";
import { hubFigures } from "./hub-vs-spoke.ts";
import { calibrationFigures, clearingFigures, liveFigures } from "./marketbench.ts";
import { policyFigures } from "./policies.ts";
import { confidenceFigures, repairFigures, retryFigures, voteFigures } from "./recorded-sets.ts";

/** Every published figure that the bundled recordings can check. */
export async function allFigures(): Promise<ReproducedFigure[]> {
  return [
    ...calibrationFigures(),
    ...clearingFigures(),
    ...liveFigures(),
    ...(await policyFigures()),
    ...diversityFigures(),
    ...hubFigures(),
    ...retryFigures(),
    ...confidenceFigures(),
    ...repairFigures(),
    ...voteFigures(),
  ];
}
