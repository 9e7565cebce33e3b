import { count } from "../../util/count.ts";
import { type Axis, axes, shareOn } from "./axes.ts";
import type { Cell, DrawnMap } from "./draw-map.ts";
import type { PlacedRun } from "./place-run.ts";
import { type Contestant, contestants } from "./stage.ts";

const letters: { readonly [name in Contestant]: string } = {
  solo: "o",
  "solo+retry": "S",
  "best-of": "B",
  cascade: "C",
  "hub-spoke": "h",
  "hub-spoke+retry": "H",
  market: "M",
};

/** The map as text: who wins where, the break-even line computed and derived, and how far the two are apart. */
export function mapText(map: DrawnMap, placed?: PlacedRun): string {
  const { x, y, worth, tasks, seed } = map.settings;
  return [
    `[SIMULATED] Who brings most: $${worth} per right answer, less the cost of all calls; ${count(tasks, "task")} per point, seed ${seed}.`,
    "",
    `  ${axes[y].words} (${y})`,
    ...grid(map, placed),
    `${" ".repeat(9)}${axes[x].words} (${x})`,
    "",
    `  ${legend(map)}`,
    "  A dot after a letter: another one is within two standard errors. A small letter before it: the closed forms name that one.",
    ...(placed === undefined ? [] : ["", ...placed.words.map((line) => `  ${line}`)]),
    "",
    ...duels(map),
    "",
    ...lineText(map),
    "",
    ...agreementText(map),
  ].join("\n");
}

function grid(map: DrawnMap, placed: PlacedRun | undefined): string[] {
  const at = placed === undefined ? undefined : nearestCell(map, placed);
  const rows = map.y.toReversed().map((atY) => {
    const cells = map.x.map((atX) => {
      const cell = map.cells.find((one) => one.x === atX && one.y === atY) as Cell;
      const mark = `${differs(cell)}${letters[cell.winner]}${cell.close.length > 0 ? "·" : " "}`;
      return cell === at ? `[${mark}]` : ` ${mark} `;
    });
    return `${shown(atY).padStart(7)} |${cells.join(" ")}`;
  });
  const scale = map.x.map((atX) => shown(atX).padStart(4).padEnd(6)).join("");
  return [...rows, `${" ".repeat(8)}+${"-".repeat(6 * map.x.length)}`, `${" ".repeat(9)}${scale}`];
}

/** The closed forms' winner, where it is another that the world can tell from its own. */
function differs(cell: Cell): string {
  return cell.foreseenWinner === cell.winner || cell.close.includes(cell.foreseenWinner) ? " " : letters[cell.foreseenWinner].toLowerCase();
}

function nearestCell(map: DrawnMap, { point }: PlacedRun): Cell | undefined {
  const { x, y } = map.settings;
  const far = (cell: Cell) => Math.abs(shareOn(x, cell.x) - shareOn(x, point[x])) + Math.abs(shareOn(y, cell.y) - shareOn(y, point[y]));
  return map.cells.toSorted((a, b) => far(a) - far(b))[0];
}

function legend(map: DrawnMap): string {
  const won = new Map<Contestant, number>();
  for (const { winner } of map.cells) won.set(winner, (won.get(winner) ?? 0) + 1);
  const seen = contestants.filter(({ name }) => won.has(name));
  const lost = contestants.filter(({ name }) => !won.has(name)).map(({ name }) => name);
  const winners = seen.map(({ name }) => `${letters[name]} ${name} (${won.get(name)} points)`).join(", ");
  return lost.length === 0 ? winners : `${winners}; nowhere: ${lost.join(", ")}`;
}

function lineText({ line, settings }: DrawnMap): string[] {
  const [a, b] = line.between;
  const on: Axis = line.across === settings.x ? settings.y : settings.x;
  const rows = line.points.map(
    ({ on: at, computed, derived }) => `    ${shown(at).padStart(6)}   ${value(computed).padStart(8)}   ${value(derived).padStart(8)}`,
  );
  const { mean, max, compared } = line.gap;
  const gap =
    compared === 0
      ? "  Nowhere do both lines exist on this map."
      : `  Apart by ${percent(mean)} of the axis on average, ${percent(max)} at most (${compared} of ${count(line.points.length, "row")} ${compared === 1 ? "has" : "have"} both).`;
  return [`  Break-even of ${a} and ${b} in ${axes[line.across].words}:`, `    ${on.padStart(6)}   computed    derived`, ...rows, gap];
}

/** The article's question, market against manager, with and without the retry that the market has. */
function duels({ cells, settings }: DrawnMap): string[] {
  const ahead = (a: Contestant, b: Contestant) =>
    cells.filter(({ played }) => settings.worth * (played[a].right - played[b].right) > played[a].cost - played[b].cost).length;
  return [
    `  The market brings more than a manager who works once at ${ahead("market", "hub-spoke")} of ${cells.length} points, than one with the same retries at ${ahead("market", "hub-spoke+retry")},`,
    `  than one member with the same retries at ${ahead("market", "solo+retry")}, than the ladder from cheap to dear at ${ahead("market", "cascade")}.`,
  ];
}

function agreementText({ agreement, cells, calls }: DrawnMap): string[] {
  const { right, cost, winners } = agreement;
  return [
    `  World against closed forms over ${cells.length} points and ${count(contestants.length, "topology", "topologies")}: right answers apart by ${points(right.mean)} points on`,
    `  average and ${points(right.max)} at most, cost by ${percent(cost.mean)} of the worth and ${percent(cost.max)} at most; the winner is the same or within`,
    `  two standard errors at ${percent(winners)} of the points. ${calls.toLocaleString("en-US")} calls.`,
  ];
}

const value = (at: number | null): string => (at === null ? "-" : shown(at));
const shown = (at: number): string => (at >= 10 ? at.toFixed(0) : at.toFixed(2));
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const points = (share: number): string => (100 * share).toFixed(1);
