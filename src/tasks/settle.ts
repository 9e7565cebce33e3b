import { z } from "zod";
import type { JudgeSpec } from "../types.ts";
import { UserError } from "../util/bug.ts";
import type { Path } from "./parsed.ts";
import { structured } from "./read-json.ts";
import { isInexact, WrittenValue } from "./written.ts";

/** A kind of grader as far as reading its settings goes; `keys` are settings that hold a key and keep its spelling. */
export interface GraderKind {
  readonly name: string;
  readonly options: z.ZodType;
  readonly keys?: readonly string[];
  /** What keeps a grader with these settings from being opened: where in them, and in words. */
  faults?(spec: JudgeSpec): readonly { readonly path: Path; readonly words: string }[];
}
type Schema = z.core.JSONSchema.BaseSchema;
/** What stands at one place: the schemas of which one must fit, and whether it is a key. */
interface WantedValue {
  readonly schemas: readonly Schema[];
  readonly root: Schema;
  readonly key: boolean;
}
export interface Settling {
  readonly kinds: ReadonlyMap<string, GraderKind>;
  place(path: Path): string;
}

/** A grader's settings with every `WrittenValue` made a text or a value, as the schema of its kind wants it; judges inside it alike. */
export function settleGrader(value: unknown, kind: string, at: Path, settling: Settling): unknown {
  const wanted = wantedBy(kind, settling);
  return mapped(value, (part, step) => settle(part, within(wanted, step), [...at, step], settling));
}

/** A value for which there is no schema: texts for `reference` and for integers that no double holds, plain values else. */
export function settleLoose(value: unknown): unknown {
  if (value instanceof WrittenValue) {
    const { source, value: plain } = value;
    if (value.cell) return settleLoose(structured(source) ?? source);
    const kept = plain === null || typeof plain === "boolean" || (Number.isFinite(plain) && !isInexact(value));
    return kept ? plain : source;
  }
  return mapped(value, (part, key) => (key === "reference" && part instanceof WrittenValue ? part.source : settleLoose(part)));
}

/** A value that a schema checks afterwards; `keys` are fields at its top that keep their spelling. */
export function settleBy(value: unknown, schema: z.ZodType, keys: readonly string[], settling: Settling): unknown {
  const root = jsonSchemaOf(schema);
  return settle(value, { schemas: spread(root, root), root: { ...root, keys }, key: false }, [], settling);
}

function settle(value: unknown, wanted: WantedValue, at: Path, settling: Settling): unknown {
  if (value instanceof WrittenValue) return value.cell ? cell(value.source, wanted, at, settling) : spelled(value, wanted, at, settling);
  if (typeof value === "number" || typeof value === "boolean")
    // A key is the text that was written, also where writing its value again gives that text.
    return accepts(wanted, typeof value) && !wanted.key ? value : textIn(wanted, value);
  const kind = isObject(value) && Object.hasOwn(value, "kind") ? value["kind"] : undefined;
  const own = typeof kind === "string" && settling.kinds.has(kind) ? wantedBy(kind, settling) : wanted;
  return mapped(value, (part, step) => settle(part, within(own, step), [...at, step], settling));
}

function spelled(part: WrittenValue, wanted: WantedValue, at: Path, settling: Settling): unknown {
  const { source, value } = part;
  const type = value === null ? "null" : typeof value;
  if (accepts(wanted, "string") && (wanted.key || type === "object" || !accepts(wanted, type))) return source;
  if (!isInexact(part)) return type === "object" ? source : value;
  throw new UserError(`${settling.place(at)}: wanted a number that can be kept exactly, got ${source}. Put it in quotes.`);
}

