import type { Json, Task } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { plainJson } from "../../util/plain-json.ts";

/** A longer text stands in a record by its address. */
const longest = 1000;

/** A task by its fields, the same in whatever format its suite is written. */
export function taskFields({ tags, meta, value, ...task }: Task): Json {
  return plainJson({
    ...task,
    ...(value === undefined ? {} : { worth: value / 1e9 }),
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
    ...(meta === undefined || Object.keys(meta).length === 0 ? {} : { meta: untyped(meta) }),
  });
}

/** A task as a run keeps it, to tell later what changed; `keep` hears each text that stands in it by its address. */
export function taskRecord(task: Task, keep: (text: string) => void = () => undefined): Json {
  return withTexts(taskFields(task), (part) => {
    if (typeof part !== "string" || part.length <= longest) return undefined;
    const text = part.toWellFormed();
    keep(text);
    return { body: addressOf(text) };
  });
}

/** The fields of a task that a run kept, with the texts at their addresses. */
export function keptFields(record: Json, kept: (address: string) => Json | undefined): Json {
  return withTexts(record, (part) => {
    if (typeof part !== "object" || part === null || Object.keys(part).join() !== "body") return undefined;
    const { body } = part as { readonly body: Json };
    const text = typeof body === "string" ? kept(body) : undefined;
    return typeof text === "string" ? text : undefined;
  });
}

/** The address of a task's record. */
export function taskDigest(task: Task): string {
  return addressOf(taskRecord(task));
}

function withTexts(value: Json, other: (part: Json) => Json | undefined): Json {
  const made = other(value);
  if (made !== undefined) return made;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((part) => withTexts(part, other));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTexts(part, other)]));
}

/** Values for which there is no schema, of which a table has the texts and other formats the values. */
function untyped(value: Json, field = ""): Json {
  if (typeof value === "string") {
    const read = field === "reference" ? undefined : valueOf(value);
    // Null is a value too.
    return read === undefined ? value : read;
  }
  if (typeof value !== "object" || value === null) return field === "reference" && value !== null ? String(value) : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((part) => untyped(part));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, untyped(part, name)]));
}

/** What YAML reads a text without quotes as, where that is no text; an integer that no double holds stays one. */
function valueOf(text: string): Json | undefined {
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase() === "true";
  if (/^(?:null|Null|NULL|~)$/.test(text)) return null;
  if (!/^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|0x[\da-f]+|0o[0-7]+)$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : undefined;
}
