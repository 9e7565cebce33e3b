import { shareOn } from "../../util/axis-scale.ts";
import { count } from "../../util/count.ts";
import { own } from "../../util/own.ts";
import { wrap } from "../text.ts";
import type { DrawnMap, MapAxis, MapCell, PlacedRun, PointCounts } from "./drawn-map.ts";

/** The map as text: who wins where and how sure that is, the law in words checked, the break-even line computed and derived, and how far world and closed forms are apart. */
export function mapText(map: DrawnMap, placed?: PlacedRun): string {
  const { worth, tasks, seed } = map.settings;
  return [
    ...wrapped(
      `[SIMULATED] Who brings most: $${worth} per right answer, less the cost of all calls; ${count(tasks, "task")} per point, seed ${seed}.`,
      "",
    ),
    "",
    `  ${map.y.words} (${map.y.name})`,
    ...grid(map, placed),
    `${" ".repeat(9)}${map.x.words} (${map.x.name})`,
    "",
    ...legend(map),
    "",
    ...wrapped(
      "The number: in how many of 100 resamples of the tasks this one brings the most. A small letter before it: the closed forms name that " +
        "one. O, S, B and P have the member that is best for them at the point, as nobody could know beforehand.",
    ),
    ...(placed === undefined ? [] : ["", ...placed.words.map((line) => `  ${line}`)]),
    "",
    ...rivals(map),
    "",
    ...lawText(map),
    "",
    ...lineText(map),
    "",
    ...agreementText(map),
  ].join("\n");
}

function grid(map: DrawnMap, placed: PlacedRun | undefined): string[] {
  const at = placed === undefined ? undefined : nearestCell(map, placed);
  const rows = map.y.values.toReversed().map((atY) => {
    const cells = map.x.values.map((atX) => {
      const mark = markOf(map, atX, atY);
      return at !== undefined && at.x === atX && at.y === atY ? `[${mark}]` : ` ${mark} `;
    });
    return `${shown(atY).padStart(7)} |${cells.join("")}`;
  });
  const scale = map.x.values.map((atX) => shown(atX).padStart(5).padEnd(7)).join("");
  return [...rows, `${" ".repeat(8)}+${"-".repeat(7 * map.x.values.length)}`, `${" ".repeat(9)}${scale}`];
}

/** The closed forms' winner where it is another, the winner, and its probability in percent. */
function markOf(map: DrawnMap, x: number, y: number): string {
  const cell = map.cells.find((one) => one.x === x && one.y === y);
  if (cell === undefined) return "     ";
  const other = cell.predictedWinner === cell.winner ? " " : letterOf(map, cell.predictedWinner).toLowerCase();
  const sure = cell.probability < 1 ? Math.min(99, Math.round(100 * cell.probability)) : 100;
  return `${other}${letterOf(map, cell.winner)}${String(sure).padEnd(3)}`;
}

function letterOf(map: DrawnMap, name: string): string {
  return map.arms.find((arm) => arm.name === name)?.letter ?? "?";
}

function nearestCell(map: DrawnMap, { point }: PlacedRun): MapCell | undefined {
  const off = (axis: MapAxis, value: number) => Math.abs(shareOn(axis, value) - shareOn(axis, own(point, axis.name) ?? axis.from));
  const far = (cell: MapCell) => off(map.x, cell.x) + off(map.y, cell.y);
  return map.cells.toSorted((a, b) => far(a) - far(b))[0];
}

function legend(map: DrawnMap): string[] {
  const won = new Map<string, number>();
  for (const { winner } of map.cells) won.set(winner, (won.get(winner) ?? 0) + 1);
  const seen = map.arms
    .filter(({ name }) => won.has(name))
    .map(({ name, letter }) => `${letter} ${name} (${count(won.get(name) ?? 0, "point")})`);
  const lost = map.arms.filter(({ name }) => !won.has(name)).map(({ name, letter }) => `${letter} ${name}`);
  return wrapped(`${seen.join(", ")}${lost.length === 0 ? "" : `; nowhere: ${lost.join(", ")}`}`);
}

/** The market against each rival, by the world and by the closed forms. */
function rivals({ marketAhead, cells }: DrawnMap): string[] {
  const wide = Math.max(...Object.keys(marketAhead).map((name) => name.length));
  const rows = Object.entries(marketAhead).map(
    ([name, { simulated, predicted }]) =>
      `    ${name.padEnd(wide)}   ${String(simulated).padStart(9)}   ${String(predicted ?? "-").padStart(12)}`,
  );
  return [`  Points of ${cells.length} at which the market brings more than`, `    ${"".padEnd(wide)}   simulated   closed forms`, ...rows];
}

/** The law in words, against both. */
function lawText({ law, cells }: DrawnMap): string[] {
  const both = ({ simulated, predicted }: PointCounts) => `${simulated} (closed forms: ${predicted})`;
  const said = ({ holds, marketAhead }: DrawnMap["law"]["once"]) =>
    `foretold at ${both(holds)} of ${cells.length} points; always naming the market is right at ${both(marketAhead)}.`;
  return [
    ...wrapped(
      '"Markets beat managers when independent retry is worth more than orchestrated coherence": what a checked retry adds to one ' +
        `member alone, against what a manager who works once adds to it. By that, which of market and manager brings more is ${said(law.once)} ` +
        `Against a manager with the same retries it is ${said(law.retried)}`,
    ),
  ];
}

function lineText({ line, ...map }: DrawnMap): string[] {
  const [a, b] = line.between;
  const on = line.across === "x" ? map.y : map.x;
  const rows = line.points.map(
    ({ on: at, computed, derived }) => `    ${shown(at).padStart(6)}   ${value(computed).padStart(8)}   ${value(derived).padStart(8)}`,
  );
  const { mean, max, compared } = line.gap;
  const gap =
    compared === 0
      ? "  Nowhere do both lines exist on this map."
      : `  Apart by ${percent(mean)} of the axis on average, ${percent(max)} at most (${compared} of ${count(line.points.length, "row")} have both).`;
  return [`  Break-even of ${a} and ${b} in ${map[line.across].words}:`, `    ${on.name.padStart(6)}   computed    derived`, ...rows, gap];
}

function agreementText({ agreement, cells, calls }: DrawnMap): string[] {
  const { right, cost, winners, topologies } = agreement;
  return wrapped(
    `World against closed forms over ${count(cells.length, "point")} and the ${count(topologies, "topology", "topologies")} that have one: right answers apart by ${points(right.mean)} points on ` +
      `average and ${points(right.max)} at most, cost by ${percent(cost.mean)} of the worth and ${percent(cost.max)} at most; of these both name the same ` +
      `winner at ${winners} of the points. ${calls.toLocaleString("en-US")} calls.`,
  );
}

const wrapped = (words: string, indent = "  "): string[] => wrap(words, 78 - indent.length).map((line) => `${indent}${line}`);
const value = (at: number | null): string => (at === null ? "-" : shown(at));
const shown = (at: number): string => (at >= 10 ? at.toFixed(0) : at.toFixed(2));
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const points = (share: number): string => (100 * share).toFixed(1);