/** The value that a cell's text stands for, where the schema wants one; a text that stands for none is left for the schema to refuse. */
function cell(text: string, wanted: WantedValue, at: Path, settling: Settling): unknown {
  if (accepts(wanted, "array") || accepts(wanted, "object")) {
    const whole = structured(text);
    if (whole !== undefined) return settle(whole, wanted, at, settling);
  }
  if (accepts(wanted, "string")) return textOrList(text, wanted);
  if (accepts(wanted, "boolean") && /^(true|yes|1|false|no|0)$/i.test(text)) return /^(true|yes|1)$/i.test(text);
  if (accepts(wanted, "number") && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
    return spelled(new WrittenValue(text, Number(text)), wanted, at, settling);
  if (!accepts(wanted, "array")) return text;
  return itemsIn(text).map((item, index) => cell(item, within(wanted, index), [...at, index], settling));
}

/** Where a text or a list of texts is wanted, `;` parts a list; a text that holds one is written as JSON, in double quotes. */
function textOrList(text: string, wanted: WantedValue): string | string[] {
  if (!wanted.schemas.some(({ type }) => [type].flat().includes("array"))) return text;
  const quoted = quotedText(text);
  if (quoted !== undefined) return quoted;
  const items = itemsIn(text);
  return items.length > 1 ? items.map((item) => quotedText(item) ?? item) : text;
}

/** The text that a cell writes out as JSON, as in `"a; b"`. */
function quotedText(text: string): string | undefined {
  if (!/^\s*"/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The entries of a list in a cell. */
function itemsIn(text: string): string[] {
  return text
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function textIn(wanted: WantedValue, value: number | boolean): unknown {
  return accepts(wanted, "string") ? String(value) : value;
}

function accepts(wanted: WantedValue, type: string): boolean {
  if (wanted.schemas.length === 0) return true;
  return wanted.schemas.some((schema) => {
    const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
    if (values !== undefined) return values.some((one) => typeof one === type);
    if (schema.type === undefined) return true;
    const types: readonly string[] = [schema.type].flat();
    return types.includes(type) || (type === "number" && types.includes("integer"));
  });
}

function wantedBy(name: string, { kinds }: Settling): WantedValue {
  const kind = kinds.get(name);
  const root = kind === undefined ? {} : jsonSchemaOf(kind.options);
  return { schemas: kind === undefined ? [] : spread(root, root), root: { ...root, keys: kind?.keys ?? ["answer"] }, key: false };
}

/** What is wanted of a property or an item. */
function within({ schemas, root, key }: WantedValue, step: string | number): WantedValue {
  const inner = schemas.flatMap((schema): readonly unknown[] => {
    if (typeof step === "number") return [schema.prefixItems?.[step] ?? schema.items];
    const own = schema.properties;
    return own !== undefined && Object.hasOwn(own, step) ? [own[step]] : [schema.additionalProperties];
  });
  const keys = root["keys"] as readonly string[] | undefined;
  const { keys: _keys, ...deeper } = root;
  const found = inner.filter((one) => typeof one === "object" && one !== null).flatMap((one) => spread(one as Schema, root));
  return { schemas: found, root: deeper, key: typeof step === "number" ? key : keys !== undefined && keys.includes(step) };
}

/** The alternatives of a schema, references followed. */
function spread(schema: Schema, root: Schema, depth = 0): Schema[] {
  if (depth > 20) return [];
  const name = schema.$ref?.match(/^#\/(?:\$defs|definitions)\/(.+)$/)?.[1];
  const target = name === undefined ? undefined : root.$defs?.[name];
  if (target !== undefined) return spread(target, root, depth + 1);
  if (schema.$ref === "#") return spread(root, root, depth + 1);
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])] as Schema[];
  return parts.length === 0 ? [schema] : parts.flatMap((part) => spread(part, root, depth + 1));
}

const schemas = new WeakMap<z.ZodType, Schema>();

function jsonSchemaOf(schema: z.ZodType): Schema {
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
  schemas.set(schema, made);
  return made;
}

function mapped(value: unknown, change: (part: unknown, step: string | number) => unknown): unknown {
  if (Array.isArray(value)) return value.map((part, index) => change(part, index));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part, key)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
