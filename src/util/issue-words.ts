import type { z } from "zod";
import { nearest } from "./nearest.ts";

/** What is wrong with a value that does not fit a schema, in plain words; where several forms are possible, what each of them takes. */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeWords(issue.expected, issue.message);
    case "too_small":
      return `must ${sizeWords(issue.origin, issue.minimum, issue.inclusive === false ? "more than" : "at least")}`;
    case "too_big":
      return `must ${sizeWords(issue.origin, issue.maximum, issue.inclusive === false ? "less than" : "at most")}`;
    case "invalid_value":
      return choiceWords(issue.values.map(String), issue.input);
    case "unrecognized_keys":
      return `unknown field ${issue.keys.map((key) => `"${key}"`).join(", ")}${unquotedHint(issue.keys)}`;
    case "invalid_union":
      return unionWords(issue);
    case "invalid_format":
      return issue.format === "url" ? "must be a URL, such as http://127.0.0.1:8080/v1" : custom(issue.message);
    default:
      return custom(issue.message);
  }
}

/** Every fault of a value that does not fit a schema, one indented line each. */
export function issueLines({ issues }: z.core.$ZodError): string {
  return issues.map((issue) => `  ${issue.path.length === 0 ? "" : `${issue.path.join(".")}: `}${issueWords(issue)}`).join("\n");
}

/** What to do where a field's name is no name: between braces YAML takes "answer: 1,2" for two fields. */
export function unquotedHint(keys: readonly string[]): string {
  return keys.every((key) => /^[\p{L}_$]/u.test(key)) ? "" : '. A value that holds a comma must stand in quotes, as in { answer: "1,2" }';
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

function sizeWords(origin: string, limit: number | bigint, relation: string): string {
  if (origin === "string") return relation === "at least" && Number(limit) === 1 ? "not be empty" : `have ${relation} ${limit} characters`;
  if (origin === "array" || origin === "set") return `have ${relation} ${limit} ${Number(limit) === 1 ? "entry" : "entries"}`;
  return `be ${relation} ${limit}`;
}

function choiceWords(values: readonly string[], input: unknown): string {
  const hint = typeof input === "string" ? nearest(input, values) : "";
  const wanted = values.length === 1 ? `"${values[0]}"` : `one of ${values.map((value) => `"${value}"`).join(", ")}`;
  return `must be ${wanted}${hint.includes("mean") ? `.${hint}` : ""}`;
}

/** The fault of the form that came nearest: one whose outer type fits goes before those where nothing does. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion): string {
  const errors: readonly (readonly z.core.$ZodIssue[])[] = issue.errors;
  const deep = errors.filter((some) => some.length > 0 && some.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"));
  const forms = (deep.length > 0 ? deep : errors).flatMap((some) => some.slice(0, 1).map(inner));
  return forms.length === 0 ? custom(issue.message) : [...new Set(forms)].join(", or ");
}

function inner(issue: z.core.$ZodIssue): string {
  const words = issueWords(issue);
  return issue.path.length === 0 ? words : `"${issue.path.join(".")}" ${words}`;
}

/** A schema's own sentence, without the validator's opening. */
function custom(message: string): string {
  const plain = message.replace(/^Invalid (?:input|string): /, "");
  return plain.startsWith("a ") ? `must be ${plain}` : plain;
}
