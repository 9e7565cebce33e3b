import type { Json, JsonSchema } from "../types.ts";

type Fields = { readonly [name: string]: Json };

/**
 * A value with the plain decimal numbers that it gives as texts ("0.2") turned into numbers, wherever `shape` wants a number and no
 * text; undefined where there are none.
 */
export function spelledNumbers(value: Json, shape: JsonSchema): Json | undefined {
  const read = numbered(value, shape);
  return read === value ? undefined : read;
}

const plainDecimal = /^-?(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})$/;

function numbered(value: Json, shape: Json | undefined): Json {
  if (!isFields(shape)) return value;
  if (typeof value === "string") return wantsNumber(shape["type"]) && plainDecimal.test(value.trim()) ? Number(value) : value;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const read = list.map((one) => numbered(one, shape["items"]));
    return read.some((one, at) => one !== list[at]) ? read : value;
  }
  const properties = shape["properties"];
  if (!isFields(value) || !isFields(properties)) return value;
  const read = Object.entries(value).map(
    ([name, part]) => [name, Object.hasOwn(properties, name) ? numbered(part, properties[name]) : part] as const,
  );
  return read.some(([name, part]) => part !== value[name]) ? Object.fromEntries(read) : value;
}

function wantsNumber(type: Json | undefined): boolean {
  const types = Array.isArray(type) ? (type as readonly Json[]) : [type];
  return types.some((one) => one === "number" || one === "integer") && !types.includes("string");
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
