import { type SpecialTable, table, wrap } from "../lab/index.ts";

/** An experiment's own table for a terminal. */
export function specialText(special: SpecialTable, width = 100): string {
  const lines = table(special.columns, special.rows, width - 3).map((line) => `   ${line}`);
  const notes = special.notes.flatMap((note) => wrap(note, width - 3).map((line) => `   ${line}`));
  return [` ${special.title}`, "", ...lines, "", ...notes, ""].join("\n");
}
