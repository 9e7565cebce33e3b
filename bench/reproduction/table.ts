import { fileURLToPath } from "node:url";
import { readTable } from "../../src/models/recorded/read-table.ts";

export type Row = { readonly [column: string]: string };

/** The rows of a recorded file, by column name. */
export function rowsOf(set: string, file: string): Row[] {
  const { columns, rows } = readTable(fileURLToPath(new URL(`../../recorded/${set}/${file}`, import.meta.url)));
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ""])));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
