import type { Json, JsonSchema } from "../types.ts";
import type { JsonSpan } from "./json-spans.ts";

type Fields = { readonly [name: string]: Json };

/**
 * Whether a value that does not fit `shape` was meant to: an object of which half the names, or of whose required names half, are those
 * of the schema in whatever capitals and signs, alone or wrapped. A schema itself is another thing.
 */
export function isMeantFor(value: Json, shape: JsonSchema, depth = 0): boolean {
  const names = namesOf(shape);
  if (names.length === 0 || depth > 3 || typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return (value as readonly Json[]).slice(0, 20).some((one) => isMeantFor(one, shape, depth + 1));
  const fields = value as Fields;
  const own = Object.keys(fields);
  if (Object.hasOwn(fields, "properties") && !names.includes("properties")) return false;
  const wanted = new Set(names.map(bare));
  const known = new Set(own.map(bare).filter((name) => wanted.has(name)));
  const stated = Array.isArray(shape["required"]) ? (shape["required"] as readonly Json[]) : names;
  const required = stated.flatMap((name) => (typeof name === "string" ? [bare(name)] : []));
  const half = known.size > 0 && (2 * known.size >= own.length || 2 * required.filter((name) => known.has(name)).length >= required.length);
  if (half) return true;
  const inner = own.length === 1 ? own : ["arguments", "parameters", "input"].filter((name) => Object.hasOwn(fields, name));
  return inner.some((name) => isMeantFor(parsed(fields[name] ?? null), shape, depth + 1));
}

/** Where objects begin that read like one of `shape` and are no JSON at all, as `{"p": 9/10}`; `spans` are the values that are. */
export function brokenObjects(text: string, shape: JsonSchema, spans: readonly JsonSpan[]): JsonSpan[] {
  const names = namesOf(shape).map((name) => name.replace(/[^\w]/g, "\\$&"));
  if (names.length === 0) return [];
  const found: JsonSpan[] = [];
  let next = 0;
  const inOrder = spans.toSorted((a, b) => a.at - b.at);
  for (const { index } of text.matchAll(new RegExp(`\\{\\s{0,20}["'“]?(?:${names.join("|")})["'”]?\\s{0,20}:`, "giu"))) {
    while ((inOrder[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next++;
    if ((inOrder[next]?.at ?? Number.POSITIVE_INFINITY) <= index) continue;
    const length = text.slice(index, index + longestBroken).search(/[}\n]/);
    found.push({ at: index, end: length < 0 ? Math.min(text.length, index + longestBroken) : index + length + 1, complete: false });
    if (found.length > 400) found.splice(0, 200);
  }
  return found;
}

const longestBroken = 2000;

function namesOf(shape: JsonSchema): string[] {
  const properties = shape["properties"];
  return typeof properties === "object" && properties !== null && !Array.isArray(properties) ? Object.keys(properties) : [];
}

/** A name without its capitals and signs: "Passed", "_passed_". */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function parsed(value: Json): Json {
  if (typeof value !== "string" || value.length > 20_000 || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
