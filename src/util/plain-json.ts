import type { Json } from "../types.ts";

/** The value as JSON would carry it: no undefined, no functions. */
export function plainJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
