import type { Noise } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import { UserError } from "../../util/bug.ts";

/** The widest spread of paired differences in passes that a run saw. */
export function pilotNoise(summary: Summary): Noise {
  const spreads = summary.comparisons.flatMap(({ metric, deviation, minDetectable }) =>
    metric !== "passed" || minDetectable === null || !((deviation ?? 0) > 0) ? [] : [deviation ?? 0],
  );
  if (spreads.length === 0) {
    const why =
      summary.decision === undefined
        ? "has no two topologies that differ on two tasks"
        : "stopped when it was decided, and tells no spread";
    throw new UserError(`The run ${summary.run} ${why}. Take another as the pilot.`);
  }
  return { sd: Math.max(...spreads) };
}
