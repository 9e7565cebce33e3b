import { javascriptCase, type SandboxCase } from "./cases.ts";

const sums = {
  "assertEqual(add(1, 2), 3, `of ${'two'} numbers: it's`);": true,
  "const { c: got, ...rest } = add({ a: 1 }, { c: 2 }); each: for (const [k, v] of Object.entries(rest)) { assert(k === 'a' && v, /[a]/); continue each; } assertEqual(got, 2);": true,
  "assert(typeof add === 'function' && typeof legacy === 'undefined');": true,
} as const;
const go = "const go = (a, b) => (typeof a === 'object' ? { ...a, ...b } : a + b);\n";

const forms: Readonly<Record<string, string>> = {
  "a function as the module": `${go}module.exports = (a, b) => go(a, b);`,
  "a function of another name as the module": `${go}function plus(a, b) { return go(a, b); }\nexports = module.exports = plus;`,
  "what a call gives as the module": `${go}const once = (f) => f;\nmodule.exports = once(go);\nprocess.exit(0);`,
  "an object of functions": `${go}module.exports = { add: go };`,
  "a name of the module": `${go}exports.add = go;`,
  "what compilers make of a default export": `"use strict";\n${go}Object.defineProperty(exports, "__esModule", { value: true });\nexports.default = go;`,
  "what compilers make of a name": `${go}exports.add = void 0;\nObject.defineProperty(exports, "add", { enumerable: true, get: function () { return go; } });`,
  "a default function without a name": `${go}export default function (a, b) { return go(a, b); }`,
  "a default function of another name beside helpers": `${go}export function helper(x) { return x; }\nexport default async function plus(a, b) {}\nexport { go as default };`,
  "a default name": `${go}export function helper(x) { return x; }\nexport default go;`,
  "a default object of functions": `${go}export default { add: (a, b) => go(a, b) };`,
  "a default in a list": `export { go as default, helper };\n${go}function helper() {}`,
  "a renamed export": `${go}export { go as add };`,
  "a wrapper for every loader":
    "(function (root, factory) {\n  if (typeof define === 'function' && define.amd) define([], factory);\n  else if (typeof module === 'object' && module.exports) module.exports = factory();\n  else root.add = factory();\n})(typeof self !== 'undefined' ? self : this, function () {\n  return function (a, b) { return typeof a === 'object' ? { ...a, ...b } : a + b; };\n});",
  "import.meta where a program asks whether it was started":
    "export const add = (a, b) => (typeof a === 'object' ? { ...a, ...b } : a + b);\nif (import.meta.main || import.meta.url === `file://${process.argv[1]}`) throw new Error('it was not');",
  "exports of neighboring files": `export * from "a";\nexport * as b from "b";\nexport { default as c, d as e } from "c";\n${go}export const add = go;`,
};

/** Every common form of a module gives checks the names that they call, whatever a program calls its default; a wrong one gives them nothing more. */
export const moduleCases: readonly SandboxCase[] = [
  ...Object.entries(forms).map(([form, code]) => javascriptCase(`checks find ${form}`, code, sums)),
  javascriptCase(
    "a name that Node or a web page has and the sandbox has not is told as such",
    "const blob = () => new Blob([]);\nconst port = () => new MessageChannel();\nconst page = () => document.title;\nconst own = () => mine;",
    {
      "blob()": /^ReferenceError: Blob is not defined: the sandbox has no Blob/,
      "port()": /the sandbox has no MessageChannel/,
      "page()": /the sandbox has no document/,
      "own()": /^ReferenceError: mine is not defined(?!: the sandbox)/,
    },
  ),
  javascriptCase(
    "a default class is the class that checks make",
    "export default class { #a = []; push(x) { this.#a.push(x); } pop() { return this.#a.pop(); } }",
    {
      "const s = new Stack(); s.push(1); assertEqual(s.pop(), 1); assert(s instanceof Stack);": true,
    },
  ),
  javascriptCase(
    "a module is the object that checks call",
    "const m = new Map();\nmodule.exports = { set(k, v) { m.set(k, v); }, get: (k) => m.get(k) };",
    {
      "cache.set('k', 1); assertEqual(cache.get('k'), 1);": true,
    },
  ),
  javascriptCase("one function is not two", "module.exports = (text) => (text === 'a' ? 'b' : 'a');", {
    "assertEqual(enc('a'), 'b');": /enc is not defined/,
    "assertEqual(dec('b'), 'a');": /dec is not defined/,
  }),
  javascriptCase("a named export of another name is not what checks call", "export function plus(a, b) { return a + b; }", {
    "assertEqual(add(1, 2), 3);": /add is not defined/,
  }),
  javascriptCase("a name that checks want absent stays absent beside a default", "export default function add(a, b) { return a + b; }", {
    "let old; try { old = legacy; } catch (e) { old = e.name; } assertEqual(old, 'ReferenceError'); assertEqual(add(1, 2), 3);": true,
  }),
  javascriptCase(
    "a module whose parts answer when they are read reaches no check",
    "let n = 0;\nmodule.exports = new Proxy({}, { get: (_, name) => { n += 1; globalThis.assertEqual = () => {}; return () => n; }, ownKeys: () => ['assertEqual', 'assert', 'default'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) });",
    { "assertEqual(add(1, 2), 3);": false, "assert(add(1, 2) === 3);": false },
  ),
  javascriptCase(
    "a module's names stand for none of the judge's, and run no code",
    "function f() { return 0; }\nObject.defineProperty(f, 'name', { value: 'x; globalThis.seen = 1' });\nmodule.exports = f;\nexport { f as assertEqual, f as assert };",
    { "assertEqual(add(1, 2), 3);": /got 0, wanted 3/, "assert(add(1, 2) === 3);": false, "assert(typeof seen === 'undefined');": true },
  ),
];
