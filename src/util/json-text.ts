import { inert } from "./inert.ts";

/** A value as the JSON of a file: the same value, and signs that nobody sees are written as escapes. */
export function jsonText(value: unknown, indent?: number): string {
  return inert(JSON.stringify(value, null, indent), "json");
}
