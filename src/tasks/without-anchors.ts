import type { ParsedFile } from "./parsed.ts";

/**
 * The top of a YAML file without the parts that are there to be aliased: fields that are not known and under which an anchor stands,
 * or whose name begins with `x-`.
 */
export function withoutAnchors(
  value: object,
  { anchored }: Pick<ParsedFile, "anchored">,
  known: readonly string[],
): Record<string, unknown> {
  const kept = Object.entries(value).filter(
    ([field]) => known.includes(field) || !(field.startsWith("x-") || anchored?.has(field) === true),
  );
  return Object.fromEntries(kept);
}
