import { count } from "../../util/count.ts";
import { inert } from "../../util/inert.ts";
import { type Axis, axes, shareOn } from "./axes.ts";
import type { Cell, DrawnMap } from "./draw-map.ts";
import type { PlacedRun } from "./place-run.ts";
import { type Contestant, contestants } from "./stage.ts";

const size = 56;
const left = 90;
const top = 70;
/** Told apart with all kinds of color vision (Okabe and Ito). */
const colors: { readonly [name in Contestant]: string } = {
  solo: "#999999",
  "solo+retry": "#56b4e9",
  "best-of": "#f0e442",
  cascade: "#009e73",
  "hub-spoke": "#e69f00",
  "hub-spoke+retry": "#d55e00",
  market: "#0072b2",
};

/** The map as a picture: winners as fields, break-even lines computed (solid) and derived (dashed). */
export function mapSvg(map: DrawnMap, placed?: PlacedRun): string {
  const { x, y, worth, tasks } = map.settings;
  const side = size * map.x.length;
  const title = `Simulated world: who brings most at $${worth} per right answer`;
  const width = left + side + 220;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + side + 70}" font-family="sans-serif" font-size="13" role="img" aria-label="${title}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    text(left, 28, title, 'font-weight="bold"'),
    text(left, 48, `${count(tasks, "task")} per point. Pale: another is within two standard errors.`),
    ...map.cells.map((cell) => field(map, cell)),
    ...scales(map, side),
    line(map, "computed", 'stroke="#000000" stroke-width="3"'),
    line(map, "derived", 'stroke="#000000" stroke-width="2" stroke-dasharray="6 5"'),
    ...legend(map, left + side + 20),
    ...(placed === undefined ? [] : [marker(map, placed)]),
    text(left + side / 2, top + side + 50, axes[x].words, 'text-anchor="middle"'),
    `<g transform="translate(28 ${top + side / 2}) rotate(-90)">${text(0, 0, axes[y].words, 'text-anchor="middle"')}</g>`,
    "</svg>",
    "",
  ].join("\n");
}

const text = (x: number, y: number, words: string, more = ""): string =>
  `<text x="${round(x)}" y="${round(y)}"${more === "" ? "" : ` ${more}`}>${inert(words, "html")}</text>`;
const round = (value: number): number => Math.round(value * 10) / 10;

/** The middle of the field that stands for a value of this axis. */
function placeOf(map: DrawnMap, axis: Axis, value: number): number {
  const side = size * map.x.length;
  const inside = size / 2 + shareOn(axis, value) * (side - size);
  return axis === map.settings.x ? left + inside : top + side - inside;
}

function field(map: DrawnMap, cell: Cell): string {
  const x = placeOf(map, map.settings.x, cell.x) - size / 2;
  const y = placeOf(map, map.settings.y, cell.y) - size / 2;
  const opacity = cell.close.length > 0 ? 0.55 : 1;
  const right = (100 * cell.played[cell.winner].right).toFixed(0);
  const words = `${cell.winner}: ${right}% right at $${cell.played[cell.winner].cost.toFixed(4)}`;
  return `<rect x="${round(x)}" y="${round(y)}" width="${size}" height="${size}" fill="${colors[cell.winner]}" fill-opacity="${opacity}" stroke="#ffffff"><title>${words}</title></rect>`;
}

function scales(map: DrawnMap, side: number): string[] {
  const shown = (value: number) => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
  const { x, y } = map.settings;
  return [
    ...map.x.map((value) => text(placeOf(map, x, value), top + side + 20, shown(value), 'text-anchor="middle"')),
    ...map.y.map((value) => text(left - 10, placeOf(map, y, value) + 5, shown(value), 'text-anchor="end"')),
  ];
}

function line(map: DrawnMap, which: "computed" | "derived", style: string): string {
  const { across, points } = map.line;
  const on = across === map.settings.x ? map.settings.y : map.settings.x;
  const drawn = points.flatMap((point) => {
    const at = point[which];
    if (at === null) return [];
    const [one, other] = [placeOf(map, across, at), placeOf(map, on, point.on)];
    return [across === map.settings.x ? `${round(one)},${round(other)}` : `${round(other)},${round(one)}`];
  });
  return drawn.length < 2 ? "" : `<polyline fill="none" ${style} points="${drawn.join(" ")}"/>`;
}

function legend(map: DrawnMap, x: number): string[] {
  const won = new Set(map.cells.map((cell) => cell.winner));
  const seen = contestants.filter(({ name }) => won.has(name));
  const fields = seen.flatMap(({ name }, index) => [
    `<rect x="${x}" y="${top + 26 * index}" width="18" height="18" fill="${colors[name]}"/>`,
    text(x + 26, top + 14 + 26 * index, name),
  ]);
  const below = top + 26 * seen.length + 20;
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
  const { x, y } = map.settings;
  const side = size * map.x.length;
  const within = (value: number, from: number) => Math.max(from, Math.min(from + side, value));
  const [atX, atY] = [within(placeOf(map, x, point[x]), left), within(placeOf(map, y, point[y]), top)];
  return [
    `<circle cx="${round(atX)}" cy="${round(atY)}" r="9" fill="#ffffff" stroke="#000000" stroke-width="3"/>`,
    text(atX + 14, atY + 5, run),
  ].join("\n");
}
