import { scriptTokens } from "../util/script-tokens.ts";

/** A statement of a module that brings something in, and where it stands. */
export interface ModuleImport {
  readonly at: number;
  readonly end: number;
  /** As they are written, without comments; undefined where the statement names nothing. */
  readonly names: string | undefined;
  readonly module: string;
  /** `export { a as b } from "module"` and `export * from "module"`: what it names is bound nowhere in the module itself. */
  readonly passedOn?: boolean;
}

const quoted =
  /(?:\s|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*(?:"([^"\n]{1,500})"|'([^'\n]{1,500})')(?:\s*(?:with|assert)\s*\{[^}]{0,500}\})?(?:[ \t]*;)?/y;
const neighbor =
  /(?:const|let|var)\s{1,99}(\{[^}=]{0,2000}\}|[\w$\u0080-\uffff]{1,200})\s{0,99}=\s{0,99}(?:await\s{1,99})?(?:require|import)\s{0,99}\(\s{0,99}(?:"(\.[^"\n]{0,500})"|'(\.[^'\n]{0,500})')\s{0,99}\)[\w$.]{0,200};?/y;
const passing = /export\s{0,9}(\{[\w$\u0080-\uffff,\s]{0,2000}\}|\*(?:\s{0,9}as\s{1,9}[\w$\u0080-\uffff]{1,200})?)\s{0,9}from\b/y;
const mostNames = 5000;

/**
 * The imports of a module, wherever on a line they stand and whatever comments are in them, and the declarations that load a neighboring
 * file. Words in strings, comments, templates and nested code are none.
 */
export function moduleImports(code: string): readonly ModuleImport[] {
  if (!/\b(?:import|require|export)\b/.test(code)) return [];
  const found: ModuleImport[] = [];
  const open: string[] = [];
  let [before, at] = ["", -1];
  let names: string[] = [];
  for (const token of scriptTokens(code, open)) {
    const behind = before;
    before = token.text;
    if (at >= 0) {
      const [module, end] = token.text === "from" ? moduleAt(code, token.at + 4) : ["", 0];
      if (module !== "") found.push({ at, end, names: names.join(" "), module });
      const said = token.text === "as" && /[{,]/.test(behind) ? quotedBefore(code, token.at) : undefined;
      if (said !== undefined) names.push(said);
      names.push(token.text);
      if (module === "" && /^[\w$\u0080-\uffff{},*]/.test(token.text) && names.length < mostNames) continue;
      at = -1;
      names = [];
      continue;
    }
    if (open.length > 0 || behind === ".") continue;
    if (token.text === "import") {
      const [module, end] = moduleAt(code, token.at + 6);
      if (module === "") at = token.at;
      else found.push({ at: token.at, end, names: undefined, module });
    } else if (token.text === "export") {
      const on = passedOn(code, token.at);
      if (on !== undefined) found.push(on);
    } else if (token.text === "const" || token.text === "let" || token.text === "var") {
      neighbor.lastIndex = token.at;
      const [all, list, double, single] = neighbor.exec(code) ?? [];
      if (all !== undefined) found.push({ at: token.at, end: token.at + all.length, names: list, module: double ?? single ?? "." });
    }
  }
  return found;
}

/** The text in quotes that stands at a place, and where its statement ends. */
function moduleAt(code: string, at: number): readonly [module: string, end: number] {
  quoted.lastIndex = at;
  const [, double, single] = quoted.exec(code) ?? [];
  return [double ?? single ?? "", quoted.lastIndex];
}

/** The name in quotes that stands right before a place, as in `import { "a" as b }`. */
function quotedBefore(code: string, at: number): string | undefined {
  const name = /(["'])([^"'\\{},\n]{1,200})\1\s{0,9}$/.exec(code.slice(Math.max(0, at - 220), at))?.[2];
  return name === undefined ? undefined : JSON.stringify(name);
}

/** What is exported from a module that is no neighboring file; a default has no name that others could use. */
function passedOn(code: string, at: number): ModuleImport | undefined {
  passing.lastIndex = at;
  const names = passing.exec(code)?.[1];
  if (names === undefined || /\bdefault\b/.test(names)) return undefined;
  const [module, end] = moduleAt(code, passing.lastIndex);
  return module === "" || module.startsWith(".") ? undefined : { at, end, names, module, passedOn: true };
}
