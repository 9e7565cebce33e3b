import type { Ask, Json, JsonSchema } from "../types.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** What an obliging member puts under each property name: valid, plain, and the same every time. */
const usual: { readonly [property: string]: Json } = {
  answer: "4",
  p: 0.8,
  ask: 0.001,
  tokens: 50,
  seconds: 5,
  passed: true,
  score: 1,
  problems: ["The unit is missing."],
  needs: [],
  access: [[]],
  kind: "whole",
  abstain: false,
  done: true,
  help: "",
};

/** The reply of a member that does what is asked: an object that fits the shape, else a short answer. */
export function obliging(ask: Ask): string | { object: Json } {
  const wanted = wantedOf(ask);
  return wanted === undefined ? "4" : { object: instance(wanted) };
}

/** A value that fits the schema: listed properties as usual, enums at their first value, as few items per array as may be, one at least. */
export function instance(schema: JsonSchema, property = ""): Json {
  const { enum: options, type, minItems: least = 1 } = schema as { enum?: Json[]; type?: string; minItems?: number };
  if (options !== undefined) return options.includes(usual[property] ?? null) ? (usual[property] as Json) : (options[0] ?? null);
  const [first] = (schema as { anyOf?: JsonSchema[] }).anyOf ?? [];
  if (first !== undefined) return instance(first, property);
  if ("const" in schema) return schema.const ?? null;
  if (property in usual && typeOf(usual[property] as Json) === type) return usual[property] as Json;
  if (type === "object") {
    const properties = (schema.properties ?? {}) as { [name: string]: JsonSchema };
    return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, instance(inner, name)]));
  }
  if (type === "array")
    return Array.from({ length: Math.max(1, least) }, () => instance((schema.items ?? { type: "string" }) as JsonSchema));
  if (type === "boolean") return true;
  if (type === "number" || type === "integer") return (schema.minimum as number | undefined) ?? 1;
  return property === "" ? "something" : `some ${property}`;
}

function typeOf(value: Json): string {
  return Array.isArray(value) ? "array" : typeof value;
}

/** A member that says no wherever it may, so that the ways behind a rejection are walked too. */
export function contrary(ask: Ask): ReturnType<typeof obliging> {
  const given = obliging(ask);
  if (typeof given === "string") return given;
  const object = given.object as { [name: string]: Json };
  const no: { [name: string]: Json } = { passed: false, done: false, kind: "part", abstain: true };
  return { object: { ...object, ...Object.fromEntries(Object.entries(no).filter(([name]) => name in object)) } };
}

/** Options under which a kind asks for further shapes. */
export const furtherOptions: ReadonlyMap<string, readonly object[]> = new Map(
  Object.entries({
    "best-of": [{ choose: "tournament" }],
    cascade: [{ check: "self" }],
    personas: [{ form: "turns", size: 3 }, { curation: "ask" }],
    experts: [{ size: 3 }, { curation: "none" }],
    debate: [{ vote: "weighted" }],
    fusion: [{ decide: true }],
    council: [{ closing: "pick" }],
    market: [{ house: { schedule: true } }],
  }),
);
