import type { Json } from "../types.ts";
import { isRecord } from "./usage-names.ts";

/** Whether a usage report, whatever its names are, counts any tokens: then someone was asked, and bills it. */
export function tellsTokens(usage: Json | undefined, depth = 0): boolean {
  if (!isRecord(usage) || depth > 2) return false;
  return Object.entries(usage).some(([name, value]) => !/cost|price/i.test(name) && (Number(value) > 0 || tellsTokens(value, depth + 1)));
}
