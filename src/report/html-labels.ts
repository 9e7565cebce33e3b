import { escape } from "./html-escape.ts";
import { shorten } from "./text.ts";

/** The measures of a picture, in its own pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
/** A point of a picture that has a name. */
export interface NamedPoint {
  readonly name: string;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

const gap = 17;

/** The same picture for a page and for a telephone; the style shows the one that fits. `rows` names must find room beside it. */
export function framesFor(rows: number): readonly (Frame & { readonly look: "broad" | "narrow" })[] {
  const height = Math.max(430, rows * gap + 90);
  return [
    { look: "broad", width: 980, height, left: 52, right: 226, top: 16, bottom: 66 },
    { look: "narrow", width: 390, height, left: 44, right: 146, top: 16, bottom: 66 },
  ];
}

/** The names in a column of their own at the right, in the order of their points, each with a thread to it: none hides another or a line. */
export function nameColumn(points: readonly NamedPoint[], frame: Frame): string {
  const sorted = [...points].sort((a, b) => a.y - b.y || b.x - a.x);
  const floor = frame.height - frame.bottom;
  const last = floor - (sorted.length - 1) * gap;
  let free = frame.top;
  const start = frame.width - frame.right + 34;
  return sorted
    .map(({ name, color, x, y }, index) => {
      const at = Math.min(Math.max(y, free), last + index * gap);
      free = at + gap;
      const thread = `<polyline class="leader" stroke="${color}" points="${round(x)},${round(y)} ${start - 22},${round(at)} ${start - 12},${round(at)}"/><circle cx="${start - 8}" cy="${round(at)}" r="4" fill="${color}"/>`;
      const title = `<title>${escape(name)}</title>`;
      return `${thread}<text x="${start}" y="${round(at + 4)}">${title}${escape(shorten(name, Math.floor((frame.width - start) / 7.4)))}</text>`;
    })
    .join("");
}

/** Those of some places along an axis that leave room for what is written at each. */
export function apart<T>(places: readonly T[], at: (place: T) => number, room: number): T[] {
  let free = -Infinity;
  return places.filter((place) => {
    if (at(place) < free) return false;
    free = at(place) + room;
    return true;
  });
}

/** What the axes say, on a line each. */
export function axisWords(up: string, along: string, frame: Frame): string {
  return (
    `<text class="tick" x="4" y="${frame.height - 24}">↑ ${up}</text>` +
    `<text class="tick" x="${frame.width - frame.right}" y="${frame.height - 6}" text-anchor="end">${along} →</text>`
  );
}

/** A coordinate, short. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
