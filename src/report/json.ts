import type { Summary } from "../summary.ts";

/** The versioned contract of `--json`: one line, without a line break. */
export function json(summary: Summary): string {
  return JSON.stringify(summary);
}
