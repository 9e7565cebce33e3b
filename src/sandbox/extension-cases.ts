import { javascriptCase, type SandboxCase } from "./cases.ts";

const last = "function () { return this[this.length - 1]; }";

/** What programs and checks give to the language's classes by name, as in Node, and what no check takes from a program. */
export const extensionCases: readonly SandboxCase[] = [
  javascriptCase("a check may give its own things methods that all objects have", "const add = (a, b) => a + b;", {
    "class P { constructor(x) { this.x = x; } } P.prototype.toString = function () { return 'P' + this.x; }; assertEqual(String(new P(add(1, 2))), 'P3');": true,
    "const o = { n: 1 }; o.valueOf = () => 5; assertEqual(add(o, 1), 6);": true,
    "function Sub() {} Sub.prototype = Object.create({}); Sub.prototype.constructor = Sub; assert(new Sub().constructor === Sub);": true,
    "const own = Object.assign({}, { hasOwnProperty: 1, toLocaleString: 2 }); assertEqual(own.hasOwnProperty + own.toLocaleString, 3);": true,
  }),
  javascriptCase(
    "what no text extends shows no trace",
    "const isThenable = (x) => (typeof x === 'object' || typeof x === 'function') && 'then' in x; const toPlain = (x) => ('toJSON' in x ? x.toJSON() : x);",
    {
      "assert(!isThenable([]) && !isThenable(() => 1) && isThenable(Promise.resolve())); assertEqual([toPlain([1]), toPlain(new Date(0))], [[1], '1970-01-01T00:00:00.000Z']);": true,
      "assert(!Object.hasOwn(Array.prototype, 'last')); assert(!('last' in []) && Array.prototype.last === undefined); assert(Object.getOwnPropertyDescriptor(Array.prototype, 'then') === undefined);": true,
      "assert(Object.hasOwn(Array.prototype, 'last'), 'installs last');": /installs last/,
    },
  ),
  javascriptCase(
    "a name that a program extends a class by may also be that of a check's own property",
    `Array.prototype.last = ${last}; Array.prototype.sum = function () { return this.reduce((a, b) => a + b, 0); }; if (!("first" in Array.prototype)) Array.prototype.first = function () { return this[0]; }; Function.prototype.delay = function (ms, x) { return new Promise((done) => setTimeout(() => done(this(x)), ms)); };`,
    {
      "const stats = {}; stats.sum = [1, 2].sum(); const list = { last: 0 }; list.last += [4].last(); assertEqual([stats.sum, list.last, [7].first()], [3, 4, 7]);": true,
      "const options = {}; options.delay = 10; assertEqual(await ((x) => x).delay(options.delay, 4), 4);": true,
    },
  ),
  javascriptCase(
    "an extension may be given late, taken off and given again",
    `Array.prototype.first = function () { return this[0]; };\nfunction install() { if (typeof Array.prototype.last !== "function") Array.prototype.last = ${last}; }\nfunction remove() { "use strict"; delete Array.prototype.last; }\nconst within = (f) => { const old = Set.prototype.size2; Set.prototype.size2 = function () { return 2 * this.size; }; try { return f(); } finally { if (old) Set.prototype.size2 = old; else delete Set.prototype.size2; } };`,
    {
      "install(); assertEqual([1, 2].last(), 2); remove(); assert([].last === undefined); install(); assertEqual([3].last(), 3);": true,
      "install(); const seen = []; for (const key in [7]) seen.push(key); assertEqual(seen.sort(), ['0', 'first', 'last']);": true,
      "const two = () => new Set([1]).size2(); assertEqual([within(two), typeof Set.prototype.size2, within(two)], [2, 'undefined', 2]);": true,
      "const saved = Array.prototype.first; delete Array.prototype.first; assert([].first === undefined); Array.prototype.first = saved; assertEqual([5].first(), 5);": true,
    },
  ),
  javascriptCase(
    "no function of a check has a property from the program, however the check sets its own",
    "for (const name of ['called', 'calls', 'hits']) Function.prototype[name] = () => true; const f = () => {};",
    Object.fromEntries(
      [
        "const name = 'called'; const spy = () => { spy[name] = true; }; f(spy); assert(spy[name]);",
        "const spy = () => { [spy.called] = [true]; }; f(spy); assert(spy.called);",
        "const spy = () => { ({ v: spy.called } = { v: true }); }; f(spy); assert(spy.called);",
        "const spy = () => { spy.called /* now */ = true; }; f(spy); assert(spy.called);",
        "const spy = () => { for (spy.called of [true]); }; f(spy); assert(spy.called);",
        "const spy = () => { ++spy['hits']; }; f(spy); assert(spy.hits);",
        "const calls = []; const spy = Object.assign((...all) => { calls.push(all); }, { calls }); f(spy); assert(spy.calls.length === 0);",
        "const spy = () => { Reflect.set(spy, 'called', true); }; f(spy); assert(spy.called);",
      ].map((check) => [check, /gave every function a property \w+, which the check sets/]),
    ),
  ),
  ...["Function.prototype.called = true;", "Object.defineProperty(Function.prototype, 'called', { get: () => true, set() {} });"].map(
    (code) =>
      javascriptCase(`what a program gives all functions are methods: ${code}`, `${code} const f = () => {};`, {
        "const spy = () => {}; f(spy); assert(spy.called);": /gave every function a property called that is no method/,
      }),
  ),
  javascriptCase(
    "nor is it one while the check is under way",
    "Function.prototype.twice = function (x) { return this(this(x)); }; const f = () => { for (const n of ['twice', 'thrice']) { try { Function.prototype[n] = true; } catch {} try { Object.defineProperty(Function.prototype, n, { get: () => true }); } catch {} } }; const late = () => { Function.prototype.thrice = true; Function.prototype.thrice = function (x) { return this(this.twice(x)); }; };",
    {
      "const spy = (x) => x + 1; f(); assertEqual([typeof spy.twice, typeof spy.thrice], ['function', 'undefined']); late(); assertEqual([spy.twice(1), spy.thrice(1)], [3, 4]);": true,
    },
  ),
  javascriptCase(
    "a name that is kept for the program is not there until it is given, however the program asks",
    [
      `const last = ${last}; const A = Array.prototype;`,
      'function byIn() { if (!("last" in Array.prototype)) { Array.prototype.last = last; } }',
      'function byOwn() { if (!Array.prototype.hasOwnProperty("last")) Object.defineProperty(Array.prototype, "last", { value: last, configurable: true }); }',
      'function byCall() { if (!Object.prototype.hasOwnProperty.call(Array.prototype, "last")) Array.prototype.last = last; }',
      'function byHas() { if (!Object.hasOwn(Array.prototype, "last") && !Reflect.has(Array.prototype, "last")) Array.prototype.last = last; }',
      'function byDescriptor() { if (Object.getOwnPropertyDescriptor(Array.prototype, "last") === undefined && !Object.getOwnPropertyNames(A).includes("last")) Array.prototype.last = last; }',
      'function delayed() { if (!("delay" in Function.prototype) && !Function.prototype.hasOwnProperty("delay")) Function.prototype.delay = function () { return this(); }; }',
    ].join("\n"),
    {
      ...Object.fromEntries(
        ["byIn", "byOwn", "byCall", "byHas", "byDescriptor"].map((name) => [
          `${name}(); assertEqual([1, 2].last(), 2); assert(Object.hasOwn(Array.prototype, "last") && "last" in Array.prototype);`,
          true,
        ]),
      ),
      "delayed(); assertEqual((() => 3).delay(), 3);": true,
      "assert(!('last' in Array.prototype) && !Array.prototype.hasOwnProperty('last'));": true,
      "const { value, writable } = Object.getOwnPropertyDescriptor(Array.prototype, 'map'); assert(value === [].map && writable && Object.getOwnPropertyDescriptors(Map.prototype).get.value === Map.prototype.get);": true,
    },
  ),
  javascriptCase(
    "a prototype that is handed on may be given what a check calls, late too",
    [
      "const methods = { last() { return this[this.length - 1]; }, first() { return this[0]; } };",
      "const extend = (proto, all) => { for (const [name, value] of Object.entries(all)) Object.defineProperty(proto, name, { value, writable: true, configurable: true }); };",
      "const defined = () => extend(Array.prototype, methods); const assigned = () => Object.assign(Array.prototype, methods);",
      "function guarded() { const proto = Array.prototype; for (const key in methods) { if (!(key in proto)) proto[key] = methods[key]; } }",
      "const mark = () => { const p = Array.prototype; try { p.done = () => true; } catch {} }; const forge = (p = Array.prototype) => { try { Object.defineProperty(p, 0, { get: () => 1, configurable: true }); } catch {} };",
    ].join("\n"),
    {
      "defined(); assertEqual([[1, 2].last(), [1, 2].first()], [2, 1]);": true,
      "assigned(); assertEqual([[1, 2].last(), [1, 2].first()], [2, 1]);": true,
      "guarded(); assertEqual([[1, 2].last(), [1, 2].first()], [2, 1]);": true,
      "defined(); assertEqual([1, 2].last(), 3);": /got 2, wanted 3/,
      "const list = []; mark(); assert(list.done);": false,
      "const list = []; forge(); assertEqual(list[0], 1);": /got undefined/,
    },
  ),
  javascriptCase(
    "what a check hands to a helper by owner and name the helper may replace, and nothing else",
    "const spyOn = (owner, name) => { const real = owner[name], calls = []; owner[name] = function (...all) { calls.push(all); return real.apply(this, all); }; return Object.assign(owner[name], { calls, restore: () => { owner[name] = real; } }); }; const forge = () => { JSON.stringify = () => 'forged'; Date.now = () => 7; };",
    {
      "const spy = spyOn(JSON, 'stringify'); assertEqual(JSON.stringify([1]), '[1]'); assertEqual(spy.calls, [[[1]]]); spy.restore(); assert(JSON.stringify !== spy);": true,
      'const spy = spyOn(Math, "random"); Math.random(); spyOn(Date, "now"); Date.now(); assertEqual([spy.calls.length, Date.now.calls.length], [1, 1]);': true,
      "forge(); assertEqual([JSON.stringify(1), Date.now() === 7], ['1', false]);": true,
      "spyOn(Date, 'now'); forge(); assertEqual(JSON.stringify(1), 'forged');": /got "1"/,
    },
  ),
  javascriptCase(
    "no accessor of a program answers for the lists that a check uses as dictionaries",
    "for (const w of ['a', 'the', 'done']) Object.defineProperty(Array.prototype, w, { get() { return 2; }, set() {}, configurable: true }); const words = () => ['zzz']; const run = () => {};",
    {
      "const counts = []; for (const w of words('a b a the the')) counts[w] = (counts[w] ?? 0) + 1; assertEqual(counts.a, 2);":
        /gave every list a property a, which the check sets/,
      "const log = []; log.done = false; run(() => { log.done = true; }); assertEqual(log.done, 2);": /gave every list a property done/,
      "assertEqual(words(), ['zzz']);": true,
    },
  ),
  javascriptCase(
    "an accessor that lists have from a program does what it says, and keeps no more from them",
    "Object.defineProperty(Array.prototype, 'end', { get() { return this[this.length - 1]; }, set(v) { this[this.length - 1] = v; }, configurable: true }); Object.defineProperty(Array.prototype, 'lost', { get() { return this.length > 2 ? 1 : undefined; }, set() {}, configurable: true }); Object.defineProperty(Array.prototype, 'isEmpty', { get() { return this.length === 0; } });",
    {
      "const list = [1, 2]; list.end = 5; assertEqual([list, list.end, Object.keys(list)], [[1, 5], 5, ['0', '1']]);": true,
      "const i = 1, list = [1, 2]; list[i] = 4; assertEqual([list.end, list.isEmpty, [].isEmpty], [4, false, true]);": true,
      "const list = []; list.lost = 7; list.push(1, 2, 3); assertEqual(list.lost, 7);": true,
    },
  ),
  javascriptCase(
    "nor while the check is under way",
    "function f() { Object.defineProperty(Promise.prototype, 'done', { get: () => true, set() {}, configurable: true }); return Promise.resolve(1); } const g = () => { Array.prototype.done = true; }; const h = () => Array.prototype.__defineGetter__('done', () => true); const r = () => Reflect.defineProperty(Promise.prototype, 'done', { get: () => true }); const all = () => Object.defineProperties(Array.prototype, { done: { value: true } }); const ok = () => Object.defineProperty(Array.prototype, 'done', { get() { return this.length; }, configurable: true });",
    {
      "const p = f(); p.done = false; p.then(() => {}); assert(p.done);": false,
      ...Object.fromEntries(
        ["g", "h", "r", "all"].map((name) => [`const list = []; list.done = false; ${name}(); assert(list.done || [].done);`, false]),
      ),
      "ok(); const o = {}; o.done = 1; assertEqual([[1, 2].done, o.done], [2, 1]);": true,
    },
  ),
];
