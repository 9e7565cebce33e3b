/**
 * The words and single signs of a script, without its strings, comments and texts of templates; `open` holds the brackets and template
 * holes that are open where the token stands.
 */
export function* scriptTokens(code: string, open: string[] = []): Generator<{ at: number; text: string }> {
  let at = 0;
  let last = "";
  const expressionEnd = expressionEnds(code);
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0] ?? "";
  };
  while (at < code.length) {
    const blank = take(skipped);
    if (blank !== "") {
      if (blank.startsWith('"') || blank.startsWith("'")) last = ")";
      at += blank.length;
      continue;
    }
    const name = take(word);
    const pattern =
      name === "" && code[at] === "/" && (!/^[\w$)\]}]/.test(last) || operators.has(last)) ? code.slice(at, expressionEnd(at)) : "";
    const text = name || pattern || (code[at] ?? "");
    if (text.length === 1 && "([{".includes(text)) {
      yield { at, text };
      open.push(text);
    } else if (text === "`" || (text === "}" && open.at(-1) === "`")) {
      // A template runs to its end or its next hole, which stays open as a template until its brace closes.
      at += 1;
      at += take(chars).length;
      if (text === "}") open.pop();
      if (code.startsWith("${", at)) open.push("`");
      at += code.startsWith("${", at) ? 2 : 1;
      last = open.at(-1) === "`" && code[at - 1] === "{" ? "(" : ")";
      continue;
    } else {
      if (text.length === 1 && ")]}".includes(text)) open.pop();
      yield { at, text };
    }
    last = pattern === "" ? text : ")";
    at += text.length;
  }
}

const word = /[\w$\u0080-\uffff]+/y;
const skipped = /\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?/y;
const lineEnd = /[\n\r\u2028\u2029]|$/g;
const flags = /\w*/y;
const chars = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;
/** After these words a slash starts a regular expression, after any other word or a closing bracket it divides. */
const operators = new Set([
  "return",
  "typeof",
  "case",
  "in",
  "of",
  "delete",
  "void",
  "throw",
  "new",
  "do",
  "else",
  "instanceof",
  "yield",
  "await",
]);

/**
 * Where the regular expression ends that starts with the slash at a place; the place itself where none does. A line is read once, from
 * its end, for all slashes in it: reading on from each of them takes time that grows with the line's square.
 */
function expressionEnds(code: string): (at: number) => number {
  let [from, to] = [0, -1];
  // By place, the slash that closes an expression in which that place stands outside or inside of a class; 0 where none does.
  let [outside, inside] = [new Uint32Array(), new Uint32Array()];
  const readLine = (start: number): void => {
    lineEnd.lastIndex = start;
    [from, to] = [start, lineEnd.exec(code)?.index ?? code.length];
    [outside, inside] = [new Uint32Array(to - from + 2), new Uint32Array(to - from + 2)];
    for (let i = to - from - 1; i >= 0; i--) {
      const sign = code[from + i];
      const next = sign === "\\" ? i + 2 : i + 1;
      outside[i] = sign === "/" ? from + i : ((sign === "[" ? inside : outside)[next] ?? 0);
      inside[i] = (sign === "]" ? outside : inside)[next] ?? 0;
    }
  };
  return (at) => {
    if (at >= to) readLine(at);
    const close = outside[at + 1 - from] ?? 0;
    if (close <= at + 1) return at;
    flags.lastIndex = close + 1;
    flags.exec(code);
    return flags.lastIndex;
  };
}
