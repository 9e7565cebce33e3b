import type { Json, JsonSchema } from "../types.ts";
import { isEntries, tagOf } from "./block-tags.ts";

/** An object as a reply states it in blocks: the form that `parseBlocks` reads. What is undefined or null has no block. */
export function blockText(object: { readonly [name: string]: Json }, shape: JsonSchema): string {
  const properties = Object.entries((shape["properties"] ?? {}) as { readonly [name: string]: JsonSchema });
  return properties
    .flatMap(([name, schema]) => {
      const value = new Map(Object.entries(object)).get(name);
      if (value === undefined || value === null) return [];
      const tag = tagOf(name, schema);
      if (isEntries(schema) && Array.isArray(value)) return value.map((entry: Json) => entryText(tag, entry));
      return [`<${tag}>${framed(Array.isArray(value) ? value.map((line: Json) => `- ${words(line)}`).join("\n") : words(value))}</${tag}>`];
    })
    .join("\n");
}

function entryText(tag: string, entry: Json): string {
  const fields = typeof entry === "object" && entry !== null && !Array.isArray(entry) ? Object.entries(entry) : [];
  const marks = fields.flatMap(([name, value]) => (name === "text" ? [] : [` ${name}="${words(value)}"`]));
  return `<${tag}${marks.join("")}>${framed(words(new Map(fields).get("text") ?? ""))}</${tag}>`;
}

function framed(text: string): string {
  return text.includes("\n") ? `\n${text}\n` : text;
}

function words(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
