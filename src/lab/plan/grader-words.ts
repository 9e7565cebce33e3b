import type { JudgeSpec } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";

/** What a grader that was named for all tasks is called in grades and reports: its kind, whom it asks, and a mark of its other settings. */
export function graderWords({ kind, member, ...others }: JudgeSpec): string {
  const asked = typeof member === "string" ? ` by ${member}` : "";
  return `${kind}${asked}${Object.keys(others).length === 0 ? "" : ` #${addressOf(others).slice(0, 6)}`}`;
}
