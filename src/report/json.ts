import type { Summary } from "../summary.ts";
import { inert } from "../util/inert.ts";

/** The versioned contract of `--json`: one line, without a line break. */
export function json(summary: Summary): string {
  return inert(JSON.stringify(summary), "json");
}
