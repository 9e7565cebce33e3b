import { scriptTokens } from "../util/script-tokens.ts";

/** What a module's text becomes as a script: the text without its module words, and the other names it is exported under. */
export interface Script {
  readonly code: string;
  /** Code for after the program's end: `export { a as b }` gives `b` its value there, when `a` has one. */
  readonly aliases: string;
}

/** A stretch of the text and what stands there instead. */
interface Change {
  readonly at: number;
  readonly end: number;
  readonly text: string;
  /** Only a module, which is strict, says what it exports. */
  readonly exports?: boolean;
}

/**
 * Takes the `export` keywords off a program, so that it runs as a script whose top level checks can see; `import.meta` becomes what it
 * is for a file that was not started itself, and `import()` asks the script's `require`. Words in strings, comments, templates, regular
 * expressions and nested code are left alone; line numbers stay as they are.
 */
export function stripExports(code: string): Script {
  if (!/\b(?:export|import)\b/.test(code)) return { code, aliases: "" };
  const aliases: string[] = [];
  let out = "";
  let copied = 0;
  let isModule = false;
  for (const { at, end, text, exports } of changesOf(code, aliases)) {
    if (at < copied) continue;
    out += code.slice(copied, at) + text;
    copied = end;
    isModule ||= exports === true;
  }
  return { code: `${isModule ? '"use strict";' : ""}${out}${code.slice(copied)}`, aliases: aliases.join("") };
}

const meta =
  '({url:"file:///program.js",filename:"/program.js",dirname:"/",main:false,env:{},resolve:(to)=>new URL(to,"file:///program.js").href})';
const load =
  '(async (name) => { if (typeof require !== "function") throw new ReferenceError("the module " + name + " is not there"); return require(name); })';

function* changesOf(code: string, aliases: string[]): Generator<Change> {
  const open: string[] = [];
  let before = "";
  let dots = 0;
  for (const { at, text } of scriptTokens(code, open)) {
    const behind = before;
    const isMember = dots === 1;
    before = text;
    dots = text === "." ? dots + 1 : 0;
    if (isMember) continue;
    if (text === "import") {
      const found = /^import(?:(?:\s*\.\s*(meta)\b)|(?=\s*\())/.exec(code.slice(at, at + 200));
      const isMethod = open.at(-1) === "{" && (behind === "{" || behind === ",");
      if (found !== null && !isMethod) yield { at, end: at + found[0].length, text: found[1] === undefined ? load : meta };
    } else if (text === "export" && open.length === 0) {
      const change = exported(code, at, aliases);
      if (change !== undefined) yield { ...change, exports: true };
    }
  }
}

function exported(code: string, at: number, aliases: string[]): Change | undefined {
  const found = /^export(?:\s+default)?(?=[\s{*([`'"])/.exec(code.slice(at, at + 1000));
  if (found === null) return undefined;
  const from = at + found[0].length;
  const rest = code.slice(from);
  if (found[0].includes("default")) {
    const name = declared.exec(rest.slice(0, 1000))?.[1];
    if (name !== undefined) aliases.push(`module.exports.default = ${name};`);
    return { at, end: from, text: name === undefined ? "module.exports.default =" : "" };
  }
  const list = /^\s*(?:\{([^}]*)\}|\*(?:\s*as\s+[\w$]+)?(?=\s*from))(?:\s*from\s*(?:"[^"]*"|'[^']*')(?:\s*with\s*\{[^}]*\})?)?\s*;?/.exec(
    rest,
  );
  if (list === null) return { at, end: from, text: "" };
  aliases.push(...renamed(list[1] ?? ""));
  return { at, end: from + list[0].length, text: list[0].replace(/[^\n]/g, "") };
}

/** A declaration's name. */
const declared = /^\s*(?:(?:async\s+)?function\s*\*?\s*|class\s+(?!extends\b))([\w$\u0080-\uffff]+)/;

function renamed(list: string): string[] {
  return [...list.matchAll(/([\w$]+)\s+as\s+["']?([\w$]+)/g)].flatMap(([, from = "", to]) => {
    if (from === "default") return [];
    const name = to === "default" ? "module.exports.default" : `globalThis.${to}`;
    // A neighboring file's name may be no one's here.
    return [`if (typeof ${from} !== "undefined") ${name} = ${from};`];
  });
}
