import type { Figure } from "./figure.ts";
import { coverageFigures } from "./statistics/coverage.ts";
import { identicalFigures } from "./statistics/identical-arms.ts";
import { sharedFigures } from "./statistics/shared-draws.ts";
import { speedFigures } from "./statistics/speed.ts";

/** Conclusions that hold: speed, shared draws, identical topologies, coverage. */
export async function statisticsFigures(): Promise<Figure[]> {
  return [...speedFigures(), ...(await sharedFigures()), ...identicalFigures(), ...coverageFigures()];
}
