import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { jsonrepair } from "jsonrepair";
import type { Json, JsonSchema, Result } from "../types.ts";
import { isAnnounced } from "./announced.ts";
import { fencesIn } from "./code-regions.ts";
import { clashingKey } from "./clashing-key.ts";
import { fail } from "./failure.ts";
import { type JsonSpan, jsonSpans, tidyJson } from "./json-spans.ts";
import { type SpanRank, spanRanks } from "./rank-spans.ts";
import { readReply } from "./read-reply.ts";
import { withoutFrame } from "./reply-frame.ts";
import { isRestated } from "./restated.ts";
import { isTemplate } from "./is-template.ts";
import { brokenObjects, isMeantFor } from "./same-intent.ts";
import { spelledNumbers } from "./spelled-numbers.ts";

// Made when the first value is held against a schema: most commands hold none.
let ajv: { readonly older: Ajv; readonly newer: Ajv2020 } | undefined;
const compiled = new Map<string, ValidateFunction>();

/** A value that was found, and what was skipped and mended to get there. */
export type ParseResult = Result<{ readonly object: Json; readonly flags: readonly string[] }>;

/** How a text is read: "spelled" takes a plain decimal number in a text ("0.2") where the schema wants a number; "exact" takes none. */
export type Reading = "spelled" | "exact";

/**
 * The JSON value that a reply states: the last one that fits `shape`, outside reasoning, code of other languages and examples.
 * Where an earlier one differs, words between them have to announce the later, or there are none: else neither is the value.
 * An object that the reply quotes from others, rejects, supposes or takes back is none. There is no value either where a later object
 * that was meant for `shape` does not fit, where one key has two values, and where the reply ends within a number. `flags` says what was
 * mended and skipped: "mended", "wrapped", "reasoning=120", "earlier-objects=2", "set-aside-objects=1". Linear in the length of the
 * text; only short values are repaired.
 */
export function parseObject(text: string, shape: JsonSchema, reading: Reading = "spelled"): ParseResult {
  const strict = strictly(text);
  if (strict !== undefined && misfitOf(strict, shape) === undefined && clashingKey(text) === undefined) return found(strict, []);
  const { answer, flags } = readReply(text);
  const last = lastFitting(unquoted(withoutTokens(answer)), { shape, reading });
  if (last.ok) return found(last.object, [...flags, ...last.flags]);
  return answer.trim() === "" && flags.length > 0 ? fail("malformed", onlyReasoning) : last;
}
const onlyReasoning = "Wanted JSON that fits the schema; the reply is reasoning alone and ends without an answer.";

/** Keywords of JSON Schema that came after draft 7, whose reader would pass over them. */
const newer =
  /"(?:prefixItems|dependentRequired|dependentSchemas|unevaluatedProperties|unevaluatedItems|minContains|maxContains|\$dynamicRef)":/;

/** What is wrong with `value` under `shape`; undefined when it fits. */
export function misfitOf(value: Json, shape: JsonSchema): string | undefined {
  const text = JSON.stringify(shape);
  let validate = compiled.get(text);
  if (validate === undefined) {
    const options = { strict: false, allErrors: false, logger: false } as const;
    ajv ??= { older: new Ajv(options), newer: new Ajv2020(options) };
    validate = (newer.test(text) ? ajv.newer : ajv.older).compile(shape as Record<string, unknown>);
    compiled.set(text, validate);
  }
  if (validate(value)) {
    const at = infinite(value, "");
    return at === undefined ? undefined : `at "${at || "/"}" it must be a finite number`;
  }
  const first = validate.errors?.[0];
  return `at "${first?.instancePath || "/"}" it ${first === undefined ? "does not fit" : faultWords(first, value)}`;
}

