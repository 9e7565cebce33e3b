import type { ParquetParsers } from "hyparquet";

const strict = new TextDecoder("utf-8", { fatal: true });
const perDay = 86_400_000n;

/** Values of Parquet's richer types as texts: what is no UTF-8 is refused, JSON stays as it was written, times are ISO 8601 to the last digit. */
export const parquetParsers: Partial<ParquetParsers> = {
  stringFromBytes: (bytes) => bytes && strict.decode(bytes),
  jsonFromBytes: (bytes) => bytes && strict.decode(bytes),
  dateFromDays: (days) => isoOf(BigInt(days) * perDay, 1n).slice(0, "2000-01-01".length),
  timestampFromMilliseconds: (count) => isoOf(count, 1n),
  timestampFromMicroseconds: (count) => isoOf(count, 1000n),
  timestampFromNanoseconds: (count) => isoOf(count, 1_000_000n),
};

/** A moment of so many units since 1970, of which `perMs` make a millisecond; the bare number where no calendar has it. */
function isoOf(count: bigint, perMs: bigint): string {
  const rest = ((count % perMs) + perMs) % perMs;
  const date = new Date(Number((count - rest) / perMs));
  if (Number.isNaN(date.getTime())) return String(count);
  const finer = perMs === 1n || rest === 0n ? "" : String(rest).padStart(String(perMs).length - 1, "0");
  return date.toISOString().replace("Z", `${finer}Z`);
}
