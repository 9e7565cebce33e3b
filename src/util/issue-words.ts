import type { z } from "zod";
import { didYouMean } from "./did-you-mean.ts";
import { folded, knownElsewhere } from "./known-elsewhere.ts";
import { fieldsAt } from "./schema-fields.ts";
import { count } from "./count.ts";

/** A fault of one place of a value. */
export interface Fault {
  /** The part that is wrong; an unknown field's is that field. */
  readonly path: readonly PropertyKey[];
  /** The part that the words speak of; an unknown field's is what it stands in. */
  readonly of: readonly PropertyKey[];
  readonly words: string;
}

/** Where a field belongs that the schema itself does not know, in words such as `it belongs under "options"`; undefined where that is unknown. */
export type Beyond = (path: readonly PropertyKey[], field: string) => string | undefined;

/**
 * Every fault of a value, each where it is: of a value with several forms, in the form that it comes nearest to; an unknown field with
 * the place that knows it, here or `beyond`, or else with the nearest known name.
 */
export function faultsIn(error: z.core.$ZodError, schema: z.core.$ZodType, beyond?: Beyond): Fault[] {
  return error.issues
    .flatMap((issue) => unfolded(issue, []))
    .map((issue) => ({ path: placeOf(issue), of: issue.path, words: issueWords(issue, schema, beyond) }));
}

/** An unknown field is where its name stands. */
function placeOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
}

function unfolded(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): z.core.$ZodIssue[] {
  const path = [...at, ...issue.path];
  if (issue.code === "invalid_union") {
    const [form, ...others] = deepest(issue).toSorted((a, b) => a.length - b.length);
    if (form !== undefined && (others[0]?.length ?? Infinity) > form.length) return form.flatMap((inner) => unfolded(inner, path));
  }
  return [{ ...issue, path }];
}

