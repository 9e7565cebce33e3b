import { javascriptCase, type SandboxCase } from "./cases.ts";

const many =
  "const most = (l) => Math.max(...l); class A { constructor(...x) { this.n = x.length; } } class B extends A {} function* g(...x) { yield x.length; } function count() { return arguments.length; }";
const thrown = 'const told = (f) => { try { f(); return ""; } catch (e) { return e.name + ": " + e.message; } };';
const errors =
  'function boom() { throw Error("boom here"); }\nconst first = (e) => e.stack.split("\\n")[0];\nclass AppError extends Error { constructor(m) { super(m); this.name = "AppError"; Error.captureStackTrace(this, AppError); } }\nclass Plain extends TypeError { name = "Plain"; }\nconst named = (e) => JSON.parse(JSON.stringify(e, Object.getOwnPropertyNames(e)));';
const capture = 'let w = ""; const own = process.stdout.write; process.stdout.write = (s) => { w += s; return true; };';

/** That the engine bears what Node bears and tells it in the words in which Node tells it; each value here is Node's. */
export const engineCases: readonly SandboxCase[] = [
  javascriptCase("a call takes 120,000 arguments, in all its forms", many, {
    "const l = Array.from({ length: 120000 }, (_, i) => i); assertEqual([most(l), Math.min.apply(null, l)], [119999, 0]);": true,
    "const l = new Array(120000).fill(1), a = []; a.push(...l); assertEqual([a.length, new A(...l).n, new B(...l).n], [120000, 120000, 120000]);": true,
    "const l = new Array(120000).fill(1); assertEqual([g(...l).next().value, count.bind(null, 1)(...l), new Proxy(count, {})(...l)], [120000, 120001, 120000]);": true,
    "const l = new Array(120000).fill(1); assertEqual([Reflect.apply(count, null, l), Reflect.construct(A, l).n, [].concat(...l).length], [120000, 120000, 120000]);": true,
    "assert.throws(() => count(...new Array(140000)), RangeError);": true,
    'let b = count, last; for (let i = 0; i < 9; i++) { b = b.bind(null, ...new Array(131000)); try { last = b(...new Array(131000)); } catch (e) { last = e.name; } } assertEqual(last, "RangeError");': true,
  }),
  javascriptCase("the engine's own errors are told in Node's words, as far as it knows them", thrown, {
    "assertEqual(told(() => undefined.x), \"TypeError: Cannot read properties of undefined (reading 'x')\"); assertEqual(told(() => { null.x = 1; }), \"TypeError: Cannot set properties of null (setting 'x')\");": true,
    'assert.match(told(() => { const o = {}; o.go(); }), /is not a function/); assertEqual(told(() => { (function f() { f(); })(); }), "RangeError: Maximum call stack size exceeded");': true,
    'assertEqual(told(() => nope), "ReferenceError: nope is not defined"); assertEqual(told(() => { x; let x; }), "ReferenceError: Cannot access \'x\' before initialization");': true,
    'assertEqual(told(() => { const a = 1; a = 2; }), "TypeError: Assignment to constant variable."); assert.match(told(() => { "use strict"; Object.freeze([1])[0] = 2; }), /^TypeError: Cannot assign to read only property \'0\' of object/);': true,
    'assertEqual(told(() => [].reduce(() => 1)), "TypeError: Reduce of empty array with no initial value"); assertEqual(told(() => new Array(-1)), "RangeError: Invalid array length");': true,
    'assertEqual(told(() => new Date(NaN).toISOString()), "RangeError: Invalid time value"); assertEqual(told(() => 1n + 1), "TypeError: Cannot mix BigInt and other types, use explicit conversions");': true,
    "assert.match(told(() => { class A {} A(); }), /^TypeError: Class constructor .*cannot be invoked without 'new'$/); assert.match(told(() => { const a = {}; a.a = a; JSON.stringify(a); }), /^TypeError: Converting circular structure to JSON/);": true,
    'assertEqual(told(() => JSON.parse("{bad")), "SyntaxError: Expected property name or \'}\' in JSON at position 1 (line 1 column 2)"); assertEqual(told(() => JSON.parse("[1,]")), "SyntaxError: Unexpected token \']\', \\"[1,]\\" is not valid JSON");': true,
    'assert.throws(() => new URL("no"), { name: "TypeError", code: "ERR_INVALID_URL", message: "Invalid URL" }); assert.throws(() => JSON.parse("1", () => { throw new SyntaxError("mine"); }), /mine/);': true,
  }),
  javascriptCase("a trace begins with the error's name and message, and is the error's own", errors, {
    'let e; try { boom(); } catch (t) { e = t; } assertEqual(first(e), "Error: boom here"); assert.match(e.stack, /\\n    at boom /);': true,
    'assertEqual([new AppError("x"), new Plain("y"), new RangeError()].map(first), ["AppError: x", "Plain: y", "RangeError"]);': true,
    'const o = named(new Error("m")); assert(o.stack.startsWith("Error: m\\n")); assertEqual(Reflect.ownKeys(new Error("m")).sort(), ["message", "stack"]); assert(Object.hasOwn(new Error(), "stack"));': true,
    'let e; try { null.x; } catch (t) { e = t; } assert(e.stack.startsWith("TypeError: Cannot read properties of null (reading \'x\')\\n    at ")); assertEqual([Object.keys(e), { ...e }], [[], {}]); assert(!e.stack.includes("prelude"));': true,
    'const e = new Error("a"); e.stack = "mine"; assertEqual([e.stack, Object.keys(e)], ["mine", []]); assert(Object.freeze(new Error("b")).stack.startsWith("Error: b")); assert(structuredClone(new RangeError("w")).stack.startsWith("RangeError: w"));': true,
  }),
  javascriptCase(
    "what is logged may be caught by the stream's method",
    'const hi = () => { process.stdout.write("hi\\n"); console.log("there"); };',
    {
      [`${capture} hi(); process.stdout.write = own; assertEqual(w, "hi\\nthere\\n");`]: true,
      'let w = ""; const own = process.stderr.write; process.stderr.write = (s) => { w += s; return true; }; console.error("e"); console.log("o"); process.stderr.write = own; assertEqual(w, "e\\n");': true,
    },
  ),
];
