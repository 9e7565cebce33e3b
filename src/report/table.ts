/** A column of a text table; numbers stand right. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[\\d;]*m`, "g");

/** The visible length of a text: codes for color take no room. */
export function widthOf(text: string): number {
  return Array.from(text.replaceAll(escapes, "")).length;
}

/** Lines of a table, columns as wide as they need, two spaces apart; the first column gives way so that no line exceeds `width`. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width = 100): string[] {
  const cells = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, c) => Math.max(...cells.map((row) => widthOf(row[c] ?? ""))));
  const rest = widths.slice(1).reduce((sum, w) => sum + w + 2, 0);
  widths[0] = Math.max(8, Math.min(widths[0] ?? 0, width - rest));
  return cells.map((row) =>
    columns
      .map((column, c) => fit(c === 0 ? shorten(row[c] ?? "", widths[0] ?? 0) : (row[c] ?? ""), widths[c] ?? 0, column.right === true))
      .join("  ")
      .trimEnd(),
  );
}

/** Cuts a plain text to a width, with a mark. */
export function shorten(text: string, width: number): string {
  return widthOf(text) <= width
    ? text
    : `${Array.from(text)
        .slice(0, Math.max(1, width - 1))
        .join("")}…`;
}

/** Breaks a text into lines of at most `width`, at spaces; longer words are cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const whole of text.split(/\s+/).filter((part) => part !== "")) {
    const word = shorten(whole, width);
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

function fit(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}
