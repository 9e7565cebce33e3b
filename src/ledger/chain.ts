import type { Json } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { canonical, sha256 } from "../util/hash.ts";

/** The hash of an event: SHA-256 over length-prefixed (hash of the trial's event before, span, clock, canonical fact). */
export function eventHash(previous: string, span: string, at: number, fact: string): string {
  const clock = JSON.stringify(at);
  return sha256(`${previous.length}:${previous};${span.length}:${span};${clock.length}:${clock};${fact.length}:${fact};`);
}

/** The canonical text of what is stored. Half surrogates, which a cut-off stream can leave, become U+FFFD: no byte form has them. */
export function storedText(value: unknown): string {
  try {
    return canonical(value);
  } catch {
    return canonical(wellFormed(value));
  }
}

function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name.toWellFormed(), wellFormed(part)]));
}

/** Reads back what `storedText` wrote; `table` is where it stands, for whoever looks for what was changed. */
export function parsed(text: string, table?: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UserError(
      table === undefined
        ? "A text in the ledger is no JSON: it was changed or damaged. `catallaxy verify <run>` says where; restore the file from a copy."
        : `a text of the table ${table} is no JSON`,
      1,
    );
  }
}
