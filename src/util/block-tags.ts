import type { JsonSchema } from "../types.ts";

/** The name of a property's block: that of one entry, where it is a list of entries. */
export function tagOf(name: string, schema: JsonSchema): string {
  return isEntries(schema) ? name.replace(/ies$/, "y").replace(/([^y])s$/, "$1") : name;
}

/** Whether a property is a list of objects, each a block of its own. */
export function isEntries({ type, items }: JsonSchema): boolean {
  return type === "array" && typeof items === "object" && items !== null && "type" in items && items["type"] === "object";
}
