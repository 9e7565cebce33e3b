import { tables } from "../table.ts";
import { wrap } from "../text.ts";
import type { OwnTable } from "./own-table.ts";

/** An experiment's own table in lines of at most `width`, for a terminal. */
export function ownTableText({ title, columns, rows, notes }: OwnTable, width: number): string {
  const lines = tables(columns, rows, width - 3).map((line) => `   ${line}`);
  const below = notes.flatMap((note) => wrap(note, width - 3).map((line) => `   ${line}`));
  return [...wrap(title, width - 2).map((line) => ` ${line}`), "", ...lines, "", ...below, ""].join("\n");
}
