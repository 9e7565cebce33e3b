import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sandbox } from "./sandbox.ts";

const place = sandbox({ processes: 1 });
after(() => place.close());

/** What a program defines, what it gives, what is wanted, whether `assertEqual` holds; each is asked both ways round. */
const cases: readonly (readonly [code: string, given: string, wanted: string, equal: boolean])[] = [
  // Lists.
  ["", "[1, , 3]", "[1, undefined, 3]", false],
  ["", "[1, , 3]", "[1, , 3]", true],
  ["", "new Array(2)", "[undefined, undefined]", false],
  ["", "'b'.match(/b/)", "['b']", true],
  ["", "(function () { return arguments; })(1)", "[1]", false],
  ["", "({ 0: 1, length: 1 })", "[1]", false],
  ["class Stack extends Array {}", "Stack.from([1, 2])", "[1, 2]", true],
  // Stand-ins and objects that answer as they like.
  ["const it = () => new Proxy([1, 2], {});", "it()", "[1, 2]", true],
  ["const it = () => new Proxy([], { get: (_, k) => (k === 'length' ? 2 : [1, 2][k]) });", "it()", "[1, 2]", false],
  [
    "const it = () => new Proxy({}, { ownKeys: () => ['x', 'y'], has: () => true, get: () => 1, getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) });",
    "it()",
    "({ a: 1, b: 1 })",
    false,
  ],
  ["const it = () => new Proxy(new Map([[1, 2]]), {});", "it()", "({})", false],
  ["const it = () => new Proxy(new Map([[1, 2]]), {});", "it()", "it()", false],
  ["const it = () => ({ toJSON: () => 5, valueOf: () => 5, [Symbol.toPrimitive]: () => 5 });", "it()", "5", false],
  ["const it = () => ({ get a() { return 1; } });", "it()", "({ a: 1 })", true],
  ["const it = () => ({ get a() { throw 1; } });", "it()", "({ a: 1 })", false],
  ["const it = () => Object.assign(new Number(4), { valueOf: () => 5 });", "it()", "new Number(5)", false],
  ["const it = () => Object.defineProperty(new Uint8Array([1]), 'length', { value: 0 });", "it()", "new Uint8Array(0)", false],
  ["const it = () => Object.defineProperty(/a/, 'source', { value: 'b' });", "it()", "/b/", false],
  ["const it = () => Object.defineProperty(/a/, 'global', { value: true });", "it()", "/a/g", false],
  ["const it = () => Object.create(RegExp.prototype, { source: { value: 'b' } });", "it()", "/b/", false],
  ["class Late extends Date { getTime() { return 5; } }", "new Late(4)", "new Date(5)", false],
  ["class All extends Set { has() { return true; } }", "new All([1])", "new Set([2])", false],
  // Classes.
  ["class A {}", "new A()", "({})", false],
  ["class A { #held = 1; }", "new A()", "({})", false],
  ["class A {} class B {}", "new A()", "new B()", false],
  ["class A {}", "new A()", "new A()", true],
  ["class A { x = 1; }", "new A()", "({ x: 1 })", true],
  ["", "Object.create(null)", "({})", true],
  ["", "Object.create({ a: 1 })", "({})", false],
  // Numbers, boxes, bytes.
  ["", "[-0, NaN]", "[0, NaN]", true],
  ["", "5n", "5", false],
  ["", "new Number(4)", "4", false],
  ["", "new Number(1)", "new Boolean(true)", false],
  ["", "new String('a')", "new String('a')", true],
  ["", "new Uint8Array([1, 2])", "[1, 2]", false],
  ["", "new Uint8Array([1])", "new Int8Array([1])", false],
  ["", "new Float64Array([NaN, -0])", "new Float64Array([NaN, 0])", true],
  ["", "new ArrayBuffer(2)", "new Uint8Array(2)", false],
  ["const it = (x) => new DataView(new Uint8Array([x]).buffer);", "it(1)", "it(2)", false],
  ["const it = (x) => new DataView(new Uint8Array([x]).buffer);", "it(1)", "it(1)", true],
  // Patterns, dates, errors, functions.
  ["", "/a/gi", "/a/ig", true],
  ["", "/a/g", "/a/", false],
  ["const it = () => { const found = /a/g; found.test('a'); return found; };", "it()", "/a/g", true],
  ["", "new Date(NaN)", "new Date('x')", true],
  ["", "new Date(NaN)", "new Date(0)", false],
  ["", "new Error('a')", "new TypeError('a')", false],
  ["", "new Error('a', { cause: 1 })", "new Error('a', { cause: 2 })", false],
  ["", "new AggregateError([1], 'a')", "new AggregateError([2], 'a')", false],
  ["const it = (status) => Object.assign(new Error('a'), { status });", "it(1)", "it(2)", false],
  ["class Own extends Error { constructor(m) { super(m); this.name = 'Own'; } }", "new Own('a')", "new Own('a')", true],
  ["", "() => 1", "() => 1", false],
  ["", "new WeakMap()", "new WeakMap()", false],
  ["function* it() { yield 1; }", "it()", "({})", false],
  // Maps and sets: each member stands for one of the other side.
  ["", "new Set([{ x: 1 }, { x: 1 }])", "new Set([{ x: 1 }, { x: 2 }])", false],
  ["", "new Set([{ x: 2 }, { x: 1 }, null])", "new Set([null, { x: 1 }, { x: 2 }])", true],
  ["", "new Map([[{ k: 1 }, 2], [{ k: 1 }, 2]])", "new Map([[{ k: 1 }, 2], [{ k: 1 }, 3]])", false],
  ["", "new Map([[{ k: 1 }, 2], [{ k: 2 }, 1]])", "new Map([[{ k: 2 }, 1], [{ k: 1 }, 2]])", true],
  ["const it = (x) => { const ring = new Map(); return ring.set('a', ring).set(ring, x); };", "it(1)", "it(1)", true],
  ["const it = (x) => { const ring = new Map(); return ring.set('a', ring).set(ring, x); };", "it(1)", "it(2)", false],
  // Size and depth.
  [
    "const it = (n) => { let list = null; for (let i = 0; i < n; i++) list = { i, next: list }; return list; };",
    "it(20000)",
    "it(20000)",
    true,
  ],
  ["const it = (n) => { let list = null; for (let i = 0; i < n; i++) list = [list]; return list; };", "it(20000)", "it(20001)", false],
  ["const it = (n) => { let list = [1]; for (let i = 0; i < n; i++) list = [list, list]; return list; };", "it(40)", "it(40)", true],
];

for (const [code, given, wanted, equal] of cases) {
  test(`${given} ${equal ? "equals" : "does not equal"} ${wanted}${code === "" ? "" : `, where ${code}`}`, async () => {
    const checks = [`assertEqual(${given}, ${wanted});`, `assertEqual(${wanted}, ${given});`].map((text) => ({ name: text, code: text }));
    const report = await place.run({ language: "javascript", code, checks, limits: { ms: 2000, memoryMb: 64 } });
    const why = report.ok ? report.checks.map((check) => (check.passed ? "equal" : check.why)) : [report.failure.message];
    assert.equal(why.length, 2);
    for (const said of why) assert.match(said, equal ? /^equal$/ : /^Error: got .*, wanted /s);
  });
}
