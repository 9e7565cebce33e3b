import type { z } from "zod";
import { typeName, unquotedHint } from "../util/issue-words.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { everydayAdvice, fieldMeant } from "./everyday-names.ts";
import type { Path } from "./parsed.ts";
import { WrittenValue } from "./written.ts";
import { count } from "../util/count.ts";

/** What a value may have, and what to do about a field that belongs elsewhere. */
export interface FieldNames {
  readonly fields: readonly string[];
  readonly elsewhere: (field: string) => string | undefined;
}

/** The faults of a value against its schema, one line each: its place, what was wanted, what was got and what to do. */
export function faultsOf(error: z.ZodError, value: unknown, source: { place(path: Path): string }, names: FieldNames): string {
  const { fields } = names;
  return withoutRenamed(error.issues, value, fields)
    .map((issue) => {
      const path = issue.path.filter((step) => typeof step !== "symbol");
      const field = path.length === 0 ? "the entry" : `"${path.join(".")}"`;
      const [key] = issue.code === "unrecognized_keys" ? issue.keys : [];
      return `${source.place(key === undefined ? path : [...path, key])}: ${wordsFor(issue, field, partAt(value, path), names)}`;
    })
    .join("\n");
}

/** Unknown fields first; what is only missing because it stands under another name is said once, with that name. */
function withoutRenamed(issues: readonly z.core.$ZodIssue[], value: unknown, fields: readonly string[]): z.core.$ZodIssue[] {
  const top = issues.flatMap((issue) => (issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : []));
  const names = namesOf(value);
  const meant = top
    .slice(0, mostTold)
    .map((name) => fieldMeant(name, names) ?? /mean "(.+)"/.exec(didYouMean(name, fields))?.[1])
    .map((field) => (field === "answer" ? "grader" : field));
  const unknown = issues.filter(({ code }) => code === "unrecognized_keys");
  const others = issues.filter(({ code, path }) => code !== "unrecognized_keys" && !(path.length === 1 && meant.includes(String(path[0]))));
  return [...unknown, ...others];
}

/** Of fields that are unknown. */
const mostTold = 20;

function namesOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function wordsFor(issue: z.core.$ZodIssue, field: string, got: unknown, { fields, elsewhere }: FieldNames): string {
  if (issue.code === "unrecognized_keys") {
    const names = namesOf(got);
    const told = issue.keys.slice(0, mostTold);
    const more = issue.keys.length > told.length ? ` and ${issue.keys.length - told.length} more` : "";
    const unknown = `wanted only known fields in ${field}, got ${told.map((name) => shortly(name)).join(", ")}${more}`;
    const advice = issue.path.length === 0 ? told.map((name) => elsewhere(name) ?? everydayAdvice(name, names)) : [];
    if (advice.some((one) => one !== undefined))
      return `${unknown}: ${told.map((name, index) => advice[index] ?? `rename or remove ${shortly(name)}`).join("; ")}.`;
    const hints = [...new Set(told.map((name) => didYouMean(name.slice(0, 60), fields)))];
    return `${unknown}${unquotedHint(issue.keys)}.${hints.join("")} Rename or remove it.`;
  }
  if (got === undefined) return `wanted ${wantedBy(issue)} in ${field}, got nothing. Add the field.`;
  if (got === null) return `wanted ${wantedBy(issue)} in ${field}, got nothing. Fill the field in.`;
  const hint = ["number", "boolean"].includes(typeof got) && wantedBy(issue) === "a text" ? " Put it in quotes." : "";
  return `wanted ${wantedBy(issue)} in ${field}, got ${shortly(got)}.${hint}`;
}

function wantedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return typeName(issue.expected);
  if (issue.code === "too_small") return sizeWords(issue.origin, issue.minimum, issue.inclusive === false ? "more than" : "at least");
  if (issue.code === "too_big") return sizeWords(issue.origin, issue.maximum, issue.inclusive === false ? "less than" : "at most");
  if (issue.code === "invalid_union") return "a grader: its kind with settings, or a name";
  return issue.message.replace(/^wanted /, "");
}

/** What a size of a text, a list or a number is to be. */
function sizeWords(origin: string, limit: number | bigint, relation: string): string {
  if (origin === "string")
    return relation === "at least" && limit === 1
      ? "a text that is not empty"
      : `a text of ${relation} ${count(Number(limit), "character")}`;
  if (origin === "array" || origin === "set") return `a list of ${relation} ${count(Number(limit), "entry", "entries")}`;
  return `${relation} ${limit}`;
}

function partAt(value: unknown, path: Path): unknown {
  let part = value;
  for (const step of path) part = typeof part === "object" && part !== null ? (part as Record<string | number, unknown>)[step] : undefined;
  return part;
}

/** A value as a message shows it: what was written, cut where it is long. */
export function shortly(value: unknown): string {
  const text = value instanceof WrittenValue ? value.source : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
