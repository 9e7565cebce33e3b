import assert from "node:assert/strict";
import { test } from "node:test";
import { stripExports } from "./strip-exports.ts";

const cases: readonly (readonly [string, string, string?])[] = [
  ["export const a = 1;", " const a = 1;"],
  ["export async function f() {}\nexport class C {}", " async function f() {}\n class C {}"],
  ["export default function solve(a) {}", " function solve(a) {}"],
  ["export default class extends Base {}", "module.exports.default = class extends Base {}"],
  ["export default (a) => a;", "module.exports.default = (a) => a;"],
  ["const a = 1;\nexport { a };\na;", "const a = 1;\n\na;"],
  ["export { a as b, c as default };", "", "globalThis.b = a;module.exports.default = c;"],
  ["export {\n  a,\n};\nb", "\n\n\nb"],
  ["x.export = 1; ({ export: 2 });", "x.export = 1; ({ export: 2 });"],
  ["// export const a\n/* export const b */ 'export const c'", "// export const a\n/* export const b */ 'export const c'"],
  [
    "const t = `export const a ${ f(`}`) } export const b`; export const c = 1;",
    "const t = `export const a ${ f(`}`) } export const b`;  const c = 1;",
  ],
  ["const r = a / b; export const c = /[/'\"`{]/g; export const d = 2;", "const r = a / b;  const c = /[/'\"`{]/g;  const d = 2;"],
  ["const exported = 1; exports.a = exported;", "const exported = 1; exports.a = exported;"],
];
for (const [code, script, aliases = ""] of cases) {
  test(`as a script: ${code.slice(0, 60).replaceAll("\n", " ")}`, () => assert.deepEqual(stripExports(code), { code: script, aliases }));
}

test("a long program with one export at its end is read to its end", () => {
  const code = `${"const s = `a${1}b` + 'c' / 2;\n".repeat(20_000)}export const last = 1;`;
  assert.ok(stripExports(code).code.endsWith("\n const last = 1;"));
});
