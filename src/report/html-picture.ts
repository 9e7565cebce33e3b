import type { Summary, TopologyRow } from "../summary.ts";
import { frontierOf, perTask } from "./findings.ts";
import { frontierWords } from "./frontier-words.ts";
import { money, percent, percentRange } from "./format.ts";
import { escape } from "./html-escape.ts";
import { apart, axisWords, type Frame, framesFor, nameColumn, round } from "./html-labels.ts";

type Scale = (value: number) => number;
interface Spot {
  readonly row: TopologyRow;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

/** Cost against pass rate as inline SVG: one point per topology with its 95% interval, and the line of those that none beats. */
export function picture(summary: Summary, color: (name: string) => string): string {
  const rows = summary.topologies.filter((row) => row.passRate !== null);
  if (rows.length === 0) return "";
  const described = rows.map((row) => `${row.name}: ${percent(row.passRate)} passed at ${money(row.cost.perTrial)} per task`).join("; ");
  const label = escape(`Pass rate against cost per task. ${described}.`);
  return framesFor(rows.length)
    .map(
      (frame) =>
        `<svg class="picture ${frame.look}" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${label}">${drawn(summary, rows, color, frame)}</svg>`,
    )
    .join("");
}

function drawn(summary: Summary, rows: readonly TopologyRow[], color: (name: string) => string, frame: Frame): string {
  const costs = rows.map(perTask);
  const axis = costAxis(Math.min(...costs), Math.max(...costs), frame);
  const [low, high] = reach(rows);
  const y = (share: number): number =>
    frame.height - frame.bottom - ((share - low) / (high - low)) * (frame.height - frame.bottom - frame.top);
  const spots = rows.map((row) => ({ row, color: color(row.name), x: axis.at(perTask(row)), y: y(row.passRate ?? 0) }));
  return [
    grid(y, axis, [low, high], frame),
    frontier(summary, axis.at, y),
    nameColumn(
      spots.map((spot) => ({ name: spot.row.name, color: spot.color, x: spot.x, y: spot.y })),
      frame,
    ),
    ...spots.map((spot) => mark(spot, y)),
  ].join("");
}

/** The quarters of the scale that hold every interval. */
function reach(rows: readonly TopologyRow[]): [number, number] {
  const low = Math.min(...rows.map((row) => row.passRateCi?.[0] ?? row.passRate ?? 0));
  const high = Math.max(...rows.map((row) => row.passRateCi?.[1] ?? row.passRate ?? 1));
  const from = Math.max(0, Math.floor(low * 4 - 0.05) / 4);
  return [from, Math.max(from + 0.25, Math.min(1, Math.ceil(high * 4 + 0.05) / 4))];
}

interface Axis {
  readonly at: Scale;
  readonly ticks: readonly number[];
  readonly logarithmic: boolean;
}

/** Linear from nothing, or logarithmic where costs differ more than eightfold. */
function costAxis(least: number, most: number, frame: Frame): Axis {
  const [from, to] = [frame.left + 14, frame.width - frame.right - 14];
  if (least > 0 && most / least > 8) {
    const [low, high] = [Math.log10(least / 1.35), Math.log10(most * 1.6)];
    const at = (cost: number): number => from + ((Math.log10(Math.max(cost, 1e-12)) - low) / (high - low)) * (to - from);
    return { at, ticks: decades(low, high), logarithmic: true };
  }
  const top = most > 0 ? most * 1.18 : 1;
  const step = niceStep(top / 6);
  const ticks = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
  return { at: (cost) => from + (cost / top) * (to - from), ticks, logarithmic: false };
}

function decades(low: number, high: number): number[] {
  const found: number[] = [];
  const parts = high - low > 2.5 ? [1] : [1, 2, 5];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const part of parts) {
      const value = part * 10 ** power;
      if (Math.log10(value) >= low && Math.log10(value) <= high) found.push(value);
    }
  }
  return found;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 2.5, 5, 10].find((part) => part * power >= rough) ?? 10);
}

function grid(y: Scale, axis: Axis, [low, high]: readonly [number, number], frame: Frame): string {
  const floor = frame.height - frame.bottom;
  const step = high - low > 0.6 ? 0.25 : 0.1;
  const shares = Array.from({ length: 11 }, (_, i) => Math.ceil(low / step - 1e-9) * step + i * step).filter(
    (share) => share <= high + 1e-9,
  );
  const rows = shares.map(
    (share) =>
      `<line class="grid" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${round(y(share))}" y2="${round(y(share))}"/>` +
      `<text class="tick" x="${frame.left - 10}" y="${round(y(share) + 4)}" text-anchor="end">${percent(share)}</text>`,
  );
  const ticks = apart(axis.ticks, axis.at, 58).map(
    (cost) =>
      `<line class="grid" x1="${round(axis.at(cost))}" x2="${round(axis.at(cost))}" y1="${floor}" y2="${floor + 5}"/>` +
      `<text class="tick" x="${round(axis.at(cost))}" y="${floor + 20}" text-anchor="middle">${tickOf(cost)}</text>`,
  );
  const along = `dollars per task${axis.logarithmic ? " (logarithmic)" : ""}`;
  return [...rows, ...ticks, axisWords("tasks passed, with 95% interval", along, frame)].join("");
}

function tickOf(cost: number): string {
  return cost === 0 ? "$0" : `$${Number(cost.toPrecision(3)).toFixed(cost >= 1 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(cost))))}`;
}

function frontier(summary: Summary, x: Scale, y: Scale): string {
  const best = frontierOf(summary.topologies);
  if (best.length < 2) return "";
  const line = best.map((row, i) => `${i === 0 ? "M" : "L"}${round(x(perTask(row)))} ${round(y(row.passRate ?? 0))}`).join("");
  return `<g><title>${escape(frontierWords(summary))}</title><path class="frontier" d="${line}"/></g>`;
}

function mark(spot: Spot, y: Scale): string {
  const { row, color, x } = spot;
  const title = `${row.name}: ${percent(row.passRate)} passed (${percentRange(row.passRateCi)}), ${money(row.cost.perTrial)} per task`;
  const whisker =
    row.passRateCi === null
      ? ""
      : `<line class="whisker" stroke="${color}" x1="${round(x)}" x2="${round(x)}" y1="${round(y(row.passRateCi[0]))}" y2="${round(y(row.passRateCi[1]))}"/>`;
  return `<g><title>${escape(title)}</title>${whisker}<circle cx="${round(x)}" cy="${round(spot.y)}" r="6.5" fill="${color}" stroke="var(--card)" stroke-width="2"/></g>`;
}