/** The validator's fault in words that a model can act on: which field, which values, what stands there. */
function faultWords({ keyword, params, message, instancePath }: ErrorObject, value: Json): string {
  const known = params as { readonly [name: string]: unknown };
  if (keyword === "required") return `must have the field ${JSON.stringify(known["missingProperty"])}`;
  if (keyword === "additionalProperties") return `must not have the field ${JSON.stringify(known["additionalProperty"])}`;
  const choices = keyword === "enum" ? known["allowedValues"] : keyword === "const" ? [known["allowedValue"]] : undefined;
  if (Array.isArray(choices)) {
    const wanted = choices.map((choice) => JSON.stringify(choice)).join(", ");
    return `must be ${choices.length === 1 ? "" : "one of "}${wanted}; it is ${clipped(at(value, instancePath))}`;
  }
  return (message ?? "does not fit").replaceAll("NOT", "not");
}

/** What stands at a JSON Pointer. */
function at(value: Json, pointer: string): Json {
  let found: Json | undefined = value;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof found === "object" && found !== null && Object.hasOwn(found, name))
      found = (found as { readonly [key: string]: Json })[name];
  }
  return found ?? null;
}

function clipped(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80).replace(/[\uD800-\uDBFF]$/, "")}...` : text;
}

/** Where a number stands that JSON can spell and no double can hold, such as 1e999; undefined where there is none. */
function infinite(value: Json, at: string): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : at;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const found = infinite(part, `${at}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A value at most so long is repaired, so much in all, and at most so many values are tried: repairs take longer than parsing. */
const longestRepair = 16_000;
const mostRepaired = 24_000;
const mostTried = 200;

/** What a text is read for. */
interface ParseRequest {
  readonly shape: JsonSchema;
  readonly reading: Reading;
}

function lastFitting(text: string, wanted: ParseRequest): ParseResult {
  const { shape } = wanted;
  const spans = jsonSpans(text);
  const first = Math.max(0, spans.length - mostTried);
  const tried = spans.slice(first);
  const broken = brokenObjects(text, shape, spans);
  const rankOf = spanRanks(
    text,
    [...tried, ...broken].sort((a, b) => a.at - b.at),
  );
  const isOwn = (span: JsonSpan): boolean => rankOf(span) === "own";
  const lastBroken = broken.findLast(isOwn)?.at ?? -1;
  const repair = { left: mostRepaired };
  const lower = new Map<SpanRank, ParseResult>();
  let own: OwnValue | undefined;
  let problem: string | undefined;
  let setAside = 0;
  for (let index = spans.length - 1; index >= first; index--) {
    const span = spans[index] as JsonSpan;
    if (own === undefined && lastBroken > span.at) return malformed("the last object is no JSON");
    const read = readSpan(text, span, wanted, repair);
    if (own !== undefined) {
      const chosen = "problem" in read || !isOwn(span) ? undefined : choiceOf(text, own, { span, value: read.value });
      if (chosen !== undefined) return chosen;
      continue;
    }
    if ("problem" in read) {
      if (read.meant && isOwn(span)) return malformed(read.problem ?? "the last object does not fit");
      problem ??= read.problem;
      continue;
    }
    const rank = isOwn(span) && lower.size > 0 && isTemplate(read.value) ? "example" : rankOf(span);
    if (rank === "set aside") setAside++;
    const flags = [...read.flags, index > 0 && `earlier-objects=${index}`, setAside > 0 && `set-aside-objects=${setAside}`];
    if (rank === "unclear" && differs(lower.get("unclear"), read.value)) return malformed(unclear);
    if (rank === "own" && differs(lower.get("unclear"), read.value)) return malformed(unclear);
    if (rank === "own") own = { span, end: span.end, result: found(read.value, flags) };
    else if (!lower.has(rank) && (rank !== "example" || isAlone(text, span))) lower.set(rank, found(read.value, flags));
    if (rank === "example" && !isAlone(text, span)) setAside++;
  }
  if (own !== undefined) return own.result.ok && isRestated(text, own.end, own.result.object, spans) ? malformed(restated) : own.result;
  const next = lower.get("unclear") ?? lower.get("code") ?? lower.get("example");
  const isCut = spans.some(({ inNumber }) => inNumber === true);
  const mended = next !== undefined || setAside > 0 || isCut ? undefined : whole(text, spans, wanted, repair);
  return next ?? mended ?? malformed(setAside > 0 ? onlySetAside : (problem ?? "there is no JSON in the reply"));
}

