import { directives } from "../util/directives.ts";
import { scriptTokens } from "../util/script-tokens.ts";

/** The name under which a check finds the function that its promises are handed to. */
export const watcher = "watched$promise";

interface Token {
  readonly at: number;
  readonly text: string;
}
/** A text that is put in, and how many characters it stands for. */
interface Edit {
  readonly at: number;
  readonly text: string;
  readonly dropped?: number;
}

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * A check whose asynchronous functions and promises are handed to the watcher: nobody else learns that one which the check does not wait
 * for was rejected before it came to its assertion. What is put around one of them and does not parse is left out.
 */
export function watchedCheck(code: string, parses: (text: string) => boolean): string {
  if (!/\b(?:async|Promise)\b/.test(code)) return code;
  const groups = editsOf(code, [...scriptTokens(code)]);
  const whole = applied(code, groups.flat());
  if (parses(whole)) return whole;
  let kept: Edit[] = [];
  for (const group of groups.slice(0, mostTried)) if (parses(applied(code, [...kept, ...group]))) kept = [...kept, ...group];
  return applied(code, kept);
}
const mostTried = 200;

/** What is put around each function, promise, class and object, for itself. */
function editsOf(code: string, tokens: readonly Token[]): (readonly Edit[])[] {
  const groups: (readonly Edit[])[] = [];
  const bodies = classBodies(tokens);
  const owners = new Set<number>();
  const named = tokens.some(({ text }, i) => text === "Promise" && tokens[i + 1]?.text !== "." && tokens[i - 1]?.text !== "new");
  for (const [i, { at, text }] of tokens.entries()) {
    if (tokens[i - 1]?.text === ".") continue;
    if (text === "new") {
      const end = madeEnd(tokens, i, named);
      if (end === undefined) continue;
      const how = asserts(tokens, i, end) ? "" : ",1";
      groups.push([
        { at, text: `${watcher}(` },
        { at: (tokens[end]?.at ?? code.length) + 1, text: `${how})` },
      ]);
    } else if (text === "async") {
      const found = asyncOf(code, tokens, i);
      if (found === undefined) continue;
      if (found !== "method") groups.push(found);
      else if (tokens[i + 1]?.text === "#") groups.push(privateMethod(code, tokens, i));
      else owners.add(ownerOf(tokens, i));
    }
  }
  return [...groups, ...[...owners].map((at) => members(tokens, at, bodies.has(at)))];
}

/** Where the call ends that makes a promise; where the check has the class under another name too, any call may. */
function madeEnd(tokens: readonly Token[], i: number, named: boolean): number | undefined {
  if (!(named ? /^[\w$]/ : /^Promise$/).test(tokens[i + 1]?.text ?? "")) return undefined;
  return tokens[i + 2]?.text === "(" ? endOf(tokens, i + 2) : undefined;
}

function applied(code: string, edits: readonly Edit[]): string {
  // Of two at one place the one that was found later stands within the other.
  const sorted = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.at - b.at || b.order - a.order);
  let out = "";
  let copied = 0;
  for (const { at, text, dropped = 0 } of sorted) {
    out += code.slice(copied, at) + text;
    copied = at + dropped;
  }
  return out + code.slice(copied);
}

/** What is put around the function that `async` begins. */
function asyncOf(code: string, tokens: readonly Token[], i: number): readonly Edit[] | "method" | undefined {
  const start = startOf(code, tokens, i);
  const first = start === undefined ? undefined : tokens[start];
  if (start === undefined || first === undefined) return undefined;
  const braced = first.text === "{";
  const { end, open } = braced ? { end: endOf(tokens, start), open: false } : expressionEnd(code, tokens, start);
  const place = tokens[end]?.at ?? code.length;
  const at = tokens[i]?.at ?? 0;
  const isFunction = tokens[i + 1]?.text === "function";
  if (braced && !isFunction && tokens[start - 1]?.text !== ">") return "method";
  const name = isFunction ? tokens[i + 2]?.text : undefined;
  // A declaration stands where it stands: its name is given the watched function where its block begins, for those who call it before.
  if (isFunction && name !== "(" && !begins(tokens[i - 1]?.text)) {
    const block = ownerOf(tokens, i);
    const from = block < 0 ? 0 : (tokens[block]?.at ?? 0) + 1;
    return [{ at: directives(code, from).end, text: `;${name}=${watcher}(${name});` }];
  }
  const called = JSON.stringify(nameBefore(tokens, i));
  const close = called === undefined ? ")" : `,${called})`;
  return [{ at, text: `${watcher}(` }, braced ? { at: place + 1, text: close } : { at: place, text: `\n${close}${open ? ";" : ""}` }];
}

/** A class or an object whose asynchronous methods are watched once they are there: what they are, and what they are called with, stays. */
function members(tokens: readonly Token[], i: number, isClass: boolean): readonly Edit[] {
  const at = tokens[i]?.at ?? 0;
  if (isClass) return [{ at: at + 1, text: `static{${watcher}(this,0);}` }];
  return [
    { at, text: `${watcher}(` },
    { at: (tokens[endOf(tokens, i)]?.at ?? 0) + 1, text: ",0)" },
  ];
}

/** A private method is reached by nothing but its name: asked for, it gives the watched one. */
function privateMethod(code: string, tokens: readonly Token[], i: number): readonly Edit[] {
  const [at, name] = [tokens[i]?.at ?? 0, tokens[i + 2]];
  const open = bracedAfter(tokens, i + 3) ?? i;
  const end = endOf(tokens, open);
  const place = tokens[end]?.at ?? code.length;
  // What it calls of the class above it is found from where it stands.
  if (name === undefined || tokens.slice(open, end).some(({ text }) => text === "super"))
    return [
      { at: (tokens[open]?.at ?? 0) + 1, text: `return ${watcher}((async()=>{` },
      { at: place, text: "})());" },
      { at, text: "", dropped: "async".length },
    ];
  const dropped = name.at + name.text.length - at;
  return [
    { at, text: `get #${name.text}(){return ${watcher}(${watcher}({async ${name.text}`, dropped },
    { at: place + 1, text: `},0).${name.text});}` },
  ];
}

