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
const opening = `${watcher}((async () => `;

/**
 * A check whose asynchronous functions and promises that assert are handed to the watcher: nobody else learns that one which the check
 * does not wait for was rejected before it came to its assertion. Functions that assert nothing stay what they are.
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
      const found = bodyOf(code, tokens, i);
      if (found === undefined) continue;
      inserts.push(...found);
      dropped.push(at);
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

/** What is put around the body of the function that `async` begins; nothing where it is none that asserts. */
function bodyOf(code: string, tokens: readonly Token[], i: number): readonly Insert[] | undefined {
  const start = startOf(tokens, i);
  if (start === undefined) return undefined;
  const first = tokens[start];
  if (first?.text === "{") {
    const end = endOf(tokens, start);
    if (!asserts(tokens, start, end)) return undefined;
    return [
      { at: first.at + 1, text: `return ${opening}{` },
      { at: tokens[end]?.at ?? code.length, text: "})());" },
    ];
  }
  const { end, open } = expressionEnd(code, tokens, start);
  if (first === undefined || !asserts(tokens, start, end)) return undefined;
  return [
    { at: first.at, text: `${opening}(` },
    { at: tokens[end]?.at ?? code.length, text: `\n))())${open ? ";" : ""}` },
  ];
}

/** The token with which the body begins. */
function startOf(tokens: readonly Token[], i: number): number | undefined {
  const is = (at: number, ...texts: readonly string[]) => texts.every((text, k) => tokens[at + k]?.text === text);
  if (is(i + 1, "function")) {
    if (is(i + 2, "*")) return undefined;
    const list = is(i + 2, "(") ? i + 2 : i + 3;
    return bracedAfter(tokens, list);
  }
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
