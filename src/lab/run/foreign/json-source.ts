import { UserError } from "../../../util/bug.ts";
import { wordsOf } from "../../../util/failure.ts";
import { asFields } from "./as-fields.ts";
import type { Source, SourceRow } from "./source.ts";

/** JSON as a document, as a list of records or as lines of them. Throws a `UserError` with the line where it breaks off. */
export function jsonSource(path: string, text: string): Source {
  const whole = attempt(text);
  if (whole.ok) {
    const rows = Array.isArray(whole.value) ? whole.value.flatMap((value, at) => rowAt(value, `${path}[${at}]`)) : rowAt(whole.value, path);
    return { path, form: Array.isArray(whole.value) ? "a JSON list" : "JSON", whole: whole.value, rows };
  }
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  // Lines of records begin with a whole one; else it is a document that is broken.
  if (!attempt(lines[first] ?? "").ok || lines.slice(first + 1).every((line) => line.trim() === ""))
    throw new UserError(`${path}: whole JSON was wanted; ${whole.words}. Copy or export it again.`);
  const rows = lines.flatMap((line, at): SourceRow[] => {
    if (line.trim() === "") return [];
    const read = attempt(line);
    const fields = read.ok ? asFields(read.value) : undefined;
    if (fields !== undefined) return [{ value: fields, place: `${path}:${at + 1}` }];
    const why = read.ok ? `got ${line.trim().slice(0, 40)}` : `it breaks off or has a fault (${read.words})`;
    throw new UserError(`${path}:${at + 1}: a JSON object was wanted on the line; ${why}.`);
  });
  return { path, form: "JSON lines", rows };
}

function rowAt(value: unknown, place: string): SourceRow[] {
  const fields = asFields(value);
  return fields === undefined ? [] : [{ value: fields, place }];
}

type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly words: string };

/** Numbers that no double keeps as they are written (007 cannot stand in JSON; 1.10 and long identifiers can). */
const spelled = /\d{16}|\.\d*0(?!\d)|\d[eE]/;

function attempt(text: string): Read {
  try {
    const value: unknown = spelled.test(text) ? JSON.parse(text, keepSpelling) : JSON.parse(text);
    return { ok: true, value };
  } catch (thrown) {
    const finite = /NaN|Infinity/.test(text) ? text.replaceAll(notNumbers, (part) => (part.startsWith('"') ? part : "null")) : text;
    return finite === text ? { ok: false, words: wordsOf(thrown) } : attempt(finite);
  }
}

/** Texts, and what Python writes for numbers that are none: no JSON, and in logs of others. */
const notNumbers = /"(?:\\.|[^"\\])*"|-?\b(?:NaN|Infinity)\b/g;

function keepSpelling(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === "number" && context?.source !== undefined && String(value) !== context.source ? context.source : value;
}
