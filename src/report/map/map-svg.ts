import { shareOn } from "../../util/axis-scale.ts";
import { count } from "../../util/count.ts";
import { inert } from "../../util/inert.ts";
import { own } from "../../util/own.ts";
import type { DrawnMap, MapAxis, MapCell, PlacedRun } from "./drawn-map.ts";

const size = 62;
const left = 90;
const top = 70;

/** The map as a picture: winners as fields with their probability, break-even lines computed (solid) and derived (dashed). */
export function mapSvg(map: DrawnMap, placed?: PlacedRun): string {
  const { worth, tasks } = map.settings;
  const side = sideOf(map);
  const title = `Simulated world: who brings most at $${worth} per right answer`;
  const width = left + side + 220;
  const height = top + Math.max(side, 26 * map.arms.length + 80) + 70;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13" role="img" aria-label="${title}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    text(left, 28, title, 'font-weight="bold"'),
    text(left, 48, `${count(tasks, "task")} per point. In a field: who, and in how many of 100 resamples of the tasks.`),
    ...map.cells.map((cell) => field(map, cell)),
    ...scales(map),
    line(map, "computed", 'stroke="#000000" stroke-width="3"'),
    line(map, "derived", 'stroke="#000000" stroke-width="2" stroke-dasharray="6 5"'),
    ...legend(map, left + side + 20),
    ...(placed === undefined ? [] : [marker(map, placed)]),
    text(left + side / 2, top + side + 50, map.x.words, 'text-anchor="middle"'),
    `<g transform="translate(28 ${top + side / 2}) rotate(-90)">${text(0, 0, map.y.words, 'text-anchor="middle"')}</g>`,
    "</svg>",
    "",
  ].join("\n");
}

const text = (x: number, y: number, words: string, more = ""): string =>
  `<text x="${round(x)}" y="${round(y)}"${more === "" ? "" : ` ${more}`}>${inert(words, "html")}</text>`;
const round = (value: number): number => Math.round(value * 10) / 10;
const sideOf = (map: DrawnMap): number => size * map.x.values.length;

/** The middle of the field that stands for a value of this axis. */
function placeOf(map: DrawnMap, axis: MapAxis, value: number): number {
  const side = sideOf(map);
  const inside = size / 2 + shareOn(axis, value) * (side - size);
  return axis === map.x ? left + inside : top + side - inside;
}

function field(map: DrawnMap, cell: MapCell): string {
  const [x, y] = [placeOf(map, map.x, cell.x), placeOf(map, map.y, cell.y)];
  const arm = map.arms.find(({ name }) => name === cell.winner);
  const { right, cost } = own(cell.simulated, cell.winner) ?? { right: 0, cost: 0 };
  const sure = percentOf(cell.probability);
  const words = `${cell.winner}: ${(100 * right).toFixed(0)}% right at $${cost.toFixed(4)}; most in ${sure} of 100 resamples`;
  const at = `x="${round(x - size / 2)}" y="${round(y - size / 2)}" width="${size}" height="${size}"`;
  const fill = `fill="${arm?.color ?? "#ffffff"}" fill-opacity="${(0.35 + 0.65 * cell.probability).toFixed(2)}"`;
  return [
    `<rect ${at} ${fill} stroke="#ffffff"><title>${inert(words, "html")}</title></rect>`,
    text(x, y + 5, `${arm?.letter ?? ""} ${sure}`, 'text-anchor="middle" stroke="#ffffff" stroke-width="3" paint-order="stroke"'),
  ].join("");
}

/** A probability in percent, never a round hundred that was not counted. */
function percentOf(probability: number): string {
  return String(probability < 1 ? Math.min(99, Math.round(100 * probability)) : 100);
}

function scales(map: DrawnMap): string[] {
  const shown = (value: number) => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
  return [
    ...map.x.values.map((value) => text(placeOf(map, map.x, value), top + sideOf(map) + 20, shown(value), 'text-anchor="middle"')),
    ...map.y.values.map((value) => text(left - 10, placeOf(map, map.y, value) + 5, shown(value), 'text-anchor="end"')),
  ];
}

function line(map: DrawnMap, which: "computed" | "derived", style: string): string {
  const { across, points } = map.line;
  const drawn = points.flatMap((point) => {
    const at = point[which];
    if (at === null) return [];
    const [one, other] = [placeOf(map, map[across], at), placeOf(map, across === "x" ? map.y : map.x, point.on)];
    return [across === "x" ? `${round(one)},${round(other)}` : `${round(other)},${round(one)}`];
  });
  return drawn.length < 2 ? "" : `<polyline fill="none" ${style} points="${drawn.join(" ")}"/>`;
}

function legend(map: DrawnMap, x: number): string[] {
  const won = new Set(map.cells.map((cell) => cell.winner));
  const fields = map.arms.flatMap(({ name, letter, color }, index) => [
    `<rect x="${x}" y="${top + 26 * index}" width="18" height="18" fill="${color}"/>`,
    text(x + 26, top + 14 + 26 * index, `${letter}  ${name}${won.has(name) ? "" : " (nowhere)"}`),
  ]);
  const below = top + 26 * map.arms.length + 20;
  const [a, b] = map.line.between;
  const rule = (y: number, style: string) => `<line x1="${x}" x2="${x + 30}" y1="${y}" y2="${y}" stroke="#000000" ${style}/>`;
  return [
    ...fields,
    text(x, below, `${a} = ${b}:`),
    rule(below + 18, 'stroke-width="3"'),
    text(x + 38, below + 22, "computed"),
    rule(below + 40, 'stroke-width="2" stroke-dasharray="6 5"'),
    text(x + 38, below + 44, "derived"),
  ];
}

/** The user's own run; held at the edge where it lies outside the map. */
function marker(map: DrawnMap, { point, run }: PlacedRun): string {
  const within = (value: number, from: number) => Math.max(from, Math.min(from + sideOf(map), value));
  const place = (axis: MapAxis) => placeOf(map, axis, own(point, axis.name) ?? axis.from);
  const [atX, atY] = [within(place(map.x), left), within(place(map.y), top)];
  return [
    `<circle cx="${round(atX)}" cy="${round(atY)}" r="9" fill="#ffffff" stroke="#000000" stroke-width="3"/>`,
    text(atX + 14, atY + 5, run),
  ].join("\n");
}
