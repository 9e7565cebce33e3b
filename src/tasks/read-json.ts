import { written } from "./written.ts";

/** Reads JSON as `JSON.parse` does; numbers whose spelling says more than their value come as `Written`. Throws what `JSON.parse` throws. */
export function readJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && context?.source !== undefined ? written(context.source, value) : value,
  ) as unknown;
}

/** The list or the object that a text writes out as JSON. */
export function structured(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
