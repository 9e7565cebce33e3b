import { jsonLineBlocks } from "./json-line-blocks.ts";
import { isParquet } from "./is-parquet.ts";
import { readTable, type Table } from "./read-table.ts";
import { tableBytes } from "./table-bytes.ts";

/** Reads a table in any of its formats: Parquet, and what `readTable` reads. Rejects with a `UserError` that names the file and the place. */
export async function openTable(path: string): Promise<Table> {
  const lines = jsonLineBlocks(path);
  if (lines !== undefined) return readTable(path, lines);
  const bytes = tableBytes(path);
  if (!isParquet(path, bytes)) return readTable(path, bytes);
  // Loaded where it is wanted, so that nobody else waits for it.
  const { readParquet } = await import("./read-parquet.ts");
  return readParquet(path, bytes);
}