/** The last value of a text's own, by where the first of those begins that say the same. */
interface OwnValue {
  span: JsonSpan;
  /** Where the last of them ends. */
  readonly end: number;
  readonly result: ParseResult;
}

/** Which of two values of a text's own is meant; undefined where they are one, and an earlier one may differ. */
function choiceOf(text: string, later: OwnValue, earlier: { readonly span: JsonSpan; readonly value: Json }): ParseResult | undefined {
  if (isTemplate(earlier.value)) return undefined;
  const between = text.slice(earlier.span.end, later.span.at);
  if (isAnnounced(between)) return later.result;
  // A repetition says nothing new of what it repeats.
  if (differs(later.result, earlier.value)) return isBare(between) ? later.result : malformed(unclear);
  later.span = earlier.span;
  return undefined;
}

/** Whether nothing but blanks, marks and tags stands between two objects. */
function isBare(between: string): boolean {
  const said = between.length < 400 ? between.replaceAll(/<\/?\w{1,20}>|```\w{0,10}/g, "") : between;
  return !/[^\s`*_~>#.-]/.test(said);
}

const restated = "it states a field of its object otherwise behind it";
const unclear = "it holds two objects and does not tell which one is meant";

/** Whether a value that was found later in a text is another one. */
function differs(later: ParseResult | undefined, value: Json): boolean {
  return later?.ok === true && JSON.stringify(later.object) !== JSON.stringify(value);
}

function malformed(why: string): ParseResult {
  return fail("malformed", `Wanted JSON that fits the schema; ${why}.`);
}

type ReadSpan =
  | { readonly value: Json; readonly flags: readonly (string | false)[] }
  | { readonly problem: string | undefined; readonly meant: boolean };

/** What stands at one place, as a value that fits, or why there is none and whether one was meant to be. */
function readSpan(text: string, span: JsonSpan, wanted: ParseRequest, repair: { left: number }): ReadSpan {
  const parsed = parse(text.slice(span.at, span.end), repair);
  if (parsed === undefined) return { problem: undefined, meant: false };
  const meant = isMeantFor(parsed.value, wanted.shape);
  if (span.inNumber === true) return { problem: "the reply ends within a number", meant };
  if (parsed.clash !== undefined) return { problem: `it gives two values for the key ${JSON.stringify(parsed.clash)}`, meant };
  // The text of a value that broke off may be a part of it.
  const fitting = fittingIn(parsed.value, span.complete ? wanted : { ...wanted, reading: "exact" });
  if (fitting === undefined) return { problem: misfitOf(parsed.value, wanted.shape), meant };
  return { value: fitting.value, flags: [(parsed.mended || fitting.spelled) && "mended", fitting.wrapped && "wrapped"] };
}

/** Whether a reply says nothing behind an example: it then is the answer in the form of one. */
function isAlone(text: string, { end }: JsonSpan): boolean {
  return end + 5000 > text.length && /^[\s`"'”’)\]*_~.>]*$/.test(text.slice(end));
}

/** What fits only as a list of all values of a text, or as a whole text that is mended. */
function whole(text: string, spans: readonly JsonSpan[], { shape }: ParseRequest, repair: { left: number }): ParseResult | undefined {
  const items = shape["type"] === "array" ? spans.slice(0, 10_000) : [];
  const rankOf = spanRanks(text, items);
  const own = items.filter((span) => items.length > mostTried || rankOf(span) !== "set aside");
  const listed = own.flatMap((span) => strictly(text.slice(span.at, span.end)) ?? []);
  if (listed.length > 0 && misfitOf(listed, shape) === undefined) return found(listed, ["listed"]);
  for (const source of wholes(text)) {
    const parsed = parse(source, repair);
    if (parsed !== undefined && parsed.clash === undefined && misfitOf(parsed.value, shape) === undefined)
      return found(parsed.value, ["mended"]);
  }
  return undefined;
}
const onlySetAside = "what JSON the reply holds it quotes, rejects, supposes or takes back";

function found(object: Json, flags: readonly (string | false)[]): ParseResult {
  return { ok: true, object, flags: flags.filter((flag) => flag !== false) };
}

/** A value that fits, and what was done to it. */
interface Fitting {
  readonly value: Json;
  readonly wrapped: boolean;
  readonly spelled: boolean;
}

/** The value itself, or what is wrapped in an array, in an object of one property, or in the arguments of a tool call. */
function fittingIn(value: Json, wanted: ParseRequest, depth = 0): Fitting | undefined {
  const { shape, reading } = wanted;
  if (misfitOf(value, shape) === undefined) return { value, wrapped: depth > 0, spelled: false };
  const spelled = reading === "spelled" ? spelledNumbers(value, shape) : undefined;
  if (spelled !== undefined && misfitOf(spelled, shape) === undefined) return { value: spelled, wrapped: depth > 0, spelled: true };
  if (depth === deepestWrap || typeof value !== "object" || value === null) return undefined;
  // A list of several is several answers, and none of them is the one.
  const list = Array.isArray(value) ? (value as readonly Json[]) : undefined;
  const parts: readonly Json[] =
    list !== undefined ? (list.length === 1 ? list : []) : wrappedIn(value as { readonly [name: string]: Json });
  for (const part of parts) {
    const inner = typeof part === "string" ? strictly(part) : part;
    const fitting = inner === undefined ? undefined : fittingIn(inner, wanted, depth + 1);
    if (fitting !== undefined) return fitting;
  }
  return undefined;
}

/** As in `{"tool_calls": [{"type": "function", "function": {"name": "verdict", "arguments": "{...}"}}]}`. */
const deepestWrap = 4;

function wrappedIn(value: { readonly [name: string]: Json }): Json[] {
  const names = Object.keys(value);
  if (names.length === 1) return Object.values(value);
  // A call of a tool, as servers write it.
  if (value["type"] === "function" && Object.hasOwn(value, "function")) return [value["function"] ?? null];
  return Object.hasOwn(value, "name")
    ? ["arguments", "parameters", "input"].flatMap((name) => (Object.hasOwn(value, name) ? [value[name] ?? null] : []))
    : [];
}

/** What a fence holds, or the text itself, where no object was found within: as a whole it may be mended. */
function wholes(text: string): string[] {
  const body = text.trim();
  const fence = fencesIn(body).after(0);
  const inner = fence === undefined ? "" : body.slice(fence.from, fence.to).trim();
  const plain = body.includes('\\"') ? [body.replaceAll('\\"', '"')] : [];
  return [inner, body, ...plain].filter((one) => /^[{[]/.test(one));
}

/** The text without a model's own tokens; a closing tag that nothing opened strikes nothing out. */
function withoutTokens(text: string): string {
  const framed = withoutFrame(text);
  // Blanks behind a number tell that it has ended.
  const body = framed.length === text.trim().length ? text : framed;
  return /<s>/i.test(body) ? body : body.replaceAll("</s>", "");
}

/** The text that a reply quotes as one JSON string, as some servers write it. */
function unquoted(text: string): string {
  const body = text.trim();
  const string = body.startsWith('"') && body.endsWith('"') ? strictly(body) : undefined;
  return typeof string === "string" ? string : text;
}

interface ParsedJson {
  readonly value: Json;
  readonly mended: boolean;
  /** A key that has two values in one object. */
  readonly clash: string | undefined;
}

function parse(text: string, repair: { left: number }): ParsedJson | undefined {
  const value = strictly(text);
  if (value !== undefined) return { value, mended: false, clash: clashingKey(text) };
  if (text.length > longestRepair || text.length > repair.left) return undefined;
  repair.left -= text.length;
  try {
    const repaired = jsonrepair(tidyJson(text));
    return { value: JSON.parse(repaired) as Json, mended: true, clash: clashingKey(repaired) };
  } catch {
    return undefined;
  }
}

function strictly(text: string): Json | undefined {
  if (isDeep(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether brackets are nested by the hundred: that is no answer, and reading it takes long. */
function isDeep(text: string): boolean {
  if (text.length < 10_000) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) {
      if (++depth > 500) return true;
    } else if (code === 93 || code === 125) depth--;
  }
  return false;
}
