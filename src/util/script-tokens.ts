/**
 * The words and single signs of a script, without its strings, comments and texts of templates; `open` holds the brackets and template
 * holes that are open where the token stands.
 */
export function* scriptTokens(code: string, open: string[] = []): Generator<{ at: number; text: string }> {
  let at = 0;
  let last = "";
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
    const pattern = name === "" && code[at] === "/" && (!/^[\w$)\]}]/.test(last) || operators.has(last)) ? take(expression) : "";
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
const expression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
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
