import type { Json, JsonSchema } from "../types.ts";

type Fields = { readonly [name: string]: Json };

/**
 * A value with the numbers that it gives as texts ("0.2", "1e3") turned into numbers, wherever `shape` wants a number and no text, and
 * "true" and "FALSE" where it wants true or false; a percentage ("90%") only where what is wanted lies between 0 and 1. Undefined where
 * there are none.
 */
export function spelledNumbers(value: Json, shape: JsonSchema): Json | undefined {
  const read = numbered(value, shape);
  return read === value ? undefined : read;
}

const decimal = /^[-+]?(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?$/;
const percentage = /^((?:\d{1,3}(?:\.\d{1,30})?|\.\d{1,30}))[ \u00a0\u202f]?%$/;

function numberIn(text: string, { minimum, exclusiveMinimum, maximum }: Fields): number | undefined {
  const plain = text.trim();
  if (decimal.test(plain)) return Number(plain);
  const found = (minimum === 0 || exclusiveMinimum === 0) && maximum === 1 ? percentage.exec(plain)?.[1] : undefined;
  // Shifted as text: 0.07 is 7%, and 7 / 100 is it only by luck of rounding.
  return found === undefined ? undefined : Number(`${found}e-2`);
}

function numbered(value: Json, shape: Json | undefined): Json {
  if (!isFields(shape)) return value;
  if (typeof value === "string") {
    if (wants(shape["type"], ["boolean"])) return /^\s*(?:true|false)\s*$/i.test(value) ? value.trim().toLowerCase() === "true" : value;
    return wants(shape["type"], ["number", "integer"]) ? (numberIn(value, shape) ?? value) : value;
  }
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

function wants(type: Json | undefined, wanted: readonly string[]): boolean {
  const types = Array.isArray(type) ? (type as readonly Json[]) : [type];
  return types.some((one) => typeof one === "string" && wanted.includes(one)) && !types.includes("string");
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
