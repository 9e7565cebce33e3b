import { UserError } from "../../util/bug.ts";
import { parquetName } from "./parquet-name.ts";

const magic = "PAR1";

/** Whether a file is Parquet, by its first bytes. Throws a `UserError` where it is cut off or encrypted, or is none though its name says so. */
export function isParquet(path: string, bytes: Uint8Array): boolean {
  const textAt = (from: number, to?: number): string => Buffer.from(bytes.subarray(from, to)).toString("latin1");
  const first = textAt(0, magic.length);
  if (first === "PARE" || textAt(-magic.length) === "PARE")
    throw new UserError(`${path} is encrypted Parquet, which is not read here. Write it without encryption.`);
  if (first === magic) {
    if (bytes.length >= 12 && textAt(-magic.length) === magic) return true;
    throw new UserError(
      `${path} is cut off: Parquet ends with "${magic}", as it begins; its ${bytes.length} bytes do not. Copy or write it again.`,
    );
  }
  if (!parquetName.test(path)) return false;
  const got = textAt(0, 40);
  throw new UserError(
    got.startsWith("version https://git-lfs")
      ? `${path} is a pointer of Git LFS in the place of a Parquet file. Fetch the file itself: git lfs pull.`
      : `${path} is named as Parquet, which begins with "${magic}"; got ${bytes.length === 0 ? "an empty file" : JSON.stringify(got)}. Name it by what it is, or write it again.`,
  );
}
