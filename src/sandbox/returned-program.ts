import { directives } from "../util/directives.ts";
import { scriptTokens } from "../util/script-tokens.ts";
import { boundNames } from "./bound-names.ts";

const reserved = new Set(
  (
    "await async break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch this throw true try " +
    "typeof undefined var void while with yield"
  ).split(" "),
);

/**
 * A script that returns at its top level, as a module of CommonJS may, as one that does not: it runs as a function, and what it declares
 * is there for checks by name when that has ended, wherever it returned. Line numbers stay.
 */
export function returnedProgram(code: string): string {
  const { strict } = directives(code);
  const names = [...boundNames([...scriptTokens(code)].map(({ text }) => text))].filter(
    (name) => /^[\w$]+$/.test(name) && !reserved.has(name),
  );
  const shared = names.map((name) => `try { globalThis.${name} = ${name}; } catch {}`).join(" ");
  const later = /\bawait\b/.test(code) ? ["async ", "await "] : ["", ""];
  const inner = `(${later[0]}function (publish$) { ${strict ? '"use strict"; ' : ""}publish$(() => { ${shared} }); ${code}\n}).call(this, (given) => { share$ = given; })`;
  return `${later[1]}(${later[0]}function () { let share$; try { return ${later[1]}${inner}; } finally { share$(); } }).call(this);`;
}
