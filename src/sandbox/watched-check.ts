import { scriptTokens } from "../util/script-tokens.ts";

/** The name under which a check finds the function that its promises are handed to. */
export const watcher = "watched$promise";

interface Token {
  readonly at: number;
  readonly text: string;
}
interface Insert {
  readonly at: number;
  readonly text: string;
}

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * A check whose asynchronous functions, and promises that assert, are handed to the watcher: nobody else learns that one which the check
 * does not wait for was rejected before it came to its assertion. Methods that neither assert nor wait stay what they are.
 */
export function watchedCheck(code: string): string {
  if (!/\b(?:async|new\s+Promise)\b/.test(code)) return code;
  const tokens = [...scriptTokens(code)];
  const inserts: Insert[] = [];
  const dropped: number[] = [];
  for (const [i, { at, text }] of tokens.entries()) {
    if (tokens[i - 1]?.text === ".") continue;
    if (text === "new" && tokens[i + 1]?.text === "Promise" && tokens[i + 2]?.text === "(") {
      const end = endOf(tokens, i + 2);
      if (asserts(tokens, i, end)) inserts.push({ at, text: `${watcher}(` }, { at: (tokens[end]?.at ?? code.length) + 1, text: ")" });
    } else if (text === "async") {
      const found = asyncOf(code, tokens, i);
      if (found === undefined) continue;
      inserts.push(...found.inserts);
      if (found.dropped) dropped.push(at);
    }
  }
  return applied(code, inserts, dropped);
}

function applied(code: string, inserts: readonly Insert[], dropped: readonly number[]): string {
  // Of two at one place the one that was found later stands within the other.
  const sorted = inserts.map((insert, order) => ({ ...insert, order })).sort((a, b) => a.at - b.at || b.order - a.order);
  const gone = new Set(dropped);
  let out = "";
  let copied = 0;
  const copyTo = (at: number) => {
    for (const start of gone)
      if (start >= copied && start < at) {
        out += `${code.slice(copied, start)}     `;
        copied = start + "async".length;
      }
    out += code.slice(copied, at);
    copied = at;
  };
  for (const { at, text } of sorted) {
    copyTo(at);
    out += text;
  }
  copyTo(code.length);
  return out;
}

interface Watched {
  readonly inserts: readonly Insert[];
  /** A method stays one: without its word it gives the promise of what its body does. */
  readonly dropped: boolean;
}

/** What is put around the function that `async` begins, or its body; nothing where it is none that asserts. */
function asyncOf(code: string, tokens: readonly Token[], i: number): Watched | undefined {
  const start = startOf(code, tokens, i);
  const first = start === undefined ? undefined : tokens[start];
  if (start === undefined || first === undefined) return undefined;
  const braced = first.text === "{";
  const { end, open } = braced ? { end: endOf(tokens, start), open: false } : expressionEnd(code, tokens, start);
  const place = tokens[end]?.at ?? code.length;
  const at = tokens[i]?.at ?? 0;
  const isFunction = tokens[i + 1]?.text === "function";
  if (braced && !isFunction && tokens[start - 1]?.text !== ">") {
    if (!asserts(tokens, start, end) && !tokens.slice(start, end).some(({ text }) => text === "await")) return undefined;
    return { dropped: true, inserts: [body(first.at + 1), { at: place, text: "})());" }] };
  }
  const name = isFunction ? tokens[i + 2]?.text : undefined;
  // A declaration stands where it stands: its name is given the watched function where its block begins, for those who call it before.
  if (isFunction && name !== "(" && !begins(tokens[i - 1]?.text))
    return { dropped: false, inserts: [{ at: blockOf(tokens, i), text: `${name}=${watcher}(${name});` }] };
  const called = JSON.stringify(nameBefore(tokens, i));
  const close = called === undefined ? ")" : `,${called})`;
  const inserts = [
    { at, text: `${watcher}(` },
    braced ? { at: place + 1, text: close } : { at: place, text: `\n${close}${open ? ";" : ""}` },
  ];
  return { dropped: false, inserts };
}

function body(at: number): Insert {
  return { at, text: `return ${watcher}((async () => {` };
}

/** Where the block begins that a token stands in. */
function blockOf(tokens: readonly Token[], i: number): number {
  let depth = 0;
  for (let k = i - 1; k >= 0; k--) {
    const { at, text } = tokens[k] as Token;
    if (text.length === 1 && ")]}".includes(text)) depth++;
    else if (text.length === 1 && "([{".includes(text) && depth-- === 0) return at + 1;
  }
  return 0;
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
      /^[\w$]/.test(text) &&
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
