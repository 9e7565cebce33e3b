import stringWidth from "fast-string-width";
import { asTyped } from "../util/command-name.ts";
import { inert } from "../util/inert.ts";
import { unbroken } from "../util/unbroken.ts";

const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[\\d;]*m`, "g");

/** The columns that a text takes: codes for color take none, wide characters two. */
export function widthOf(text: string): number {
  const plain = text.replaceAll(escapes, "");
  const width = stringWidth(plain);
  if (!stacking.test(plain)) return width;
  return [...clusters.segment(plain)].reduce((sum, { segment }) => (segment.length > 2 ? sum + stacked(segment) : sum), width);
}

/** What may stand in a character of many code points. */
const stacking = /[\p{M}\p{Cf}\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;
/** More code points than any script or emoji puts into one column. */
const mostPerColumn = 8;

/** The columns that a character takes beyond those of its base: letters that only join it, and a column for so many marks, which no text is without end in. */
function stacked(cluster: string): number {
  const signs = Array.from(cluster);
  const apart = /\p{Extended_Pictographic}/u.test(cluster) ? 0 : signs.reduce((sum, sign) => sum + stringWidth(sign), 0);
  return Math.max(0, Math.max(apart, Math.ceil(signs.length / mostPerColumn)) - stringWidth(cluster));
}

/** Cuts a plain text to a width, with a mark. */
export function shorten(told: string, width: number): string {
  const text = asLine(told);
  return widthOf(text) <= width ? text : `${headOf(text, Math.max(1, width - 1))}…`;
}

/** Cells of a column, cut to its width: those that would read alike keep their ends, in which names of one kind differ. */
export function shortenApart(texts: readonly string[], width: number): string[] {
  const brief = texts.map((text) => shorten(text, width));
  return brief.map((short, at) => {
    const text = texts[at] ?? "";
    return brief.some((other, i) => other === short && texts[i] !== text) ? withEnd(text, width) : short;
  });
}

/** A text cut in its middle, with a mark. */
function withEnd(text: string, width: number): string {
  const end = Math.floor((width - 1) / 2);
  if (widthOf(text) <= width || end < 1) return shorten(text, width);
  const last = [...clusters.segment(text)].map(({ segment }) => segment);
  let tail = "";
  for (let segment = last.pop(); segment !== undefined && widthOf(segment + tail) <= end; segment = last.pop()) tail = segment + tail;
  return `${headOf(text, width - 1 - widthOf(tail))}…${tail}`;
}

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** As much of a text's beginning as takes at most `width` columns, and at least one character. */
function headOf(text: string, width: number): string {
  let head = "";
  for (const { segment } of clusters.segment(text)) {
    if (head !== "" && widthOf(head + segment) > width) break;
    // A character of marks without end is cut as well.
    head += head === "" && segment.length > longestCharacter ? partOf(segment, width) : segment;
  }
  return head;
}

/** More code units than any character of a script, and any emoji, has. */
const longestCharacter = 32;

function partOf(cluster: string, width: number): string {
  let part = "";
  for (const sign of cluster) {
    if (part !== "" && widthOf(part + sign) > width) break;
    part += sign;
  }
  return part;
}

/** A cell or a name: nothing in it drives the terminal or breaks the line. */
export function asLine(text: string): string {
  return inert(text, "terminal").replaceAll(/[\n\t]+/g, " ");
}

/** Breaks a text into lines of at most `width`, at spaces; what stands between backticks stays whole where it fits a line, longer words go on in the next one. */
export function wrap(told: string, width: number): string[] {
  const text = asTyped(inert(told, "terminal"));
  const lines: string[] = [];
  let line = "";
  const pieces = unbroken(text).flatMap((piece) => (widthOf(piece) <= width ? [piece] : piece.split(/\s+/)));
  for (const piece of pieces) {
    let word = piece;
    while (widthOf(word) > width) {
      if (line !== "") lines.push(line);
      line = "";
      const head = headOf(word, width);
      lines.push(head);
      word = word.slice(head.length);
    }
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
