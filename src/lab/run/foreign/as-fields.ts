import type { Fields } from "./fields.ts";

/** A value as a record; undefined for a list and for what is no object. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
