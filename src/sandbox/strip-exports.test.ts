import assert from "node:assert/strict";
import { test } from "node:test";
import { stripExports } from "./strip-exports.ts";

const meta =
  '({url:"file:///program.js",filename:"/program.js",dirname:"/",main:false,env:{},resolve:(to)=>new URL(to,"file:///program.js").href})';
const load =
  '(async (name) => { if (typeof require !== "function") throw new ReferenceError("the module " + name + " is not there"); return require(name); })';
const strict = '"use strict";';
/** What a text becomes; a module is strict. */
const modules: readonly (readonly [string, string, string?])[] = [
  ["export const a = 1;", " const a = 1;"],
  ["export async function f() {}\nexport class C {}", " async function f() {}\n class C {}"],
  ["export default function solve(a) {}", " function solve(a) {}", "module.exports.default = solve;"],
  ["export default class A extends B {}", " class A extends B {}", "module.exports.default = A;"],
  ["export { 'x' as y, a as \"b\" };", "", 'if (typeof a !== "undefined") globalThis.b = a;'],
  ["export * from 'a';\nexport * as b from \"b\";\nexport { c, default as d } from 'c' with { type: 'json' };x", "\n\nx"],
  ["export default class extends Base {}", "module.exports.default = class extends Base {}"],
  ["export default (a) => a;", "module.exports.default = (a) => a;"],
  ["const a = 1;\nexport { a };\na;", "const a = 1;\n\na;"],
  [
    "export { a as b, c as default };",
    "",
    'if (typeof a !== "undefined") globalThis.b = a;if (typeof c !== "undefined") module.exports.default = c;',
  ],
  ["export {\n  a,\n};\nb", "\n\n\nb"],
  [
    "const t = `export const a ${ f(`}`) } export const b`; export const c = 1;",
    "const t = `export const a ${ f(`}`) } export const b`;  const c = 1;",
  ],
  ["const r = a / b; export const c = /[/'\"`{]/g; export const d = 2;", "const r = a / b;  const c = /[/'\"`{]/g;  const d = 2;"],
];
const scripts: readonly (readonly [string, string])[] = [
  [
    "const o = { ...import.meta.env, import() {} }; o.import(1); o.export;",
    `const o = { ...${meta}.env, import() {} }; o.import(1); o.export;`,
  ],
  ["`${import.meta.url}`; f(import . meta.dirname); 'import.meta'", `\`\${${meta}.url}\`; f(${meta}.dirname); 'import.meta'`],
  ["import('a')", `${load}('a')`],
  ["x.export = 1; ({ export: 2 });", "x.export = 1; ({ export: 2 });"],
  ["// export const a\n/* export const b */ 'export const c'", "// export const a\n/* export const b */ 'export const c'"],
  ["const exported = 1; exports.a = exported;", "const exported = 1; exports.a = exported;"],
];
for (const [code, script, aliases = ""] of [
  ...modules.map(([code, script, ...more]) => [code, `${strict}${script}`, ...more] as const),
  ...scripts,
]) {
  test(`as a script: ${code.slice(0, 60).replaceAll("\n", " ")}`, () => assert.deepEqual(stripExports(code), { code: script, aliases }));
}

test("a long program with one export at its end is read to its end", () => {
  const code = `${"const s = `a${1}b` + 'c' / 2;\n".repeat(20_000)}export const last = 1;`;
  assert.ok(stripExports(code).code.endsWith("\n const last = 1;"));
});
