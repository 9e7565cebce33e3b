import type { Json, JsonSchema } from "../../types.ts";
import { isRecord } from "./claims.ts";
import type { SimulatedCall } from "./latent-model.ts";
import { type Slot, writers } from "./properties.ts";
import type { Piece } from "./solving.ts";

/** An object that fits `shape`: names of the protocol get what they mean, others something plausible of their type. */
export function filled(moment: SimulatedCall, shape: JsonSchema): Json {
  const kept = new Map<string, unknown>();
  const once: Slot["once"] = <T extends Json | Piece>(name: string, make: () => T): T => {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as T;
  };
  return fill({ moment, once, root: shape }, shape, "", new Set(), 0);
}

interface Filling {
  readonly moment: SimulatedCall;
  readonly once: Slot["once"];
  readonly root: JsonSchema;
}

function fill(filling: Filling, raw: JsonSchema, name: string, siblings: ReadonlySet<string>, depth: number): Json {
  const schema = resolved(raw, filling.root);
  if (schema.const !== undefined) return schema.const;
  const writer = depth > 0 ? writers[name] : undefined;
  const value = writer?.({ moment: filling.moment, schema: focus(schema, filling.root), siblings, once: filling.once });
  if (value !== undefined && depth < 8) return fitted(filling, schema, value, depth);
  return plausible(filling, schema, name, depth);
}

/** A writer looks at enums inside arrays and items: references are followed one level down. */
function focus(schema: JsonSchema, root: JsonSchema): JsonSchema {
  return isRecord(schema.items) ? { ...schema, items: resolved(schema.items, root) } : schema;
}

function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (typeof schema.$ref === "string") {
    const path = schema.$ref.replace(/^#\/?/, "").split("/").filter(Boolean);
    const found = path.reduce<Json | undefined>((at, key) => (isRecord(at) ? at[key] : undefined), root);
    return isRecord(found) && found.$ref !== schema.$ref ? resolved(found, root) : {};
  }
  for (const key of ["anyOf", "oneOf", "allOf"]) {
    const options = schema[key];
    if (!Array.isArray(options)) continue;
    const chosen = options.filter(isRecord).find((option) => option.type !== "null");
    if (chosen !== undefined) return resolved({ ...chosen, ...without(schema, key) }, root);
  }
  return schema;
}
function without(schema: JsonSchema, key: string): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
}

function plausible(filling: Filling, schema: JsonSchema, name: string, depth: number): Json {
  const { chance } = filling.moment;
  if (Array.isArray(schema.enum)) return chance.pick(`enum:${name}`, schema.enum) ?? null;
  const type = Array.isArray(schema.type) ? schema.type.find((type) => type !== "null") : schema.type;
  if (type === "object" || isRecord(schema.properties)) return objectOf(filling, schema, depth);
  if (type === "array") {
    const count = typeof schema.minItems === "number" ? schema.minItems : 0;
    const items = isRecord(schema.items) ? schema.items : {};
    return Array.from({ length: count }, (_, index) => fill(filling, items, `${name}${index}`, new Set(), depth + 1));
  }
  if (type === "boolean") return chance.flip(`boolean:${name}`, 0.5);
  if (type === "number" || type === "integer") return within(schema, chance.unit(`number:${name}`));
  if (type === "null") return null;
  return sized(schema, `On ${name === "" ? "this" : name}: nothing further.`);
}

function objectOf(filling: Filling, schema: JsonSchema, depth: number): Json {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const names = new Set(Object.keys(properties));
  // Moves and abstentions are settled first: what the others say depends on them, and so does the list of criteria.
  const order = Object.keys(properties).toSorted(
    (a, b) => Number(b === "kind" || b === "criteria") - Number(a === "kind" || a === "criteria"),
  );
  const made: { [name: string]: Json } = {};
  for (const name of order) {
    const property = properties[name];
    made[name] = fill(filling, isRecord(property) ? property : {}, name, names, depth + 1);
  }
  if (Array.isArray(made.criteria)) Object.assign(made, agreed(made));
  return Object.fromEntries(Object.keys(properties).map((name) => [name, made[name] ?? null]));
}

/** A score beside criteria is the share that is met. */
function agreed(made: { readonly [name: string]: Json }): { [name: string]: Json } {
  const rows = (made.criteria as readonly Json[]).filter(isRecord);
  if (made.score === undefined || rows.length === 0) return {};
  return { score: rows.filter((row) => row.met === true).length / rows.length };
}

/** A protocol value brought inside the schema: enums, bounds, lengths, and the items' own properties. */
function fitted(filling: Filling, schema: JsonSchema, value: Json, depth: number): Json {
  if (Array.isArray(schema.enum)) return schema.enum.includes(value) ? value : (schema.enum[0] ?? null);
  if (typeof value === "number") return within(schema, value, true);
  if (typeof value === "string") return sized(schema, value);
  if (!Array.isArray(value)) return value;
  const most = typeof schema.maxItems === "number" ? schema.maxItems : value.length;
  const items = isRecord(schema.items) ? resolved(schema.items, filling.root) : {};
  const kept = value.slice(0, most).map((item: Json) => completed(filling, items, item, depth));
  const least = typeof schema.minItems === "number" ? schema.minItems : 0;
  for (let at = kept.length; at < least; at++) kept.push(fill(filling, items, `item${at}`, new Set(), depth + 1));
  return kept;
}

function completed(filling: Filling, schema: JsonSchema, item: Json, depth: number): Json {
  if (!isRecord(item) || !isRecord(schema.properties)) return typeof item === "string" ? sized(schema, item) : item;
  const { properties } = schema;
  const entries = Object.keys(properties).map((name): [string, Json] => {
    const property = resolved(isRecord(properties[name]) ? properties[name] : {}, filling.root);
    const own = item[name];
    return [name, own === undefined ? plausible(filling, property, name, depth + 1) : fitted(filling, property, own, depth + 1)];
  });
  return Object.fromEntries(entries);
}

function within(schema: JsonSchema, value: number, given = false): number {
  const low = bound(schema.minimum, schema.exclusiveMinimum, 1);
  const high = bound(schema.maximum, schema.exclusiveMaximum, -1);
  const whole = schema.type === "integer";
  const wanted = given ? value : low !== undefined && high !== undefined ? low + value * (high - low) : (low ?? 0) + 10 * value;
  const inside = Math.max(low ?? Number.NEGATIVE_INFINITY, Math.min(high ?? Number.POSITIVE_INFINITY, wanted));
  return whole ? Math.round(inside) : inside;
}
function bound(at: Json | undefined, beyond: Json | undefined, direction: 1 | -1): number | undefined {
  if (typeof at === "number") return Math.abs(at) > 1e15 ? undefined : at;
  return typeof beyond === "number" ? beyond + direction * 1e-6 : undefined;
}

function sized(schema: JsonSchema, text: string): string {
  const least = typeof schema.minLength === "number" ? schema.minLength : 0;
  const most = typeof schema.maxLength === "number" ? schema.maxLength : text.length;
  return text.padEnd(least, ".").slice(0, Math.max(most, least));
}
