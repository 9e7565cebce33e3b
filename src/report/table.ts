import { asLine, shortenApart, widthOf, wrap } from "./text.ts";

/** A column of a text table; numbers stand right. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
  /** Where the table is too wide, columns with the highest number go first; those without one stay. */
  readonly spare?: number;
  /** Of a first column: its names are typed again, or hold figures, and are never shortened, whatever the width. */
  readonly whole?: boolean;
}
/** A table as it fits a width: lines of its heading, the lines of each row, and the titles of the columns that it shows and leaves out. */
export interface TableLayout {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly shown: readonly string[];
  readonly left: readonly string[];
}
interface SizedColumn {
  readonly column: Column;
  /** The heading and the cells below it. */
  readonly cells: readonly string[];
  /** What the cells need, and with it the heading in one line or in several. */
  readonly whole: number;
  readonly least: number;
}
/** How long a name stays while columns can be left out in its stead, and after that. */
const [longName, shortName] = [24, 16];

/**
 * A table in lines of at most `width`. No figure is cut: headings are broken, then long names of the first column shortened, then
 * spare columns left out, then names shortened to 16 characters; what still does not fit stands below its row's name.
 */
export function tableLayout(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): TableLayout {
  return beside(columns, rows, width) ?? below(columns, rows, width);
}

/** The lines of a table's heading and of its rows. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width = 100): string[] {
  const layout = tableLayout(columns, rows, width);
  return [...layout.head, ...layout.rows.flat()];
}

/** A table with all its columns: where they do not fit, those left over follow below, beside the columns again that tell rows apart. */
export function tables(columns: readonly Column[], rows: readonly (readonly string[])[], width = 100): string[] {
  const wide = columns.map(({ title }, c) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[c] ?? ""))));
  const first = columns[0]?.whole === true ? (wide[0] ?? 0) : Math.min(wide[0] ?? 0, shortName);
  const keys = Array.from({ length: keyColumns(columns, rows) }, (_, c) => c);
  const beside = keys.slice(1).reduce((sum, c) => sum + (wide[c] ?? 0) + 2, first);
  const groups: number[][] = [];
  let used = Infinity;
  for (let c = keys.length; c < columns.length; c++) {
    const more = (wide[c] ?? 0) + 2;
    if (used + more > width && (groups.at(-1)?.length ?? 0) !== 0) used = Infinity;
    if (used === Infinity) {
      groups.push([]);
      used = beside;
    }
    groups.at(-1)?.push(c);
    used += more;
  }
  if (groups.length < 2) return table(columns, rows, width);
  const of = (group: readonly number[], line: readonly string[]): string[] => [...keys, ...group].map((c) => line[c] ?? "");
  return groups.flatMap((group, i) => [
    ...(i === 0 ? [] : [""]),
    ...table(
      [...keys, ...group].map((c) => columns[c] as Column),
      rows.map((line) => of(group, line)),
      width,
    ),
  ]);
}

/** How many of the first columns tell rows apart: as many as it takes, or as can, before the first that holds figures. */
function keyColumns(columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  const figures = columns.findIndex(({ right }, c) => c > 0 && right === true);
  const words = figures < 0 ? columns.length : figures;
  const apart = (most: number): number => new Set(rows.map((row) => JSON.stringify(row.slice(0, most)))).size;
  return Array.from({ length: words }, (_, c) => c + 1).find((most) => apart(most) === apart(words)) ?? 1;
}

/** Columns side by side; undefined where those that must stay do not fit. */
function beside(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): TableLayout | undefined {
  const all = columns.map((column, c) => sized(column, [column.title, ...rows.map((row) => row[c] ?? "")].map(asLine)));
  const kept = keptOf(all, width);
  if (leastOf(kept, shortName) > width) return undefined;
  const left = all.filter((each) => !kept.includes(each) && !saysNothing(each)).map(({ column }) => column.title);
  return { ...inColumns(kept, width), shown: kept.map(({ column }) => column.title), left };
}

