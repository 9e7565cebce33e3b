/** What a module's text becomes as a script: the text without its export words, and the other names it is exported under. */
export interface Script {
  readonly code: string;
  /** Code for after the program's end: `export { a as b }` gives `b` its value there, when `a` has one. */
  readonly aliases: string;
}

/**
 * Takes the `export` keywords off a program, so that it runs as a script whose top level checks can see. Words in strings, comments,
 * templates, regular expressions and nested code are left alone; line numbers stay as they are.
 */
export function stripExports(code: string): Script {
  if (!/\bexport\b/.test(code)) return { code, aliases: "" };
  let out = "";
  let copied = 0;
  const aliases: string[] = [];
  for (const at of exportsIn(code)) {
    const found = /^export(?:\s+default)?(?=[\s{*([`'"])/.exec(code.slice(at));
    if (found === null) continue;
    const rest = code.slice(at + found[0].length);
    out += code.slice(copied, at);
    copied = at + found[0].length;
    const list = /^\s*\{([^}]*)\}(?:\s*from\s*(?:"[^"]*"|'[^']*'))?\s*;?/.exec(rest);
    if (list && !found[0].includes("default")) {
      aliases.push(...renamed(list[1] ?? ""));
      out += list[0].replace(/[^\n]/g, "");
      copied += list[0].length;
    } else if (found[0].includes("default") && !isNamedDeclaration(rest)) out += "module.exports.default =";
  }
  return { code: out + code.slice(copied), aliases: aliases.join("") };
}

function isNamedDeclaration(rest: string): boolean {
  return /^\s*(?:(?:async\s+)?function\s*\*?\s*[\w$]|class\s+(?!extends\b)[\w$])/.test(rest);
}

function renamed(list: string): string[] {
  return [...list.matchAll(/([\w$]+)\s+as\s+([\w$]+)/g)].map(([, from, to]) =>
    to === "default" ? `module.exports.default = ${from};` : `globalThis.${to} = ${from};`,
  );
}

/** Where the word `export` starts a statement of the top level. */
function exportsIn(code: string): number[] {
  const found: number[] = [];
  const open: string[] = [];
  let before = "";
  for (const token of tokensOf(code, open)) {
    if (token.text === "export" && open.length === 0 && before !== ".") found.push(token.at);
    before = token.text;
  }
  return found;
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

/** Words and single signs; `open` holds the brackets and template holes that are open where the token stands. */
function* tokensOf(code: string, open: string[]): Generator<{ at: number; text: string }> {
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
