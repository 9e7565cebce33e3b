import type { Json } from "../types.ts";
import { tellsTokens } from "./tells-tokens.ts";
import { countsOf } from "./usage-counts.ts";
import { isRecord } from "./usage-names.ts";

/** How much a usage report tells: 2 for one of input and output, 1 for one of any tokens, 0 for one of none. */
export function fullness(usage: Json | undefined): number {
  if (!isRecord(usage)) return 0;
  const counts = countsOf("compatible", usage);
  if (counts !== undefined && counts.input > 0 && (counts.output ?? 0) > 0) return 2;
  return tellsTokens(usage) ? 1 : 0;
}
