import { javascriptCase, type SandboxCase } from "./cases.ts";

const accessor = "const d = { get() {}, set() {}, configurable: true };\n";
const swallowed = 'const errors = []; if (f(1) !== 2) errors[0] = "bad"; assert(!errors[0]);';

/** Programs that change the language while a check is under way and put it back, or fill it in before with what the check sets itself. */
const tampering: Readonly<Record<string, string>> = {
  "elements of lists": `${accessor}function f() { Object.defineProperty(Array.prototype, 0, d); Promise.resolve().then(() => delete Array.prototype[0]); return "wrong"; }`,
  "elements of lists by other ways": `${accessor}const tries = [() => Reflect.defineProperty(Array.prototype, "0", d), () => Object.defineProperties(Array.prototype, { 0: d }), () => Array.prototype.__defineSetter__("0", () => {})];\nfunction f() { for (const one of tries) try { one(); } catch {} return "wrong"; }`,
  "elements of lists from a timer": `${accessor}setTimeout(() => Object.defineProperty(Array.prototype, 0, d), 1);\nfunction f() { return "wrong"; }`,
  "elements of lists that cannot be deleted": `Object.defineProperty(Array.prototype, 0, { get() {}, set() {} });\nfunction f() { return "wrong"; }`,
  "the prototype of lists": `function f() { Object.setPrototypeOf(Array.prototype, { set 0(v) {} }); Promise.resolve().then(() => Object.setPrototypeOf(Array.prototype, Object.prototype)); return "wrong"; }`,
  "the prototype of lists by its name": `function f() { Array.prototype.__proto__ = { set 0(v) {} }; return "wrong"; }`,
  "the prototype of lists for good": `Object.setPrototypeOf(Array.prototype, { set 0(v) {} }); Object.preventExtensions(Array.prototype);\nfunction f() { return "wrong"; }`,
};
const spies = {
  "const spy = () => { spy.called = true; }; f(spy); assert(spy.called === true);": false,
  'const spy = () => { spy["called"] = true; }; f(spy); assert(spy.called === true);': false,
  "const spy = Object.assign(() => { spy.called = true; }, { called: false }); f(spy); assert(spy.called === true);": false,
} as const;

export const tamperCases: readonly SandboxCase[] = [
  ...Object.entries(tampering).map(([what, code]) =>
    javascriptCase(`a check is not reached by ${what}`, code, {
      [`await new Promise((done) => setTimeout(done, 5)); ${swallowed}`]: false,
      [swallowed]: false,
    }),
  ),
  javascriptCase(
    "a check's functions have no property from the program that the check sets",
    "Function.prototype.called = true; const f = () => {};",
    spies,
  ),
  javascriptCase(
    "nor from an accessor that is there for a while",
    'function f() { Object.defineProperty(Function.prototype, "called", { get: () => true, set() {}, configurable: true }); Promise.resolve().then(() => delete Function.prototype.called); }',
    spies,
  ),
  javascriptCase(
    "classes, asynchronous lists, generators and helpers of iterators are the language's in every check",
    'for (const k of [Array, Number, String, Error]) { for (const n of ["call", "apply", "bind"]) { try { k[n] = () => 3; } catch {} try { Object.defineProperty(k, n, { value: () => 3 }); } catch {} } }\n' +
      "const none = { next: () => ({ done: true }) }, turn = (it, name, value) => { try { it[name] = value; } catch {} try { Object.defineProperty(it, name, { value }); } catch {} };\n" +
      "turn(Array.prototype, Symbol.asyncIterator, () => none); turn(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype)), Symbol.asyncIterator, () => none);\n" +
      'turn(Object.getPrototypeOf([].values().map((x) => x)), "next", none.next); turn(Object.getPrototypeOf(Iterator.from({ next() {} })), "next", none.next);',
    {
      'assertEqual([Array.apply(null, [1, 2]), Number.call(null, "2"), Array.bind(null, 2)().length], [[1, 2], 2, 2]);': true,
      "const seen = []; for await (const x of [1, 2]) seen.push(x); assertEqual(seen, [1, 2]);": true,
      "const seen = []; for await (const x of (async function* () { yield 1; })()) seen.push(x); assertEqual(seen, [1]);": true,
      "assertEqual([1].values().map((x) => x + 1).toArray(), [2]); let i = 0; assertEqual([...Iterator.from({ next: () => ({ done: i > 1, value: i++ }) })], [0, 1]);": true,
    },
  ),
  javascriptCase(
    "a program may extend the language, before its checks and by name in a call, and a check may",
    '"use strict"; Array.prototype.last = function () { return this[this.length - 1]; }; Object.defineProperty(Array.prototype, "tail", { get() { return this.slice(1); } }); BigInt.prototype.toJSON = function () { return `${this}`; };\n' +
      'function install() { String.prototype.twice = function () { return this + this; }; Object.defineProperty(Array.prototype, "sum", { value() { return this.reduce((a, b) => a + b, 0); }, configurable: true }); }',
    {
      'assertEqual([[1, 2].last(), [1, 2].tail, JSON.stringify(1n)], [2, [2], \'"1"\']); install(); assertEqual(["a".twice(), [1, 2].sum()], ["aa", 3]);': true,
      'Array.prototype.two = function () { return 2; }; Object.defineProperty(Map.prototype, "three", { value: () => 3 }); assertEqual([[].two(), new Map().three()], [2, 3]);': true,
      "const spy = (x) => { spy.calls.push(x); }; spy.calls = []; [1].forEach(spy); const list = []; list.note = 1; list[3] = 1; assertEqual([spy.calls[0], list.note, list.length], [1, 1, 4]);": true,
    },
  ),
];
