import { readBlocks } from "../../util/read-file.ts";
import { parquetName } from "./parquet-name.ts";
import { longestTable } from "./table-bytes.ts";

const block = 1 << 20;

/** Blocks of whole lines of a table's file, each overwritten by the next, where it is JSON lines as they stand; undefined for any other. */
export function jsonLineBlocks(path: string): Generator<Buffer> | undefined {
  if (parquetName.test(path)) return undefined;
  for (const bytes of readBlocks(path, longestTable, { size: block }))
    return bytes.toString("latin1").replace("\u00ef\u00bb\u00bf", "").trimStart()[0] === "{"
      ? readBlocks(path, longestTable, { size: block })
      : undefined;
  return undefined;
}