function sized(column: Column, cells: readonly string[]): SizedColumn {
  const [title = "", ...body] = cells;
  const needed = Math.max(0, ...body.map(widthOf));
  return {
    column,
    cells,
    whole: Math.max(needed, widthOf(title)),
    least: Math.max(needed, ...title.split(" ").map(widthOf)),
  };
}

/** The columns that are shown: those that say nothing go first, then spare ones, highest number first. */
function keptOf(all: readonly SizedColumn[], width: number): readonly SizedColumn[] {
  const spare = all.filter(({ column }, c) => c > 0 && column.spare !== undefined);
  const order = [
    ...all.filter((each, c) => c > 0 && saysNothing(each)),
    ...spare.toSorted((a, b) => (b.column.spare ?? 0) - (a.column.spare ?? 0)),
  ];
  let kept = all;
  for (const each of order) if (leastOf(kept, longName) > width) kept = kept.filter((one) => one !== each);
  return kept;
}

function saysNothing({ cells }: SizedColumn): boolean {
  return cells.length > 1 && cells.slice(1).every((cell) => cell === "" || cell === "-");
}

/** The least that columns need, with a first one whose names are shortened to `most`. */
function leastOf(kept: readonly SizedColumn[], most: number): number {
  return kept.reduce((sum, { column, least }, c) => sum + 2 + (c === 0 && column.whole !== true ? Math.min(least, most) : least), -2);
}

function inColumns(kept: readonly SizedColumn[], width: number): Pick<TableLayout, "head" | "rows"> {
  const widths = kept.map(({ least }) => least);
  const room = (): number => width - widths.reduce((sum, each) => sum + each + 2, -2);
  if (room() < 0) widths[0] = (widths[0] ?? 0) + room();
  for (const [c, { whole, least }] of kept.entries()) if (whole - least <= room()) widths[c] = (widths[c] ?? 0) + whole - least;
  const heads = kept.map(({ cells }, c) => wrap(cells[0] ?? "", Math.max(1, widths[c] ?? 0)));
  const high = Math.max(1, ...heads.map(({ length }) => length));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, c) => pad(text, widths[c] ?? 0, kept[c]?.column.right === true))
      .join("  ")
      .trimEnd();
  // A heading in fewer lines than another stands right above its figures.
  const head = Array.from({ length: high }, (_, i) => line(heads.map((lines) => lines[i - high + lines.length] ?? "")));
  const shown = kept.map(({ cells }, c) => shortenApart(cells.slice(1), widths[c] ?? 0));
  const rows = (kept[0]?.cells ?? []).slice(1).map((_, r) => [line(shown.map((texts) => texts[r] ?? ""))]);
  return { head, rows };
}

/** Each row's name on a line of its own, and below it what it has: in columns where those fit, else each figure after its title. */
function below(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): TableLayout {
  const [first, second, ...others] = columns;
  const name = (row: readonly string[]): readonly string[] => (first?.whole === true ? [asLine(row[0] ?? "")] : wrap(row[0] ?? "", width));
  const head = first === undefined ? [] : wrap(first.title, width);
  if (second === undefined) return { head, rows: rows.map(name), shown: head, left: [] };
  const [rest, cells] = [[{ ...second, whole: true }, ...others], rows.map((row) => row.slice(1).map(asLine))];
  const under = beside(rest, cells, width - 2);
  const told = (row: readonly string[]): string[] =>
    rest.flatMap(({ title }, c) =>
      ["", "-"].includes(row[c] ?? "") ? [] : [`${title === "" ? "" : `${title}: `}${row[c]?.trim() ?? ""}`],
    );
  const of = under?.rows ?? cells.map((row) => packed(told(row), width - 2));
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  return {
    head: [...head, ...indented(under?.head ?? [])],
    rows: rows.map((row, r) => [...name(row), ...indented(of[r] ?? [])]),
    shown: [...head, ...(under?.shown ?? rest.map(({ title }) => title))],
    left: under?.left ?? [],
  };
}

/** Pieces side by side, each whole on its line where a line has room for it. */
function packed(pieces: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 3 + widthOf(piece) <= width) lines[lines.length - 1] = `${last} · ${piece}`;
    else lines.push(...(widthOf(piece) <= width ? [piece] : wrap(piece, width)));
  }
  return lines;
}

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}
