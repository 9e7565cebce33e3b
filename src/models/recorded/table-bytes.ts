import { gunzipSync } from "node:zlib";
import { UserError } from "../../util/bug.ts";
import { wordsOf } from "../../util/failure.ts";
import { readBytes } from "../../util/read-file.ts";

/** The most bytes of a table, unpacked: more make no text. */
export const longestTable = 500_000_000;
/** The bytes of a table's file, unpacked where it is gzipped. Throws a `UserError` with the path. */
export function tableBytes(path: string): Buffer {
  const bytes = readBytes(path, longestTable);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: longestTable });
  } catch (thrown) {
    throw new UserError(`${path}: a readable gzipped table was wanted: ${wordsOf(thrown)}`);
  }
}
