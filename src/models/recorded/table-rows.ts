import type { Table } from "./read-table.ts";

/** The rows of a table, each with its cells in the order of the columns. */
export function tableRows({ cells, lines }: Table): string[][] {
  return lines.map((_, row) => cells.map((column) => column[row] ?? ""));
}
