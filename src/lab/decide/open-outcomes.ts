import { existsSync } from "node:fs";
import { openTable, recordedSets, type Table } from "../../models/recorded/index.ts";

/** A file of outcomes, read in any of its formats; the name of a bundled set, and what is neither, stays as it is. */
export async function openOutcomes(source: string): Promise<string | Table> {
  const set = source.replace(/^recorded\//, "");
  return existsSync(source) && !recordedSets().some(({ name }) => name === set) ? openTable(source) : source;
}
