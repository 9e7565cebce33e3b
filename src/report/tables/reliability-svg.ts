import { escape } from "../html-escape.ts";
import type { ReliabilityBin } from "./calibration-figures.ts";

/** A reliability diagram as SVG: circles by the number of statements, the diagonal, both axes from 0 to 1. */
export function reliabilitySvg(title: string, bins: readonly ReliabilityBin[], size = 240): string {
  const total = Math.max(
    1,
    bins.reduce((sum, { count }) => sum + count, 0),
  );
  const margin = 28;
  const x = (value: number) => (margin + value * size).toFixed(1);
  const y = (value: number) => (margin + (1 - value) * size).toFixed(1);
  const ticks = [0, 0.5, 1].map(
    (at) =>
      `<text x="${x(at)}" y="${margin + size + 16}" text-anchor="middle">${at}</text><text x="${margin - 6}" y="${y(at)}" text-anchor="end">${at}</text>`,
  );
  const dots = bins.map(
    ({ count, stated, passed }) =>
      `<circle cx="${x(stated)}" cy="${y(passed)}" r="${(3 + 12 * Math.sqrt(count / total)).toFixed(1)}"><title>stated ${stated.toFixed(2)}, passed ${passed.toFixed(2)}, n ${count}</title></circle>`,
  );
  const whole = size + 2 * margin;
  return [
    `<figure><figcaption>${escape(title)}</figcaption><svg viewBox="0 0 ${whole} ${whole}" width="${whole}" role="img" aria-label="Reliability of ${escape(title)}">`,
    `<rect x="${margin}" y="${margin}" width="${size}" height="${size}"/><line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
    ...ticks,
    ...dots,
    "</svg></figure>",
  ].join("");
}
