import { detectable, type Noise } from "../statistics/index.ts";
import type { Summary } from "../summary.ts";
import { UserError } from "../util/bug.ts";

/** The widest spread of paired differences in passes that a run saw, read back from what it could have found. */
export function pilotNoise(summary: Summary): Noise {
  const spreads = summary.comparisons.flatMap(({ metric, minDetectable, tasks }) => {
    const unit = detectable(1, tasks);
    return metric !== "passed" || minDetectable === null || unit === undefined ? [] : [minDetectable / unit];
  });
  if (spreads.length === 0) {
    const why =
      summary.decision === undefined
        ? "has no two topologies that differ on two tasks"
        : "stopped when it was decided, and tells no spread";
    throw new UserError(`The run ${summary.run} ${why}. Take another as the pilot.`);
  }
  return { sd: Math.max(...spreads) };
}
