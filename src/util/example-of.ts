import type { Json, JsonSchema } from "../types.ts";
import { misfitOf } from "./parse-object.ts";

/** A small value that fits a JSON Schema, to show its form; undefined where none is found, as for patterns. */
export function exampleOf(shape: JsonSchema): Json | undefined {
  const example = filled(shape, shape, 0);
  return example !== undefined && misfitOf(example, shape) === undefined ? example : undefined;
}

type Schema = { readonly [key: string]: Json };

const deepest = 12;

function filled(schema: Json | undefined, root: Schema, depth: number): Json | undefined {
  if (!isSchema(schema) || depth > deepest) return undefined;
  const given = schema["const"] ?? first(schema["enum"]) ?? first(schema["examples"]) ?? schema["default"];
  if (given !== undefined) return given;
  if (typeof schema["$ref"] === "string") return filled(referred(schema["$ref"], root), root, depth + 1);
  const choice = first(schema["anyOf"]) ?? first(schema["oneOf"]);
  if (choice !== undefined) return filled(choice, root, depth + 1);
  const type = typeof schema["type"] === "string" ? schema["type"] : (first(schema["type"]) ?? (schema["properties"] ? "object" : "null"));
  if (type === "object") return object(schema, root, depth);
  if (type === "array") return array(schema, root, depth);
  if (type === "string") return text(schema);
  if (type === "boolean") return false;
  return type === "number" || type === "integer" ? number(schema, type) : null;
}

function object(schema: Schema, root: Schema, depth: number): Json {
  const properties = isSchema(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  return Object.fromEntries(
    properties.flatMap(([name, own]) => {
      const value = filled(own, root, depth + 1);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function array(schema: Schema, root: Schema, depth: number): Json {
  const item = filled(schema["items"], root, depth + 1);
  if (item === undefined) return [];
  const most = amount(schema["maxItems"]) ?? 1;
  return Array.from({ length: Math.max(amount(schema["minItems"]) ?? 0, Math.min(1, most)) }, () => item);
}

function text(schema: Schema): string {
  const least = amount(schema["minLength"]) ?? 0;
  const most = amount(schema["maxLength"]) ?? Infinity;
  return "...".padEnd(least, ".").slice(0, most);
}

/** The middle of a range of fractions, the least that is allowed otherwise: nobody is to copy it as an answer. */
function number(schema: Schema, type: string): number {
  const least = amount(schema["minimum"]) ?? (amount(schema["exclusiveMinimum"]) ?? -1) + 1;
  const most = amount(schema["maximum"]) ?? amount(schema["exclusiveMaximum"]);
  if (type === "integer") return Math.ceil(Math.min(least, most ?? least));
  return most === undefined ? least : (Math.min(least, most) + most) / 2;
}

function referred(reference: string, root: Schema): Json | undefined {
  if (!reference.startsWith("#")) return undefined;
  let found: Json | undefined = root;
  for (const name of reference
    .slice(1)
    .split("/")
    .filter((part) => part !== "")) {
    found = isSchema(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function isSchema(value: Json | undefined): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function first(list: Json | undefined): Json | undefined {
  return Array.isArray(list) ? (list as readonly Json[])[0] : undefined;
}

function amount(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
