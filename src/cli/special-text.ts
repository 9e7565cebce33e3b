import { type SpecialTable, tables, wrap } from "../lab/index.ts";

import { terminalWidth } from "./terminal-width.ts";

/** An experiment's own table for a terminal. */
export function specialText(special: SpecialTable, width = terminalWidth()): string {
  const lines = tables(special.columns, special.rows, width - 3).map((line) => `   ${line}`);
  const notes = special.notes.flatMap((note) => wrap(note, width - 3).map((line) => `   ${line}`));
  const title = wrap(special.title, width - 2).map((line) => ` ${line}`);
  return [...title, "", ...lines, "", ...notes, ""].join("\n");
}