/** The bracket that a token stands in; -1 where it stands in none. */
function ownerOf(tokens: readonly Token[], i: number): number {
  let depth = 0;
  for (let k = i - 1; k >= 0; k--) {
    const { text } = tokens[k] as Token;
    if (text.length === 1 && ")]}".includes(text)) depth++;
    else if (text.length === 1 && "([{".includes(text) && depth-- === 0) return k;
  }
  return -1;
}

/** The brackets with which the bodies of classes begin. */
function classBodies(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [i, { text }] of tokens.entries()) {
    if (text !== "class" || tokens[i - 1]?.text === "." || /^[:(,}=;]$/.test(tokens[i + 1]?.text ?? "")) continue;
    let at = i + 1;
    while (at < tokens.length && tokens[at]?.text !== "{") at = "([".includes(tokens[at]?.text ?? "") ? endOf(tokens, at) + 1 : at + 1;
    found.add(at);
  }
  return found;
}

/** Whether a value is expected behind what stands there. */
function begins(text: string | undefined): boolean {
  return text !== undefined && (/^[=([,:?&|!+>]$/.test(text) || /^(?:return|await|void|typeof|yield|default|case|new)$/.test(text));
}

/** The name that a function without one has from what it is assigned to. */
function nameBefore(tokens: readonly Token[], i: number): string | undefined {
  const [name, sign] = [tokens[i - 2]?.text ?? "", tokens[i - 1]?.text];
  const isMember = tokens[i - 3]?.text === ".";
  return (sign === "=" || sign === ":") && !isMember && /^[A-Za-z_$][\w$]*$/.test(name) ? name : undefined;
}

/** The token with which the body begins. */
function startOf(code: string, tokens: readonly Token[], i: number): number | undefined {
  const is = (at: number, ...texts: readonly string[]) => texts.every((text, k) => tokens[at + k]?.text === text);
  if (is(i + 1, "function")) {
    if (is(i + 2, "*")) return undefined;
    const list = is(i + 2, "(") ? i + 2 : i + 3;
    return bracedAfter(tokens, list);
  }
  // A method by a private name, by one that is worked out, or by one in quotes.
  if (is(i + 1, "#")) return bracedAfter(tokens, i + 3);
  if (is(i + 1, "[")) return bracedAfter(tokens, endOf(tokens, i + 1) + 1);
  const [word, next] = [tokens[i], tokens[i + 1]];
  const between = word === undefined || next === undefined ? "" : code.slice(word.at + word.text.length, next.at);
  if (is(i + 1, "(") && /["']/.test(between)) return bracedAfter(tokens, i + 1);
  if (is(i + 1, "(")) {
    const end = endOf(tokens, i + 1);
    return is(end + 1, "=", ">") ? end + 3 : undefined;
  }
  if (is(i + 2, "=", ">")) return i + 4;
  return is(i + 2, "(") && !is(i + 1, "*") ? bracedAfter(tokens, i + 2) : undefined;
}

function bracedAfter(tokens: readonly Token[], list: number): number | undefined {
  if (tokens[list]?.text !== "(") return undefined;
  const end = endOf(tokens, list);
  return tokens[end + 1]?.text === "{" ? end + 1 : undefined;
}

/** Where an arrow's expression ends: at the next sign that it cannot hold, or (`open`) at the end of a line that ends a statement. */
function expressionEnd(code: string, tokens: readonly Token[], from: number): { readonly end: number; readonly open: boolean } {
  let choices = 0;
  for (let at = from; at < tokens.length; at++) {
    const { text, at: place } = tokens[at] as Token;
    const last = tokens[at - 1];
    const between = last === undefined ? "" : code.slice(last.at + last.text.length, place);
    if (
      at > from &&
      between.includes("\n") &&
      (/^[\w${]/.test(text) || isStep(tokens, at)) &&
      !/^(?:in|instanceof)$/.test(text) &&
      endsValue(last?.text ?? "", between)
    )
      return { end: at, open: true };
    if (text !== "" && ",;)]}".includes(text)) return { end: at, open: false };
    if (text === "?" && tokens[at + 1]?.text !== "." && tokens[at + 1]?.text !== "?" && last?.text !== "?") choices += 1;
    if (text === ":" && choices-- === 0) return { end: at, open: false };
    if ("([{".includes(text)) at = endOf(tokens, at);
  }
  return { end: tokens.length, open: false };
}

/** Whether `++` or `--` stands there, which belongs to what follows it on its line. */
function isStep(tokens: readonly Token[], at: number): boolean {
  const [one, two] = [tokens[at], tokens[at + 1]];
  return (one?.text === "+" || one?.text === "-") && two?.text === one.text && two.at === one.at + 1;
}

function endsValue(text: string, between: string): boolean {
  return /["'`]/.test(between) || (/[\w$)\]}]$/.test(text) && !/^(?:await|typeof|void|delete|new|in|instanceof)$/.test(text));
}

const asserting = new Set(["assert", "assertEqual", "strictEqual", "deepEqual", "deepStrictEqual", "throw"]);

function asserts(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ text }) => asserting.has(text));
}

/** Where the bracket that opens at `from` closes. */
function endOf(tokens: readonly Token[], from: number): number {
  const open = tokens[from]?.text ?? "";
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]?.text === open) depth++;
    else if (tokens[at]?.text === closing[open] && --depth === 0) return at;
  }
  return tokens.length;
}