/** The forms of a union whose outer type fits. */
function deepest(issue: z.core.$ZodIssueInvalidUnion): (readonly z.core.$ZodIssue[])[] {
  const errors: readonly (readonly z.core.$ZodIssue[])[] = issue.errors;
  return errors.filter((some) => some.length > 0 && some.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"));
}

/** What is wrong with a value that does not fit a schema, in plain words; where several forms are possible, what each of them takes. */
export function issueWords(issue: z.core.$ZodIssue, schema?: z.core.$ZodType, beyond?: Beyond): string {
  switch (issue.code) {
    case "invalid_type":
      // A schema's own sentence says more than its type.
      return issue.message.startsWith("Invalid input")
        ? `${typeWords(issue.expected, issue.message)}${heldBy(issue, schema)}`
        : issue.message;
    case "too_small":
      return `must ${sizeWords(issue.origin, issue.minimum, issue.inclusive === false ? "more than" : "at least")}`;
    case "too_big":
      return `must ${sizeWords(issue.origin, issue.maximum, issue.inclusive === false ? "less than" : "at most")}`;
    case "invalid_value":
      return choiceWords(issue.values.map(String), issue.input);
    case "unrecognized_keys":
      return unknownWords(issue.keys, schema === undefined ? [] : fieldsAt(schema, issue.path), (field) =>
        schema === undefined ? undefined : (beyond?.(issue.path, field) ?? knownElsewhere(schema, issue.path, field)),
      );
    case "invalid_union":
      return unionWords(issue);
    case "invalid_format":
      return issue.format === "url" ? "must be a URL, such as http://127.0.0.1:8080/v1" : custom(issue.message);
    default:
      return custom(issue.message);
  }
}

/** Every fault of a value that does not fit a schema, with the part of the value that is wrong. */
export function issueFaults(
  error: z.core.$ZodError,
  schema: z.core.$ZodType,
  beyond?: Beyond,
): { part: (string | number)[]; words: string }[] {
  return faultsIn(error, schema, beyond).map(({ path, of, words }) => ({
    part: path.filter((step) => typeof step !== "symbol"),
    words: `${of.length === 0 ? "" : `${of.map(String).join(".")}: `}${words}`,
  }));
}

/** Every fault of a value that does not fit a schema, one indented line each. */
export function issueLines(error: z.core.$ZodError, schema: z.core.$ZodType): string {
  return issueFaults(error, schema)
    .map(({ words }) => `  ${words}`)
    .join("\n");
}

/** Of fields that are unknown. */
const mostNamed = 20;

function unknownWords(keys: readonly string[], known: readonly string[], elsewhere: (field: string) => string | undefined): string {
  const told = keys.slice(0, mostNamed);
  const hints = [...new Set(told.map((key) => unknownHint(key, known, elsewhere, told.length > 1)))];
  const more = keys.length > told.length ? ` and ${keys.length - told.length} more` : "";
  return `unknown field ${told.map((key) => `"${key}"`).join(", ")}${more}${unquotedHint(keys)}${hints.join("") === "" ? "" : `.${hints.join("")}`}`;
}

/** What an unknown field may be: a known one in other letters, one of another place, or a slip of the pen. */
function unknownHint(key: string, known: readonly string[], elsewhere: (field: string) => string | undefined, several: boolean): string {
  const home = known.some((name) => folded(name) === folded(key)) ? undefined : elsewhere(key);
  if (home === undefined) return didYouMean(key, known);
  const words = home.startsWith("it ")
    ? `${several ? `"${key}"` : "It"}${home.slice(2)}`
    : `${home.charAt(0).toUpperCase()}${home.slice(1)}`;
  return ` ${words}.`;
}

/** What to do where a field's name is no name: between braces YAML takes "answer: 1,2" for two fields. */
export function unquotedHint(keys: readonly string[]): string {
  return keys.every((key) => /^[\p{L}_$]/u.test(key)) ? "" : '. A value that holds a comma must stand in quotes, as in { answer: "1,2" }';
}

/** A type of the validator in our words; what has none stays as it is. */
export function typeName(type: string): string {
  return type === "string" ? "a text" : (articles[type] ?? type);
}

const articles: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function typeWords(expected: string, message: string): string {
  const wanted = articles[expected] ?? expected;
  const got = /received (.+)$/.exec(message)?.[1];
  if (got === undefined || got === "undefined") return `is missing; it must be ${wanted}`;
  return `must be ${wanted}; got ${articles[got] ?? got}`;
}

/** What an object holds, where something else was got: who writes a text for it must know its fields. */
function heldBy(issue: z.core.$ZodIssueInvalidType, schema: z.core.$ZodType | undefined): string {
  if (issue.expected !== "object" || schema === undefined) return "";
  const fields = fieldsAt(schema, issue.path);
  return fields.length === 0 ? "" : `. Write its fields: ${fields.join(", ")}`;
}

function sizeWords(origin: string, limit: number | bigint, relation: string): string {
  if (origin === "string")
    return relation === "at least" && Number(limit) === 1 ? "not be empty" : `have ${relation} ${count(Number(limit), "character")}`;
  if (origin === "array" || origin === "set") return `have ${relation} ${count(Number(limit), "entry", "entries")}`;
  return `be ${relation} ${limit}`;
}

function choiceWords(values: readonly string[], input: unknown): string {
  const hint = typeof input === "string" ? didYouMean(input, values) : "";
  const wanted = values.length === 1 ? `"${values[0]}"` : `one of ${values.map((value) => `"${value}"`).join(", ")}`;
  return `must be ${wanted}${hint.includes("mean") ? `.${hint}` : ""}`;
}

/** The fault of the form that came nearest: one whose outer type fits goes before those where nothing does. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion): string {
  const errors: readonly (readonly z.core.$ZodIssue[])[] = issue.errors;
  const types = errors.map(([first]) => (first?.code === "invalid_type" && first.path.length === 0 ? first : undefined));
  if (types.length > 0 && types.every((one) => one !== undefined)) {
    const wanted = [...new Set(types.map(({ expected }) => articles[expected] ?? expected))].join(" or ");
    return typeWords(wanted, types[0]?.message ?? "");
  }
  const deep = deepest(issue);
  const forms = (deep.length > 0 ? deep : errors).flatMap((some) => some.slice(0, 1).map(inner));
  if (forms.length === 0) return custom(issue.message);
  return joined([...new Set(forms)]);
}

/** The words of several forms, what they have in common said once. */
function joined(forms: readonly string[]): string {
  const got = [...new Set(forms.flatMap((form) => /; got .+$/.exec(form)?.[0] ?? []))];
  const bare = forms.map((form) => form.replace(/; got .+$/, ""));
  if (forms.length > 1 && got.length === 1 && bare.every((form) => form.startsWith("must be ") && !form.includes(". ")))
    return `${joined(bare)}${got[0]}`;
  for (const [common, word] of [
    ["is missing; it must be ", " or "],
    ["must be ", ", or "],
  ] as const)
    if (forms.length > 1 && forms.every((form) => form.startsWith(common) && !form.includes("; got")))
      return `${common}${forms.map((form) => form.slice(common.length)).join(word)}`;
  return forms.join(", or ");
}

function inner(issue: z.core.$ZodIssue): string {
  const words = issueWords(issue);
  return issue.path.length === 0 ? words : `"${issue.path.join(".")}" ${words}`;
}

/** A schema's own sentence, without the validator's opening. */
function custom(message: string): string {
  const plain = message
    .replace(/^(?:Invalid|Unrecognized) (?:input|string|key|keys|value|option)(?:: )?/, "")
    .replace(/^expected (.*), received (.*)$/, "must be $1; got $2");
  if (plain === "") return "does not fit";
  return /^an? /.test(plain) ? `must be ${plain}` : plain;
}
