import assert from "node:assert/strict";
import { test } from "node:test";
import { codeNames, type ProgramLanguage, withoutStrings } from "./code-names.ts";

/** Of the wanted names, what the code defines, imports and needs from elsewhere. */
function told(code: string, language: ProgramLanguage, names: string): string {
  const { defined, imported, free } = codeNames(code, language);
  return names
    .split(" ")
    .map((name) => `${name}${defined.has(name) ? " defined" : ""}${imported.has(name) ? " imported" : ""}${free.has(name) ? " free" : ""}`)
    .join(", ");
}

test("names of JavaScript are defined, imported, bound inside or needed from elsewhere", () => {
  for (const [code, names, wanted] of [
    ["const a = 1;", "a b", "a defined, b"],
    ["const { a, b: c } = f(1);", "a c f", "a defined, c defined, f free"],
    ["function a(p) { return p + q.r; }", "a p q r", "a defined, p, q free, r"],
    ["export default class A {}", "A", "A defined"],
    ["exports.a = 1;\nglobalThis.b = 2;", "a b", "a defined, b defined"],
    ["module.exports = { add: (x, y) => x + y, sub(x, y) { return x; }, n: 1 };", "add sub n", "add defined, sub defined, n free"],
    ['import { a as b, c } from "x";', "a b c", "a imported, b imported, c imported"],
    ['const fs = require("fs");', "fs", "fs imported"],
    ['const f = require("x");\nfunction f() {}', "f", "f defined imported"],
    ['import d from "x";\nconst e = d;', "d e", "d imported, e defined"],
    ["try { f(1); } catch (e) { g(e); }", "e f g", "e, f free, g free"],
    ["// a\n/* b */ c", "a b c", "a free, b free, c free"],
    ["a === 1", "a", "a free"],
  ] as const)
    assert.equal(told(code, "javascript", names), wanted, code);
});

test("names of Python are defined, imported, bound inside or needed from elsewhere", () => {
  for (const [code, names, wanted] of [
    ["x: int = 3\ny, z = 1, 2", "x y z", "x defined, y defined, z defined"],
    ["class K: pass\nasync def k(p): return q", "K k p q", "K defined, k defined, p, q free"],
    ["import a.b as c, d", "a c d", "a imported, c imported, d imported"],
    ["from a import (b, c as e)", "b c e", "b imported, c imported, e imported"],
    ["for i in r: f(i)", "i r f", "i, r free, f free"],
    ["g = lambda v: v + w", "g v w", "g defined, v, w free"],
    ["with open(1) as h: pass", "h open", "h, open free"],
    ["x == 3", "x", "x free"],
  ] as const)
    assert.equal(told(code, "python", names), wanted, code);
});

test("comments go and strings are empty", () => {
  assert.equal(withoutStrings("a('x', \"y\") // z", "javascript"), 'a("", "") ');
  assert.equal(withoutStrings("a /* b\nc */ d", "javascript"), "a  d");
  assert.equal(withoutStrings("a('x') # z", "python"), 'a("") ');
  assert.equal(withoutStrings('"""a\nb""" + c', "python"), '"" + c');
});
