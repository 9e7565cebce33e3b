import type { Json, JsonSchema } from "../types.ts";
import { isEntries, tagOf } from "./block-tags.ts";
import { fencesIn } from "./code-regions.ts";
import { fail } from "./failure.ts";
import { misfitOf, parseObject, type ParseResult } from "./parse-object.ts";
import { readReply } from "./read-reply.ts";
import { spanRanks } from "./rank-spans.ts";

/** What holds the answer itself, of which a reply without its block is all; what nothing stands in for. */
const mains = ["answer", "contribution"];
const needed = ["program"];

/** A block that a reply holds: what it is called, the words in its opening mark, and what stands in it. */
interface FoundBlock {
  readonly tag: string;
  readonly attributes: string;
  readonly at: number;
  readonly end: number;
  readonly body: string;
}

/**
 * The object that a reply states in blocks, `<answer>...</answer>` and the like, one for each property of `shape`: what stands in a block is
 * taken as it is, so that a program needs no escapes. Of several blocks of one name the last counts that the text means; marks in code and
 * in reasoning are none; a list of `{kind, text}` is every block of its name. Where the answer's own block is missing, it is what stands
 * outside of all blocks. An object in JSON that fits is taken too. Linear in the length of the text.
 */
export function parseBlocks(text: string, shape: JsonSchema): ParseResult {
  const { answer: said, flags } = readReply(text);
  if (said.trim() === "") return fail("malformed", "Wanted text with blocks; the reply has nothing outside its reasoning.");
  const properties = Object.entries((shape["properties"] ?? {}) as { readonly [name: string]: JsonSchema });
  const tags = new Set(properties.map(([name, inner]) => tagOf(name, inner)));
  const outside = blocksIn(said, tags, true);
  const blocks = outside.length > 0 ? outside : blocksIn(said, tags, false);
  if (blocks.length === 0) {
    const given = parseObject(text, shape);
    if (given.ok) return given;
    if (isObjectOf(said, tags)) return fail("malformed", `Wanted blocks, no JSON; ${given.failure.message}`);
  }
  const object: { [name: string]: Json } = {};
  for (const [name, inner] of properties) {
    const value =
      valueOf(said, blocks, name, inner) ??
      (mains.includes(name) ? besides(said, blocks) : needed.includes(name) ? undefined : emptyOf(inner));
    if (value !== undefined) object[name] = value;
  }
  const required = (shape["required"] ?? []) as readonly string[];
  const missing = required.find((name) => !Object.hasOwn(object, name));
  if (missing !== undefined) return fail("malformed", `Wanted a block <${missing}>...</${missing}>; the reply has none.`);
  const fault = misfitOf(object, shape);
  return fault === undefined ? { ok: true, object, flags: [...flags] } : fail("malformed", `Wanted blocks that fit; ${fault}.`);
}

/** Whether a text is an object in JSON with properties of these names, whatever is wrong with it. */
function isObjectOf(text: string, tags: ReadonlySet<string>): boolean {
  const start = text
    .trimStart()
    .replace(/^```[a-z]*\s*/, "")
    .slice(0, 60);
  const name = /^\{\s*"([a-zA-Z]{1,40})"\s*:/.exec(start)?.[1];
  return name !== undefined && (tags.has(name) || tags.has(name.replace(/ies$/, "y").replace(/s$/, "")));
}

/** Every block of these names in order. A block ends at the last closing of its name before the next opening of any; one without, there. */
function blocksIn(text: string, tags: ReadonlySet<string>, outsideCode: boolean): FoundBlock[] {
  const marks = [...text.matchAll(/<(\/?)([a-zA-Z]{1,40})((?: [a-z]{1,20}="[^"\n]{0,100}"){0,4})>/g)].filter(
    ({ 2: tag = "", index }) => tags.has(tag) && text[index - 1] !== "`",
  );
  const kept = outsideCode ? withoutCode(text, marks) : marks;
  const found: FoundBlock[] = [];
  for (let at = 0; at < kept.length; at++) {
    const [mark = "", closes, tag = "", attributes = ""] = kept[at] as RegExpExecArray;
    if (closes === "/") continue;
    let next = at + 1;
    let close: RegExpExecArray | undefined;
    while (next < kept.length && kept[next]?.[1] === "/") {
      if (kept[next]?.[2] === tag) close = kept[next] as RegExpExecArray;
      next++;
    }
    const start = (kept[at]?.index ?? 0) + mark.length;
    const stop = close?.index ?? kept[next]?.index ?? text.length;
    const end = close === undefined ? stop : stop + close[0].length;
    found.push({ tag, attributes, at: start - mark.length, end, body: text.slice(start, stop).replace(/^[ \t]*\n|\n[ \t]*$/g, "") });
    at = next - 1;
  }
  return found;
}

