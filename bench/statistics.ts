import type { Figure } from "./figure.ts";
import { coverageFigures } from "./statistics/coverage.ts";
import { decidedFigures } from "./statistics/decided-runs.ts";
import { identicalFigures } from "./statistics/identical-arms.ts";
import { sharedFigures } from "./statistics/shared-draws.ts";
import { speedFigures } from "./statistics/speed.ts";

/** Conclusions that hold: speed, decided runs, shared draws, identical topologies, coverage. */
export async function statisticsFigures(flags: readonly string[]): Promise<Figure[]> {
  return [...speedFigures(), ...(await decidedFigures()), ...(await sharedFigures()), ...identicalFigures(), ...coverageFigures(flags)];
}
