import type { Json, JsonSchema } from "../types.ts";
import { isEntries, tagOf } from "./block-tags.ts";

/** How a reply in blocks is asked for: each block in its order, with what is to stand in it. */
export function blockWords(shape: JsonSchema): string {
  const properties = Object.entries((shape["properties"] ?? {}) as { readonly [name: string]: JsonSchema });
  const lines = properties.map(([name, schema]) => lineOf(name, schema));
  return `Reply in plain text that ends with these blocks, in this order. What stands in a block is written as it is, without JSON or escapes; a text that does not apply is left empty.\n${lines.join("\n")}`;
}

function lineOf(name: string, schema: JsonSchema): string {
  const tag = tagOf(name, schema);
  if (isEntries(schema)) return entryLine(tag, (schema["items"] as JsonSchema)["properties"]);
  return `<${tag}>${contentOf(schema)}</${tag}>`;
}

function entryLine(tag: string, fields: Json | undefined): string {
  const marks = Object.entries((fields ?? {}) as { readonly [name: string]: JsonSchema }).filter(([name]) => name !== "text");
  return `<${tag}${marks.map(([name, schema]) => ` ${name}="${contentOf(schema)}"`).join("")}>...</${tag}>, once for each`;
}

function contentOf(schema: JsonSchema): string {
  const [first] = (schema["anyOf"] ?? []) as readonly JsonSchema[];
  if (first !== undefined) return contentOf(first);
  if (Array.isArray(schema["enum"])) return schema["enum"].map(String).join(" | ");
  const { type, minimum, maximum } = schema;
  if (type === "boolean") return "true | false";
  if (type === "number" || type === "integer")
    return typeof minimum === "number" && typeof maximum === "number" ? `a number from ${minimum} to ${maximum}` : "a number";
  return type === "array" ? "one line each" : "...";
}
