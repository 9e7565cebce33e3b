import type { z } from "zod";
import { unquotedHint } from "../util/issue-words.ts";
import { nearest } from "../util/nearest.ts";
import type { Path } from "./parsed.ts";

const fields = ["id", "category", "prompt", "context", "grader", "worth", "tags", "meta", "name", "description", "graders", "tasks"];

/** The first few faults of a value against its schema, each with its place, what was wanted, what was got and what to do. */
export function faultsOf(error: z.ZodError, value: unknown, source: { place(path: Path): string }, at: Path): string {
  const shown = error.issues.slice(0, 5).map((issue) => {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    const field = path.length === 0 ? "the entry" : `"${path.join(".")}"`;
    return `${source.place([...at, ...path])}: ${wordsFor(issue, field, partAt(value, path))}`;
  });
  const more = error.issues.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more faults of this kind`] : [])].join("\n");
}

function wordsFor(issue: z.core.$ZodIssue, field: string, got: unknown): string {
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    return `wanted only known fields in ${field}, got "${key}"${unquotedHint(issue.keys)}.${nearest(key, fields)} Rename or remove it.`;
  }
  if (got === undefined) return `wanted ${wantedBy(issue)} in ${field}, got nothing. Add the field.`;
  const hint = typeof got === "number" && wantedBy(issue) === "a text" ? " Put it in quotes." : " Mend the field.";
  return `wanted ${wantedBy(issue)} in ${field}, got ${shortly(got)}.${hint}`;
}

function wantedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return issue.expected === "string" ? "a text" : `a value of type ${issue.expected}`;
  if (issue.code === "too_small") return `at least ${String(issue.minimum)} (${issue.origin})`;
  if (issue.code === "too_big") return `at most ${String(issue.maximum)} (${issue.origin})`;
  if (issue.code === "invalid_union") return "a grader: its kind with settings, or a name";
  return issue.message.replace(/^wanted /, "");
}

function partAt(value: unknown, path: Path): unknown {
  let part = value;
  for (const step of path) part = typeof part === "object" && part !== null ? (part as Record<string | number, unknown>)[step] : undefined;
  return part;
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
