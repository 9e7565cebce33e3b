import { codeNames, withoutStrings } from "./code-names.ts";

const whole =
  /(?:^[ \t]{0,40}|[;,{}=()?:&|][ \t]{0,9})(?:(?:exports[ \t]{0,9}=[ \t]{0,9})?module\.exports(?:\.default)?|exports\.default)[ \t]{0,9}=(?![=>])|^export[ \t]{1,9}default\b|^export[ \t]{0,9}=|^export[ \t]{0,9}\{[^}]{0,2000}\bas[ \t]{1,9}default\b/m;

/** Whether code in JavaScript exports something that whoever imports it names: `module.exports = (a, b) => a + b`, `export default`. */
export function exportsWhole(code: string): boolean {
  return whole.test(withoutStrings(code, "javascript"));
}

const keywords = new Set(
  "await async break case catch class const continue debugger default delete do else enum export extends false finally for function get if import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while with yield assert assertEqual process require module exports arguments".split(
    " ",
  ),
);

/** The names that checks in JavaScript use and that neither they nor the language define: those of the programs that are asked for. */
export function askedFor(checks: readonly string[]): Set<string> {
  const free = checks.flatMap((check) => [...codeNames(withoutStrings(check, "javascript"), "javascript").free]);
  return new Set(free.filter((name) => !keywords.has(name) && !(name in globalThis)));
}
