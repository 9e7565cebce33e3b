import { fileURLToPath } from "node:url";
import { readTable } from "../../src/models/recorded/read-table.ts";
import { tableRows } from "../../src/models/recorded/table-rows.ts";

export type Row = { readonly [column: string]: string };

/** The rows of a recorded file, by column name. */
export function rowsOf(set: string, file: string): Row[] {
  const table = readTable(fileURLToPath(new URL(`../../recorded/${set}/${file}`, import.meta.url)));
  return tableRows(table).map((row) => Object.fromEntries(table.columns.map((name, at) => [name, row[at] ?? ""])));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
