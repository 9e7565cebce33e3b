import stringWidth from "fast-string-width";
import { asTyped } from "../util/command-name.ts";
import { inert } from "../util/inert.ts";
import { unbroken } from "../util/unbroken.ts";

/** A column of a text table; numbers stand right. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
  /** Where the table is too wide, columns with the highest number go first; those without one stay. */
  readonly spare?: number;
  /** Names that are typed again are never shortened, whatever the width. */
  readonly whole?: boolean;
}

const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[\\d;]*m`, "g");

/** The columns that a text takes: codes for color take none, wide characters two. */
export function widthOf(text: string): number {
  return stringWidth(text.replaceAll(escapes, ""));
}

/**
 * Lines of a table, columns as wide as they need, two spaces apart. No line exceeds `width`: the first column is shortened,
 * then spare columns are left out, then columns of text are shortened. A first column that stays whole and leaves no room has lines of its own.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width = 100): string[] {
  if (columns[0]?.whole === true && columns.length > 1 && !fitsWhole(columns, rows, width)) {
    const [head = "", ...beside] = table(
      columns.slice(1),
      rows.map((row) => row.slice(1)),
      width - 2,
    );
    return [columns[0].title, `  ${head}`, ...beside.flatMap((line, r) => [oneLine(rows[r]?.[0] ?? ""), `  ${line}`])];
  }
  const cells = [columns.map((column) => column.title), ...rows].map((row) => row.map(oneLine));
  const widths = columns.map((_, c) => Math.max(...cells.map((row) => widthOf(row[c] ?? ""))));
  const total = (): number => widths.reduce((sum, w) => sum + (w < 0 ? 0 : w + 2), -2);
  const give = (c: number, least: number): void => {
    if (total() > width) widths[c] = Math.max(Math.min(least, widths[c] ?? 0), (widths[c] ?? 0) - (total() - width));
  };
  if (columns[0]?.whole !== true) give(0, longName);
  const spare = columns.flatMap(({ spare: rank }, c) => (rank === undefined ? [] : [{ c, rank }])).sort((a, b) => b.rank - a.rank);
  for (const { c } of spare) if (total() > width) widths[c] = -1;
  for (const [c, column] of columns.entries()) if (column.right !== true && column.whole !== true && (widths[c] ?? 0) > 0) give(c, 8);
  const shown = columns.map((_, c) =>
    shortenApart(
      cells.map((row) => row[c] ?? ""),
      widths[c] ?? 0,
    ),
  );
  return cells.map((_, r) =>
    columns
      .flatMap((column, c) => ((widths[c] ?? 0) < 0 ? [] : [pad(shown[c]?.[r] ?? "", widths[c] ?? 0, column.right === true)]))
      .join("  ")
      .trimEnd(),
  );
}

/** Cells of a column, cut to its width: those that would read alike keep their ends, in which names of one kind differ. */
function shortenApart(texts: readonly string[], width: number): string[] {
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
/** Whether the first column leaves the others the room that their least forms need. */
function fitsWhole(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): boolean {
  const least = columns.map(({ title, spare, right }, c) => {
    const wide = Math.max(widthOf(title), ...rows.map((row) => widthOf(oneLine(row[c] ?? ""))));
    if (c === 0) return wide;
    if (spare !== undefined) return -2;
    return right === true ? wide : Math.min(wide, 8);
  });
  return least.reduce((sum, wide) => sum + wide + 2, -2) <= width;
}

/** A table with all its columns: where they do not fit, those left over follow below, beside the first column again. */
export function tables(columns: readonly Column[], rows: readonly (readonly string[])[], width = 100): string[] {
  const wide = columns.map(({ title }, c) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[c] ?? ""))));
  const first = Math.min(wide[0] ?? 0, longName);
  const groups: number[][] = [];
  let used = Infinity;
  for (let c = 1; c < columns.length; c++) {
    const more = (wide[c] ?? 0) + 2;
    if (used + more > width && (groups.at(-1)?.length ?? 0) !== 0) used = Infinity;
    if (used === Infinity) {
      groups.push([]);
      used = first;
    }
    groups.at(-1)?.push(c);
    used += more;
  }
  if (groups.length < 2) return table(columns, rows, width);
  const of = (group: readonly number[], line: readonly string[]): string[] => [0, ...group].map((c) => line[c] ?? "");
  return groups.flatMap((group, i) => [
    ...(i === 0 ? [] : [""]),
    ...table(
      [0, ...group].map((c) => columns[c] as Column),
      rows.map((line) => of(group, line)),
      width,
    ),
  ]);
}
/** A name of this length is still told from others. */
const longName = 16;

/** Cuts a plain text to a width, with a mark. */
export function shorten(told: string, width: number): string {
  const text = oneLine(told);
  return widthOf(text) <= width ? text : `${headOf(text, Math.max(1, width - 1))}…`;
}

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** As much of a text's beginning as takes at most `width` columns, and at least one character. */
function headOf(text: string, width: number): string {
  let head = "";
  for (const { segment } of clusters.segment(text)) {
    if (head !== "" && widthOf(head + segment) > width) break;
    head += segment;
  }
  return head;
}

/** A cell or a name: nothing in it drives the terminal or breaks the line. */
function oneLine(text: string): string {
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

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}
