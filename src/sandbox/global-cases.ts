import { javascriptCase, type SandboxCase } from "./cases.ts";

const answering =
  'for (const n of ["called", "count", "hit"]) Object.defineProperty(globalThis, n, { get: () => (n === "count" ? 1 : true), set() {}, configurable: true });\nfunction run() {}';
const late =
  'function run() { for (const n of ["called", "count"]) Object.defineProperty(globalThis, n, { get: () => true, set() {}, configurable: true }); }';
const proxy =
  "const all = new Proxy({}, { has: (t, k) => k === 'hit', get: (t, k) => (k === 'hit' ? true : undefined), set: () => true });";
const hits = {
  "called = false; run(() => { called = true; }); assert(called);": false,
  "globalThis.called = false; run(() => { globalThis.called = true; }); assert(globalThis.called === true);": false,
  "globalThis.count = 0; run(() => globalThis.count++); assertEqual(globalThis.count, 1);": false,
} as const;
const calls = "const calls = []; run((...args) => calls.push(args));";
const odd = [
  'Object.defineProperty(Array.prototype, -1, { get: () => ["a", 1], configurable: true });',
  'Array.prototype[-1] = ["a", 1]; Array.prototype["undefined"] = 7;',
  'Object.defineProperty(Array.prototype, "undefined", { get: () => 7 }); String.prototype[-1] = "z"; Array.prototype["a b"] = 5;',
];
const emitters =
  'const EventEmitter = require("events"); class Door extends EventEmitter { open() { this.emit("open", 1); } }\nmodule.exports = { Door };';
/** What an answer's `require` is, as far as the check's own needs it. */
const events =
  "class Emitter { #on = {}; on(n, f) { this.#on[n] = f; } emit(n, x) { this.#on[n]?.(x); } }\nvar require = (n) => Emitter;\n";

/** That a check's global names, modules and lists are its own, and a program's extensions of these stay its own. */
export const globalCases: readonly SandboxCase[] = [
  javascriptCase("no accessor of the program answers for a name of all code that the check sets", answering, hits),
  javascriptCase("nor one that is there for a while", late, hits),
  javascriptCase(
    "nor the prototype of the global object",
    `${proxy} Object.setPrototypeOf(globalThis, all);\nfunction run() { try { globalThis.__proto__ = all; } catch {} Reflect.setPrototypeOf(globalThis, all); }`,
    {
      "hit = false; run(() => { hit = true; }); assert(hit);": false,
      "globalThis.hit = false; run(() => { globalThis.hit = true; }); assert(globalThis.hit);": false,
    },
  ),
  javascriptCase(
    "a name that a check sets and its program does not know is the check's own",
    "const read = () => Object.values(globalThis).at(-1);",
    {
      "wanted = 42; assertEqual(read(), wanted);": false,
      "[wanted] = [42]; assertEqual(read(), wanted);": false,
      "({ wanted, x: other } = { wanted: 42, x: 1 }); assertEqual(read(), wanted);": false,
      "for (wanted of [42]) assertEqual(read(), wanted);": false,
      "const l = [1, 2]; l[0] = 5; [l[0], l[1]] = [l[1], l[0]]; const f = ({ a } = { a: 3 }) => a; assertEqual([l, f()], [[2, 5], 3]);": true,
      "total = 0; for (i = 0; i < 3; i++) total += i; assertEqual(total, 3);": true,
    },
  ),
  javascriptCase(
    "names of all code that both know are shared",
    'const read = () => level * 2;\nlet n = 0; Object.defineProperty(globalThis, "a", { get: () => ++n });',
    {
      "level = 4; assertEqual(read(), 8);": true,
      "globalThis.level = 5; assertEqual(read(), 10);": true,
      "assert(a == 1 && a == 2 && a == 3);": true,
    },
  ),
  ...odd.map((code) =>
    javascriptCase(`no index beside a list finds what the program put there: ${code.slice(0, 50)}`, `${code}\nfunction run() {}`, {
      [`${calls} assertEqual(calls[calls.length - 1], ["a", 1]);`]: false,
      "const a = []; let i; run(() => { i = 0; a.push(7); }); assertEqual(a[i], 7);": false,
      'const s = ""; assertEqual(s[s.length - 1], "z");': false,
      'const by = []; run((x) => { by["a b"] = x; }); assertEqual(by["a b"], 5);': false,
    }),
  ),
  javascriptCase(
    "what the program gives maps, sets and dates does not answer for what the check sets",
    'for (const k of [Map, Set, Date, Promise]) Object.defineProperty(k.prototype, "hit", { get: () => true, set() {}, configurable: true });\nfunction run() {}',
    Object.fromEntries(
      ["new Map()", "new Set()", "new Date(0)", "Promise.resolve()"].map((made) => [
        `const m = ${made}; run(() => { m.hit = true; }); assert(m.hit);`,
        /gave what the language has a property hit/,
      ]),
    ),
  ),
  javascriptCase(
    "a check's modules are its own",
    "var require = () => ({ isDeepStrictEqual: () => true, setTimeout: (f) => f(), EventEmitter: class { on(e, f) { f(1); } } });\nfunction f() { return 2; }",
    {
      'const { isDeepStrictEqual } = require("node:util"); assert(isDeepStrictEqual(f(), 1));': false,
      'import { isDeepStrictEqual } from "util"; assert(isDeepStrictEqual([f()], [1]));': false,
      'const { EventEmitter } = require("events"); const e = new EventEmitter(); let hit = 0; e.on("x", () => { hit = 1; }); f(e); assertEqual(hit, 1);': false,
      'const { isDeepStrictEqual } = await import("node:util"); assert(isDeepStrictEqual([f()], [2])); const path = require("path"); assertEqual(path.join("a", "..", "b"), "b");': true,
    },
  ),
  javascriptCase("an emitter of the program's module is one for its check", events + emitters, {
    'const EventEmitter = require("node:events"); const d = new Door(); let n = 0; d.on("open", (x) => { n += x; }); d.open(); assertEqual(n, 1); assert(d instanceof EventEmitter); assert(!({} instanceof EventEmitter));': true,
    'const { EventEmitter } = require("events"); const e = new EventEmitter(); let n = 0; e.once("x", () => n++); e.emit("x"); e.emit("x"); assertEqual(n, 1);': true,
  }),
];
