import { javascriptCase, type SandboxCase } from "./cases.ts";

const methods =
  'Object.prototype.isBare = function () { return Object.keys(this).length === 0; };\nObject.defineProperty(Object.prototype, "mapAll", { value(fn) { return Object.fromEntries(Object.entries(this).map(([k, v]) => [k, fn(v)])); } });\nObject.prototype.tap = function (fn) { fn(this); return this; };';
const answers =
  '// Object.prototype\nfor (const n of ["alpha", "called", "item1", "rehearsal", "there", "failure"]) Object.prototype[n] = function () { return true; };\nObject.defineProperty(Object.prototype, "hit", { get: () => true, set() {} });\n' +
  'function run() { try { Object.prototype.late = () => 1; } catch {} try { Object.defineProperty(Object.prototype, "soon", { value: true, configurable: true }); } catch {} }';
const returning =
  "if (typeof module !== 'object') return;\nfunction add(a, b) { return a + b; }\nconst mul = (a, b) => a * b;\nclass P { constructor(x) { this.x = x; } }\nlet n = 0; const bump = () => ++n;\nmodule.exports = { add };\nif (n === 0) return;\nthrow new TypeError('not reached');";

/** That objects may have methods from a right program, that it may return at its top level, and what neither tells a check. */
export const plainCases: readonly SandboxCase[] = [
  javascriptCase("a program gives all objects methods", methods, {
    "assertEqual([{}.isBare(), { a: 1 }.isBare(), [].isBare(), { a: 1 }.mapAll(String)], [true, false, true, { a: '1' }]);": true,
    "let seen; const o = { a: 1 }.tap((it) => { seen = it.a; }); assertEqual([seen, o], [1, { a: 1 }]); assert.throws(() => { throw new TypeError('x'); }, { message: 'x' });": true,
    "assertEqual([structuredClone({ a: new Date(0) }), JSON.stringify({ a: [1] }), new Map([[1, {}]])], [{ a: new Date(0) }, '{\"a\":[1]}', new Map([[1, {}]])]); await new Promise((r) => setTimeout(r, 1));": true,
  }),
  javascriptCase("and nothing of it answers for what a check keeps in objects", answers, {
    "const seen = {}; run((k) => { seen[k] = true; }); assert(seen.alpha);": false,
    "const spy = {}; run(() => { spy.called = true; }); assert(spy.called);": false,
    "const seen = {}; run((k) => { seen['item' + k] = true; }); assert(seen['item' + 1]);": false,
    "const o = {}; run(() => { o.hit = true; }); assert(o.hit);": false,
    "const o = {}; run(); assert(o.late || o.soon);": false,
    "const seen = []; run((x) => seen.push(x)); assertEqual(seen, [1]);": false,
    "assert.throws(() => run());": false,
    "assertEqual({ a: 1 }, { a: 1 });": true,
  }),
  javascriptCase("a program may return at its top level, as a module of CommonJS", returning, {
    "assertEqual([add(1, 2), mul(2, 3), new P(4).x, bump(), bump()], [3, 6, 4, 1, 2]);": true,
    "assertEqual(add(1, 1), 3);": /got 2, wanted 3/,
  }),
  javascriptCase(
    "also one that waits there, and one that is strict",
    '"use strict";\nconst one = await Promise.resolve(1);\nfunction f() { return [one, this]; }\nreturn f;',
    {
      "assertEqual(f(), [1, undefined]);": true,
    },
  ),
  javascriptCase("a generator of a check that nobody waits for fails it", "const load = async () => { throw new RangeError('no'); };", {
    "async function* g() { const v = await load(); assertEqual(v, 1); yield v; } g().next();": /nobody handled a rejection: RangeError: no/,
    "class T { static async *#g() { await load(); yield 1; } static run() { T.#g().next(); } } T.run();": false,
    "async function* g() { yield 1; await load(); } const it = g(); it.next(); it.next();": false,
    "async function* g() { yield 1; await load(); } const it = g(); assertEqual((await it.next()).value, 1); await assert.rejects(it.next(), RangeError);": true,
    "async function* g() { await load(); } g(); const all = []; for await (const x of (async function* () { yield* [1, 2]; })()) all.push(x); assertEqual(all, [1, 2]);": true,
  }),
];
