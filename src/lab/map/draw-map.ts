import type { ArmResult, DrawnMap, Gap, MapCell } from "../../report/index.ts";
import { resampledSums } from "../../statistics/index.ts";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type Axis, axes, defaults, stepsOf } from "./axes.ts";
import { breakEvenOf, netOf } from "./break-even.ts";
import { ahead, lawCheck } from "./law-check.ts";
import { bestMembers, type MapInputs, predictedAt } from "./predicted.ts";
import { type Arm, arms, type FixedMembers, isPredicted, kinds, type PredictedArm } from "./setup.ts";
import { type MeasuredResult, simulateAt, type Simulation } from "./simulate-at.ts";

export interface MapSettings extends Simulation {
  readonly x: Axis;
  readonly y: Axis;
  /** Points along each axis. */
  readonly steps: number;
  /** The two whose break-even is drawn. */
  readonly between: readonly [Arm, Arm];
}

/** An arm of the map by name. Throws a `UserError` that names the nearest. */
export function armNamed(name: string): Arm {
  const found = arms.find((one) => one.name === name);
  if (found !== undefined) return found.name;
  const known = arms.map((one) => one.name);
  throw new UserError(`Wanted a topology of the map; got "${name}".${didYouMean(name, known)}`);
}

/** Simulates every arm at every point of a grid, and predicts it by the closed forms. Deterministic given its settings. */
export async function drawMap(settings: MapSettings, onCell: (done: number, all: number) => void = () => {}): Promise<DrawnMap> {
  const { x, y, steps, worth, tasks, seed } = settings;
  if (x === y) throw new UserError(`A map needs two axes; both are "${x}".`);
  const grid = { x: stepsOf(x, steps), y: stepsOf(y, steps), axes: { x, y } };
  const first = await simulateAt(defaults, settings, anyMembers);
  const inputs: MapInputs = { tokens: first.tokens, worth };
  const cells: MapCell[] = [];
  let calls = first.calls;
  for (const atY of grid.y) {
    for (const atX of grid.x) {
      const point = { ...defaults, [x]: atX, [y]: atY };
      const members = bestMembers(point, inputs);
      const { results, calls: made } = await simulateAt(point, settings, members);
      calls += made;
      cells.push({ x: atX, y: atY, ...cellOf(results, predictedAt(point, inputs, members), settings), members: memberNames(members) });
      onCell(cells.length, steps * steps);
    }
  }
  const axis = (name: Axis, values: readonly number[]) => ({ name, ...axes[name], values });
  return {
    schema: 2,
    world: "simulated",
    settings: { tasks, worth, seed },
    defaults: { ...defaults },
    x: axis(x, grid.x),
    y: axis(y, grid.y),
    arms,
    cells,
    line: breakEvenOf(cells, grid, settings.between, inputs),
    marketAhead: Object.fromEntries(arms.flatMap(({ name }) => (name === "market" ? [] : [[name, aheadOf(cells, name, worth)] as const]))),
    law: lawCheck(cells, worth),
    agreement: agreementOf(cells, worth),
    calls,
  };
}

function aheadOf(cells: readonly MapCell[], rival: Arm, worth: number): DrawnMap["marketAhead"][string] {
  const points = ahead(cells, "market", rival, worth);
  return isPredicted(rival) ? points : { simulated: points.simulated };
}

/** For the first look at how long calls are. */
const anyMembers: FixedMembers = {
  solo: "large",
  "solo+retry": "large",
  "best-of": "large",
  "per-category": { north: "large", south: "large", west: "large" },
};

function memberNames({ "per-category": byKind, ...one }: FixedMembers): MapCell["members"] {
  return { ...one, "per-category": kinds.map((kind) => byKind[kind]).join("/") };
}

/** Resamples of the tasks that tell in how many of them an arm brings the most. */
const resamples = 1000;

type CellResult = Pick<MapCell, "simulated" | "predicted" | "winner" | "probability" | "predictedWinner">;
function cellOf(
  results: Readonly<Record<Arm, MeasuredResult>>,
  predicted: Readonly<Record<PredictedArm, ArmResult>>,
  settings: MapSettings,
): CellResult {
  const names = arms.map(({ name }) => name);
  const simulated = Object.fromEntries(names.map((name) => [name, { right: results[name].right, cost: results[name].cost }]));
  const winner = bestBy(names, (name) => netOf(simulated, name, settings.worth));
  const columns = names.map((name) => Float64Array.from(results[name].nets));
  const sums = resampledSums(columns, resamples, `${settings.seed}/map`);
  let led = 0;
  for (let at = 0; at < resamples; at++) {
    const totals = sums.map((column) => column[at] as number);
    if ((totals[names.indexOf(winner)] as number) >= Math.max(...totals)) led++;
  }
  const predictedWinner = bestBy(names.filter(isPredicted), (name) => netOf(predicted, name, settings.worth));
  return { simulated, predicted, winner, probability: led / resamples, predictedWinner };
}

function bestBy<T extends Arm>(names: readonly T[], value: (name: T) => number): T {
  return names.reduce((best, name) => (value(name) > value(best) ? name : best));
}

function agreementOf(cells: readonly MapCell[], worth: number): DrawnMap["agreement"] {
  const compared = arms.map(({ name }) => name).filter(isPredicted);
  const gaps = (field: "right" | "cost", unit: number) =>
    cells.flatMap(({ simulated, predicted }) =>
      compared.map((name) => Math.abs((simulated[name]?.[field] ?? 0) - (predicted[name]?.[field] ?? 0)) / unit),
    );
  const gap = (values: readonly number[]): Gap => ({
    mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
    max: Math.max(0, ...values),
  });
  return {
    right: gap(gaps("right", 1)),
    cost: gap(gaps("cost", worth)),
    winners: cells.filter(sameWinner).length,
    topologies: compared.length,
  };

  function sameWinner({ simulated, predictedWinner }: MapCell): boolean {
    return bestBy(compared, (name) => netOf(simulated, name, worth)) === predictedWinner;
  }
}
