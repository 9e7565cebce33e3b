import type { Figure } from "./figure.ts";
import { nullShapes, realShapes } from "./validity/shapes.ts";
import { powerShapes, promisesOf } from "./validity/power.ts";
import type { Shape } from "./validity/shape.ts";
import { claims, type Kind, kinds, tally, type Tally } from "./validity/tally.ts";

/** Whether what a report prints holds as often as it says, on experiments whose truth is known: coverage of intervals, false sentences. */
export async function validityFigures(flags: readonly string[]): Promise<Figure[]> {
  const experiments = Number(flags.find((flag) => flag.startsWith("--experiments="))?.split("=")[1] ?? 2000);
  const some = flags.find((flag) => flag.startsWith("--shapes="))?.split("=")[1];
  const shapes = [...nullShapes, ...realShapes].filter(({ name }) => some === undefined || name.includes(some));
  const powers = some === undefined || some === "power" ? powerFigures(Math.ceil(experiments / 2)) : [];
  return [...shapes.flatMap((shape) => figuresOf(shape, tally(shape, experiments))), ...powers];
}

function figuresOf(shape: Shape, found: Tally): Figure[] {
  const size = `${shape.name}: ${shape.tasks} tasks, ${shape.arms.length} topologies`;
  const floor = shape.tasks >= 15 ? 0.93 : 0.9;
  const covered = kinds.flatMap((kind) => (found.printed[kind] === 0 ? [] : [{ kind, share: found.held[kind] / found.printed[kind] }]));
  const told = kinds.flatMap((kind) => {
    if (found.wanted[kind] === 0) return [];
    const printed = found.printed[kind] / found.wanted[kind];
    const share = covered.find((one) => one.kind === kind)?.share;
    const rarely = printed > 0.995 ? "" : ` (printed in ${percent(printed)})`;
    return [share === undefined ? `${kind} not printed` : `${kind} ${percent(share)}${rarely}`];
  });
  const wrongOf = (kind: Kind): number => (found.printed[kind] - found.held[kind]) / Math.max(1, found.printed[kind]);
  const wrong = claims.map((claim) => `${claim} ${percent(found.wrong[claim] / found.experiments)}`);
  return [
    {
      name: `${size}: coverage of 95% intervals`,
      wanted: `at least ${floor * 100}% of those printed`,
      measured: told.join(", "),
      met: kinds.every((kind) => wrongOf(kind) <= 1 - floor + noise(floor, found.printed[kind])),
    },
    {
      name: `${size}: false sentences`,
      wanted: "any at most 5% of screens",
      measured: wrong.join(", "),
      met: found.wrong.any / found.experiments <= 0.05 + noise(0.05, found.experiments),
    },
  ];
}

/** Two standard errors of a share that is counted so often. */
function noise(share: number, count: number): number {
  return 2 * Math.sqrt((share * (1 - share)) / Math.max(1, count));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** Power may be off by three points, and by the noise of so many experiments. */
function powerFigures(experiments: number): Figure[] {
  return powerShapes.flatMap((shape) => {
    const unit = shape.metric === "cost" ? "% of the cost" : " points";
    return promisesOf(shape, experiments).map(({ said, found }) => ({
      name: `power: ${shape.name}, ${shape.tasks} tasks: ${said > 0 ? "more" : "less"} by what "could have found" says is found`,
      wanted: "80%, 3 points off at most",
      measured: `${percent(found)}, at ${Math.abs(said * 100).toFixed(0)}${unit}`,
      met: Math.abs(found - 0.8) <= 0.03 + noise(0.8, experiments),
    }));
  });
}
