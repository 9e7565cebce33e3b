import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type Axis, type Point, shareOn, stepsOf, usual } from "./axes.ts";
import { foreseenAt, type MapInputs } from "./foreseen.ts";
import { type MeasuredResult, type Play, playAt, type SimulatedResult } from "./play.ts";
import { type Contestant, contestants } from "./stage.ts";

export interface MapSettings extends Play {
  readonly x: Axis;
  readonly y: Axis;
  /** Points along each axis. */
  readonly steps: number;
  /** The two whose break-even is drawn. */
  readonly between: readonly [Contestant, Contestant];
}
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly played: Readonly<Record<Contestant, SimulatedResult>>;
  readonly foreseen: Readonly<Record<Contestant, SimulatedResult>>;
  /** Most worth less cost per task; `close` are those within two standard errors of it, task by task. */
  readonly winner: Contestant;
  readonly close: readonly Contestant[];
  readonly foreseenWinner: Contestant;
}
/** Where two topologies are worth the same: `at` along `across`, for each value of the other axis; null where one wins throughout. */
export interface BreakEven {
  readonly between: readonly [Contestant, Contestant];
  readonly across: Axis;
  readonly points: readonly { readonly on: number; readonly computed: number | null; readonly derived: number | null }[];
  /** Difference of the two in shares of the axis, where both exist. */
  readonly gap: { readonly mean: number; readonly max: number; readonly compared: number };
}
export interface Gap {
  readonly mean: number;
  readonly max: number;
}
export interface DrawnMap {
  readonly schema: 1;
  readonly world: "simulated";
  readonly settings: MapSettings;
  readonly usual: Point;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly cells: readonly Cell[];
  readonly line: BreakEven;
  /** The simulated world against the closed forms: share of right answers, dollars per task over the worth, cells with one winner. */
  readonly agreement: { readonly right: Gap; readonly cost: Gap; readonly winners: number };
  readonly calls: number;
}

/** A topology of the map by name. Throws a `UserError` that names the nearest. */
export function contestantNamed(name: string): Contestant {
  const found = contestants.find((one) => one.name === name);
  if (found !== undefined) return found.name;
  const known = contestants.map((one) => one.name);
  throw new UserError(`Wanted a topology of the map; got "${name}".${didYouMean(name, known)}`);
}

/** Plays every topology at every point of a grid, and foresees it by the closed forms. Deterministic given its settings. */
export async function drawMap(settings: MapSettings, onCell: (done: number, all: number) => void = () => {}): Promise<DrawnMap> {
  const { x, y, steps, worth } = settings;
  if (x === y) throw new UserError(`A map needs two axes; both are "${x}".`);
  const xs = stepsOf(x, steps);
  const ys = stepsOf(y, steps);
  const first = await playAt(usual, settings);
  const given: MapInputs = { tokens: first.tokens, worth };
  const cells: Cell[] = [];
  let calls = first.calls;
  for (const atY of ys) {
    for (const atX of xs) {
      const point = { ...usual, [x]: atX, [y]: atY };
      const { played, calls: made } = await playAt(point, settings);
      calls += made;
      cells.push(cellOf({ x: atX, y: atY }, played, foreseenAt(point, given), worth));
      onCell(cells.length, steps * steps);
    }
  }
  const line = breakEven(cells, { x: xs, y: ys }, settings, given);
  return { schema: 1, world: "simulated", settings, usual, x: xs, y: ys, cells, line, agreement: agreementOf(cells, worth), calls };
}

const netOf = ({ right, cost }: SimulatedResult, worth: number) => worth * right - cost;

function cellOf(at: { x: number; y: number }, played: Record<Contestant, MeasuredResult>, foreseen: Cell["foreseen"], worth: number): Cell {
  const names = contestants.map(({ name }) => name);
  const winner = bestBy(names, (name) => netOf(played[name], worth));
  const close = names.filter((name) => name !== winner && tied(played[winner].nets, played[name].nets));
  const plain = Object.fromEntries(names.map((name) => [name, { right: played[name].right, cost: played[name].cost }]));
  const foreseenWinner = bestBy(names, (name) => netOf(foreseen[name], worth));
  return { ...at, played: plain as Record<Contestant, SimulatedResult>, foreseen, winner, close, foreseenWinner };
}

function bestBy(names: readonly Contestant[], value: (name: Contestant) => number): Contestant {
  return names.reduce((best, name) => (value(name) > value(best) ? name : best));
}

/** Whether the mean difference, task by task, is within two of its standard errors. */
function tied(a: readonly number[], b: readonly number[]): boolean {
  const differences = a.map((value, index) => value - (b[index] ?? 0));
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, differences.length - 1);
  return Math.abs(mean) <= 2 * Math.sqrt(variance / differences.length);
}

/** The break-even line along the axis that it crosses more often. */
function breakEven(cells: readonly Cell[], grid: { x: number[]; y: number[] }, settings: MapSettings, given: MapInputs): BreakEven {
  const [a, b] = settings.between;
  const along = (across: "x" | "y"): BreakEven => {
    const on = across === "x" ? "y" : "x";
    const points = grid[on].map((fixed) => {
      const row = cells.filter((cell) => cell[on] === fixed);
      const computed = crossing(row.map((cell) => ({ at: cell[across], gain: lead(cell.played, a, b, given.worth) })));
      const fine = stepsOf(settings[across], 25).map((at) => {
        const point = { ...usual, [settings[on]]: fixed, [settings[across]]: at };
        return { at, gain: lead(foreseenAt(point, given), a, b, given.worth) };
      });
      return { on: fixed, computed, derived: crossing(fine) };
    });
    const both = points.flatMap(({ computed, derived }) =>
      computed === null || derived === null ? [] : [Math.abs(shareOn(settings[across], computed) - shareOn(settings[across], derived))],
    );
    const gap = { mean: meanOf(both), max: Math.max(0, ...both), compared: both.length };
    return { between: [a, b], across: settings[across], points, gap };
  };
  const [byX, byY] = [along("x"), along("y")];
  const found = (line: BreakEven) => line.points.filter(({ derived }) => derived !== null).length;
  return found(byY) >= found(byX) ? byY : byX;
}

function lead(outcomes: Cell["played"], a: Contestant, b: Contestant, worth: number): number {
  return netOf(outcomes[a], worth) - netOf(outcomes[b], worth);
}

/** Where a gain changes sign, by a straight line between the two points around it; null where it never does. */
function crossing(row: readonly { readonly at: number; readonly gain: number }[]): number | null {
  for (const [index, next] of row.entries()) {
    const before = row[index - 1];
    if (before === undefined || before.gain > 0 === next.gain > 0) continue;
    return before.at + ((next.at - before.at) * before.gain) / (before.gain - next.gain);
  }
  return null;
}

function agreementOf(cells: readonly Cell[], worth: number): DrawnMap["agreement"] {
  const gaps = (field: "right" | "cost", unit: number) =>
    cells.flatMap(({ played, foreseen }) => contestants.map(({ name }) => Math.abs(played[name][field] - foreseen[name][field]) / unit));
  const gap = (values: readonly number[]): Gap => ({ mean: meanOf(values), max: Math.max(0, ...values) });
  const agreed = cells.filter((cell) => cell.winner === cell.foreseenWinner || cell.close.includes(cell.foreseenWinner)).length;
  return { right: gap(gaps("right", 1)), cost: gap(gaps("cost", worth)), winners: agreed / Math.max(1, cells.length) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
