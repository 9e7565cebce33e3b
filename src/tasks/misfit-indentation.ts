/** Where a line of YAML stands to the right or left of every line that it could belong to: what does not fit, with the columns; undefined where it fits. */
export function misfitIndentation(text: string, line: number): string | undefined {
  const lines = text.split("\n");
  const own = indentOf(lines[line - 1] ?? "");
  if (own === undefined) return undefined;
  const open = openColumns(lines.slice(0, line - 1));
  const above = open.at(-1);
  if (above === undefined || open.includes(own)) return undefined;
  const fitting = own > above ? [above] : [open.findLast((column) => column < own), open.find((column) => column > own)];
  const columns = fitting.filter((column) => column !== undefined).map((column) => String(column + 1));
  if (own > above && !takesNothingBelow(lines.slice(0, line - 1), lines[line - 1] ?? "")) return undefined;
  const lies = own > above ? "deeper than the line above, which has its value already" : "between those of the lines above";
  return `the indentation of this line does not fit: it begins at column ${own + 1}, ${lies} (${columns.length > 1 ? "columns" : "column"} ${columns.join(" and ")}). Begin it at column ${columns.join(" or ")}`;
}

/** The spaces before a line's text; undefined for a line that is empty, a comment, or indented with tabs. */
function indentOf(line: string): number | undefined {
  const found = /^( *)([^\s#].*)?/.exec(line);
  return found?.[2] === undefined ? undefined : (found[1]?.length ?? 0);
}

/** The indentations that a next line can have without opening a new level, outermost first; a list's dash and what follows it are two. */
function openColumns(lines: readonly string[]): number[] {
  const open: number[] = [];
  for (const line of lines) {
    const own = indentOf(line);
    if (own === undefined) continue;
    while ((open.at(-1) ?? -1) >= own) open.pop();
    open.push(own);
    for (let [dashes, at] = [/^(?:- +)+(?=\S)/.exec(line.slice(own))?.[0] ?? "", own]; dashes !== ""; ) {
      const step = /^- +/.exec(dashes)?.[0].length ?? dashes.length;
      at += step;
      open.push(at);
      dashes = dashes.slice(step);
    }
  }
  return open;
}

/** Whether a field with a plain value stands above a line that is a field itself. */
function takesNothingBelow(above: readonly string[], line: string): boolean {
  const last = above.findLast((one) => indentOf(one) !== undefined) ?? "";
  const field = /^ *(?:- +)*[^\s:#"'{[][^:]*: +[^\s|>{["'#&!]/;
  return field.test(last) && /^ *(?:- +)*[^\s:#"'{[][^:]*:(?: |$)/.test(line);
}