function withoutCode(text: string, marks: readonly RegExpExecArray[]): RegExpExecArray[] {
  const fences = fencesIn(text);
  let fence = fences.after(0);
  return marks.filter(({ index }) => {
    while (fence !== undefined && fence.end <= index) fence = fences.after(fence.end);
    return fence === undefined || index < fence.at;
  });
}

/** What the text outside of all blocks says. */
function besides(text: string, blocks: readonly FoundBlock[]): string {
  let from = 0;
  let rest = "";
  for (const { at, end } of blocks) {
    rest += text.slice(from, at);
    from = Math.max(from, end);
  }
  rest = `${rest}${text.slice(from)}`.trim();
  return rest;
}

/** Of so many blocks of one name the last ones are held against the words around them. */
const mostWeighed = 20;

function valueOf(text: string, blocks: readonly FoundBlock[], name: string, schema: JsonSchema): Json | undefined {
  const own = blocks.filter(({ tag }) => tag === tagOf(name, schema));
  if (isEntries(schema)) return own.map(({ attributes, body }) => entryOf(attributes, body));
  const standing = own.length < 2 ? own.at(-1) : lastMeant(text, own.slice(-mostWeighed));
  return standing === undefined ? undefined : read(standing.body, schema);
}

/** The last block that the text does not deny, quote or take back; the last where it does so of all. */
function lastMeant(text: string, blocks: readonly FoundBlock[]): FoundBlock | undefined {
  const rankOf = spanRanks(
    text,
    blocks.map(({ at, end }) => ({ at, end, complete: true })),
  );
  return blocks.findLast(({ at, end }) => rankOf({ at, end, complete: true }) !== "set aside") ?? blocks.at(-1);
}

function entryOf(attributes: string, body: string): Json {
  const stated = [...attributes.matchAll(/ ([a-z]{1,20})="([^"\n]*)"/g)].map(([, name = "", value = ""]): [string, Json] => [name, value]);
  return { ...Object.fromEntries(stated), text: body.trim() };
}

/** What a block says, as its property's schema wants it; the words as they stand where they cannot be read so, which is then their fault. */
function read(body: string, schema: JsonSchema): Json {
  const words = body.trim();
  const [first] = (schema["anyOf"] ?? []) as readonly JsonSchema[];
  if (first !== undefined) return read(body, first);
  if (Array.isArray(schema["enum"])) {
    const bare = words.replace(/^["'`*]+|["'`*.]+$/g, "").toLowerCase();
    return schema["enum"].find((choice) => typeof choice === "string" && choice.toLowerCase() === bare) ?? words;
  }
  const type = typeof schema["type"] === "string" ? schema["type"] : "";
  if (type === "boolean") return /^(?:true|yes)\.?$/i.test(words) ? true : /^(?:false|no)\.?$/i.test(words) ? false : words;
  if (type === "number" || type === "integer") return numberIn(words);
  if (type !== "array") return body;
  return words.split("\n").flatMap((line) => {
    const entry = line.trim().replace(/^(?:[-*]|\d{1,3}[.)]) +/, "");
    return entry === "" || /^\(?none\)?\.?$/i.test(entry) ? [] : [entry];
  });
}

function numberIn(words: string): Json {
  const found = /^[-+]?\d{1,15}(?:\.\d{1,15})?( ?%)?$/.exec(words);
  if (found === null) return words;
  return found[1] === undefined ? Number(words) : Number.parseFloat(words) / 100;
}

/** What a block that is not there says: nothing, where texts and lists are wanted. */
function emptyOf(schema: JsonSchema): Json | undefined {
  if (Array.isArray(schema["enum"])) return undefined;
  if (schema["type"] === "string") return "";
  return schema["type"] === "array" ? [] : undefined;
}
