import type { Ask, JsonSchema } from "../types.ts";

/** The object that a reply must come to, in JSON or in blocks; undefined where any text will do. */
export function wantedOf({ shape, blocks }: Pick<Ask, "shape" | "blocks">): JsonSchema | undefined {
  return shape ?? blocks;
}
