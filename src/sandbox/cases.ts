import type { ScriptProgram } from "../types.ts";

/** A program and what must become of its checks: `true` passed, `false` failed, or failed with words that match. */
export interface SandboxCase {
  readonly name: string;
  readonly program: ScriptProgram;
  readonly checks: readonly (boolean | RegExp)[];
  readonly output?: RegExp;
  readonly value?: unknown;
}

const quick = { ms: 200, memoryMb: 32 };

/** A case of a JavaScript program by its checks and what must become of each. */
export function javascriptCase(
  name: string,
  code: string,
  checks: { readonly [check: string]: boolean | RegExp },
  more: Partial<SandboxCase> = {},
): SandboxCase {
  const named = Object.keys(checks).map((check, i) => ({ name: `check ${i + 1}`, code: check }));
  return { name, program: { language: "javascript", code, checks: named, limits: quick }, checks: Object.values(checks), ...more };
}
const add = "function add(a, b) { return a + b; }";
const wrong = "function add(a, b) { return a - b; }";
const sum = "assertEqual(add(2, 3), 5);";

/** What every JavaScript sandbox must do with honest, broken and hostile programs. */
export const sandboxCases: readonly SandboxCase[] = [
  javascriptCase("a right program passes", add, { [sum]: true, "assert(add(0, 0) === 0);": true }),
  javascriptCase("a wrong program fails only the checks that it fails", wrong, {
    [sum]: /got -1, wanted 5/,
    "assertEqual(add(4, 0), 4);": true,
  }),
  javascriptCase(
    "boxed symbols and big numbers, weak references, registries, text coders and shared buffers are no {}",
    "const boxes = [Object(Symbol('x')), Object(5n), new WeakRef({}), new FinalizationRegistry(() => {}), new TextEncoder(), new TextDecoder(), new SharedArrayBuffer(8)];",
    {
      ...Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`assertEqual(boxes[${i}], {});`, /got .*, wanted \{\}/])),
      "for (const box of boxes) assertEqual(box, box);": true,
      "assertEqual(Object(5n), Object(5n)); assertEqual(new SharedArrayBuffer(2), new SharedArrayBuffer(2));": true,
    },
  ),
  javascriptCase("what is held weakly is there until its job has ended", "const weak = (value) => new WeakRef(value);", {
    "const r = new WeakRef({ a: 1 }); assert(r.deref().a === 1); await null; assertEqual(weak([3]).deref(), [3]);": true,
    "assertEqual(weak({}), new WeakRef({}));": false,
  }),
  javascriptCase("a check sees classes and constants of the top level", "const k = 7; class Box { get() { return k; } }", {
    "assertEqual(new Box().get(), k);": true,
  }),
  javascriptCase("checks cannot disturb one another", "let n = 0; const next = () => ++n;", {
    "assertEqual(next(), 1); globalThis.next = null;": true,
    "assertEqual(next(), 1);": true,
  }),
  javascriptCase(
    "console.log goes to the output, the last expression is the value",
    'console.log("a", { b: [1] }); 6 * 7',
    {},
    { output: /^a \{b: \[1\]\}\n$/, value: 42 },
  ),
  javascriptCase(
    "a global named result is the value, a promise gives what it resolves to",
    "const result = Promise.resolve({ a: 1 }); 5",
    {},
    { value: { a: 1 } },
  ),
  javascriptCase(
    "globals are found by name",
    "const doubled = input.map((n) => n * 2);",
    { "assertEqual(doubled, [2, 4]);": true },
    {
      program: {
        language: "javascript",
        code: "const doubled = input.map((n) => n * 2);",
        checks: [{ name: "check 1", code: "assertEqual(doubled, [2, 4]);" }],
        globals: { input: [1, 2] },
      },
    },
  ),
  javascriptCase("deep equality knows maps, sets, dates, cycles and NaN", "const ring = { n: NaN }; ring.self = ring;", {
    "const other = { n: NaN }; other.self = other; assertEqual(ring, other);": true,
    "assertEqual(new Map([['a', new Set([{ x: 1 }])]]), new Map([['a', new Set([{ x: 1 }])]]));": true,
    "assertEqual(new Map([['a', 1]]), new Map([['a', 2]]));": false,
    "assertEqual(new Date(5), new Date(5)); assert(new Date(5) instanceof Date && Date() === String(new Date()));": true,
    "assertEqual(new Date(5), new Date(6));": /got Date 5, wanted Date 6/,
    "assertEqual({ a: undefined }, {});": false,
    "assertEqual([], {});": false,
    'assertEqual("1", 1);': false,
  }),
  // Modules.
  javascriptCase("the export keyword is taken off declarations", `export ${add}\nexport const k = 1;\nexport default class Box {}`, {
    [sum]: true,
    "assert(k === 1 && new Box());": true,
  }),
  javascriptCase("export lists and aliases are understood", `${add}\nexport { add as plus, add };`, {
    "assertEqual(plus(1, 1), 2);": true,
  }),
  javascriptCase("module.exports and exports become visible", "module.exports = { add: (a, b) => a + b }; ", { [sum]: true }),
  javascriptCase("a single exported function goes by its name", `module.exports = ${add}`, { [sum]: true }),
  javascriptCase(
    "the word export in strings, templates and patterns stays",
    'const s = "\\nexport const x = 1" + `\nexport default ${"}"}`; const r = /[/]export/;',
    {
      "assert(s.includes('export const x') && s.includes('export default }') && r.test('/export'));": true,
    },
  ),
  // Time.
  javascriptCase(
    "timers run on virtual time, in order of time and then of asking",
    "const sleep = (ms) => new Promise((done) => setTimeout(done, ms));",
    {
      "const seen = []; setTimeout(() => seen.push(3), 20); setTimeout(() => seen.push(1), 10); setTimeout(() => seen.push(2), 10); await sleep(30); assertEqual(seen, [1, 2, 3]);": true,
      "const before = Date.now(); await sleep(3600000); assertEqual(Date.now() - before, 3600000);": true,
      "let n = 0; const id = setInterval(() => { if (++n === 4) clearInterval(id); }, 5); await sleep(1000); assertEqual(n, 4);": true,
      "const id = setTimeout(() => assert(false), 1); clearTimeout(id); await sleep(5);": true,
      "const seen = []; queueMicrotask(() => seen.push('micro')); setTimeout(() => seen.push('timer'), 0); seen.push('now'); await sleep(1); assertEqual(seen, ['now', 'micro', 'timer']);": true,
    },
  ),
  javascriptCase("chance and dates are the same at every run", "const x = Math.random(); const d = new Date().toISOString();", {
    "assert(x >= 0 && x < 1); assertEqual(d, '2026-01-01T00:00:00.000Z');": true,
  }),
  // Faults that stay with their program.
  javascriptCase(
    "what is offered to a program and the start of its engine are no work of it, however little it may do",
    "",
    {},
    {
      program: {
        language: "javascript",
        code: "const sum = () => input.reduce((a, b) => a + b);",
        checks: Array.from({ length: 6 }, (_, i) => ({ name: `check ${i + 1}`, code: "assertEqual(sum(), 4950);" })),
        globals: { input: Array.from({ length: 100 }, (_, i) => i), text: "x".repeat(300_000) },
        limits: { ms: 4 },
      },
      checks: [true, true, true, true, true, true],
    },
  ),
  javascriptCase("a program that does not parse fails its checks", "function (", { "assert(true);": /SyntaxError/ }),
  javascriptCase("a program that throws fails its checks", "throw new TypeError('no')", { "assert(true);": /TypeError: no/ }),
  javascriptCase("a program that hangs fails its checks", "while (true) {}", { "assert(true);": /too long/ }),
  javascriptCase("a check that hangs leaves time for the next", `const spin = () => { for (;;) {} }; ${add}`, {
    "spin();": /too long/,
    [sum]: true,
  }),
  javascriptCase("a hang in a microtask chain is stopped", "const spin = () => Promise.resolve().then(spin);", {
    "await spin();": /too long/,
  }),
  javascriptCase("a timer that a program leaves running is no fault", "setInterval(() => {}, 1); const f = () => 1;", {
    "assertEqual(f(), 1);": true,
  }),
  javascriptCase("a hang in timers is stopped", "const spin = () => new Promise(() => setInterval(() => {}, 1));", {
    "await spin();": /too long/,
  }),
  javascriptCase("a catastrophic pattern is stopped", "const slow = () => /^(a+)+$/.test('a'.repeat(40) + 'b');", {
    "slow();": false,
    "assert(true);": true,
  }),
  javascriptCase("a promise that never settles fails its check", "const never = () => new Promise(() => {});", {
    "await never();": /did not finish/,
    "assert(true);": true,
  }),
  javascriptCase("endless recursion fails its check", "const deep = (n) => deep(n + 1) + 1;", { "deep(0);": false, "assert(true);": true }),
  javascriptCase("endless recursion at the top level fails the checks", "const deep = (n) => deep(n + 1) + 1; deep(0);", {
    "assert(true);": false,
  }),
  javascriptCase("deeply nested source fails its checks", `const x = ${"[".repeat(400_000)}${"]".repeat(400_000)};`, {
    "assert(x);": false,
  }),
  javascriptCase("a growing array fails its check", "const grow = () => { const all = []; for (;;) all.push(new Array(1000).fill(7)); };", {
    "grow();": false,
    "assert(true);": true,
  }),
  javascriptCase("a doubling string fails its check", "const grow = () => { let s = 'x'; for (;;) s += s; };", {
    "grow();": false,
    "assert(true);": true,
  }),
  javascriptCase("a huge buffer fails its check", "const grow = () => new ArrayBuffer(2 ** 31 - 8).byteLength;", {
    "grow();": false,
    "assert(true);": true,
  }),
  javascriptCase("memory eaten at the top level fails the checks", "const all = []; for (;;) all.push('x'.repeat(1e6) + all.length);", {
    "assert(true);": false,
  }),
  javascriptCase("an error whose message throws fails its check", "const bad = () => { throw { get message() { throw 1; } }; };", {
    "bad();": false,
    "assert(true);": true,
  }),
  javascriptCase(
    "an error thrown in a timer fails the check that waits",
    "const late = () => { setTimeout(() => { throw Error('late'); }, 1); };",
    {
      "late(); await new Promise((done) => setTimeout(done, 5));": /late/,
    },
  ),
  javascriptCase(
    "a flood of output is cut",
    "for (let i = 0; i < 5000; i++) console.log('x'.repeat(100));",
    {},
    { output: /^[x\n]{1,20000}$/ },
  ),
  javascriptCase("a value without a JSON form is no value", "const result = {}; result.self = result;", {}, { value: undefined }),
  // Ways out.
  javascriptCase("there is no require, no module loading, no network", "const required = typeof require;", {
    "assert(required === 'undefined' && typeof fetch === 'undefined');": true,
    "require('node:fs');": false,
    "await import('node:fs');": false,
    "await import('fs');": false,
  }),
  javascriptCase("exiting is not possible", `${wrong}\ntry { process.exit(0) } catch {}`, { [sum]: false }),
  javascriptCase(
    "process stands in for Node's and shows nothing of the machine",
    `${add}\nprocess.stdout.write("a"); process.stdout.write("b\\n"); process.stderr.write("c\\n");\nconsole.log(process.argv.length, Object.keys(process.env).length, process.stdin.isTTY, process.cwd());\nprocess.exitCode = 1; process.on("exit", () => {}).once("SIGINT", () => {});`,
    {
      [sum]: true,
      "const at = process.hrtime(); await new Promise((done) => setTimeout(done, 1500)); assertEqual(process.hrtime(at), [1, 500000000]); assertEqual(process.uptime(), 1.5);": true,
      "const seen = []; process.nextTick((a) => seen.push(a), 1); await null; await null; assertEqual(seen, [1]);": true,
      "for (const name of ['binding', 'dlopen', 'mainModule', '_linkedBinding', 'getBuiltinModule', 'constructor.constructor.mainModule']) assert(process[name] === undefined, name);": true,
    },
    { output: /^ab\nc\n2 0 false \/\n$/ },
  ),
  javascriptCase(
    "process.exit ends the program and is no fault of it",
    `${add}\nconsole.log("x"); process.exit(0); console.log("never");`,
    { [sum]: true },
    { output: /^x\n$/ },
  ),
  javascriptCase(
    "process.exit within functions, timers and promises is no fault either",
    `${add}\nasync function main() { process.exit(1); }\nmain(); setTimeout(() => process.exit(0), 1);`,
    {
      [`await new Promise((done) => setTimeout(done, 5)); ${sum}`]: true,
    },
  ),
  javascriptCase("process.exit behind a top-level await is no fault either", `${add}\nawait null; process.exit(0);`, { [sum]: true }),
  javascriptCase("a program that exits within a check does not pass it", "function add() { process.exit(0); }", {
    [sum]: /process\.exit was called/,
    "add();": false,
  }),
  javascriptCase("what stands behind process.exit is not there", `process.exit(0); const k = 1;`, { "assertEqual(k, 1);": false }),
  javascriptCase("a program may have names of its own for what stands in", "function process(a) { return a + 1; } const performance = 2;", {
    "assertEqual(process(1), 2);": true,
  }),
  javascriptCase("constructors lead to no host", "const out = () => console.log.constructor('return typeof process.dlopen')();", {
    "assertEqual(out(), 'undefined');": true,
  }),
  javascriptCase(
    "constructors of host functions lead to no host",
    "const out = () => setTimeout.constructor.constructor('return globalThis')();",
    {
      "assert(out() === globalThis);": true,
    },
  ),
  javascriptCase("the engine's own modules are absent", "", {
    "assert(typeof std === 'undefined' && typeof os === 'undefined' && typeof scriptArgs === 'undefined');": true,
  }),
  // What browsers offer, with the host's own data: the expected values are those of the standards' examples and of Node.
  javascriptCase(
    "Intl formats numbers, dates, lists and plurals, en-US where nobody says otherwise",
    "const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });",
    {
      "assertEqual(money.format(1234.5), '$1,234.50'); assertEqual((1234567.891).toLocaleString(), '1,234,567.891'); assertEqual([1, 2].map(money.format), ['$1.00', '$2.00']);": true,
      "assertEqual((12345678901234567890n).toLocaleString(), '12,345,678,901,234,567,890'); assertEqual(new Intl.NumberFormat().format(-0), '-0');": true,
      "assertEqual(new Date(0).toLocaleDateString('en-US'), '1/1/1970'); assertEqual(new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(0)), 'January 1, 1970');": true,
      "assertEqual(new Intl.PluralRules('en', { type: 'ordinal' }).select(2), 'two'); assertEqual(new Intl.ListFormat('en').format(['a', 'b', 'c']), 'a, b, and c');": true,
      "assertEqual(['b', 'a', 'C', '\u00e4'].sort((x, y) => x.localeCompare(y)), ['a', '\u00e4', 'b', 'C']); assertEqual(['a10', 'a9'].sort(new Intl.Collator('en', { numeric: true }).compare), ['a9', 'a10']);": true,
      "assertEqual(String(new Date(0)), 'Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)');": true,
      "let name; try { new Intl.NumberFormat('en', { style: 'none' }); } catch (e) { name = e instanceof RangeError; } assert(name);": true,
      "assertEqual(new Intl.NumberFormat('en'), new Intl.NumberFormat('de'));": false,
    },
  ),
  javascriptCase(
    "URL and URLSearchParams read, change and write addresses",
    "const url = () => new URL('https://a.b:80/x/../y?q=1&r=a b#h');",
    {
      "const u = url(); u.searchParams.append('z', '\u00e9'); assertEqual([u.pathname, u.href], ['/y', 'https://a.b:80/y?q=1&r=a+b&z=%C3%A9#h']);": true,
      "const u = url(); u.search = '?k=v'; assertEqual([...u.searchParams], [['k', 'v']]); u.searchParams.delete('k'); assertEqual(u.search, '');": true,
      "assertEqual(Object.fromEntries(new URLSearchParams('?a=1&b=2&a=3')), { a: '3', b: '2' }); assertEqual(String(new URLSearchParams({ 'a b': '&' })), 'a+b=%26');": true,
      "let fault; try { new URL('nope'); } catch (e) { fault = e instanceof TypeError; } assert(fault && !URL.canParse('nope')); assertEqual(new URL('../c', 'http://x/a/b'), new URL('http://x/c'));": true,
      "assertEqual(url(), {});": false,
      "assertEqual(url(), new URL('http://other'));": false,
      "assertEqual(new URLSearchParams('a=1'), new URLSearchParams('a=2'));": false,
    },
  ),
  javascriptCase(
    "the host's answers lead to no host",
    "const out = () => [Intl.NumberFormat, new URL('http://x').toString, new Intl.Segmenter('en').segment('a')[0]].map((it) => it.constructor.constructor('return typeof process.dlopen')());",
    {
      "assertEqual(out(), ['undefined', 'undefined', 'undefined']);": true,
    },
  ),
  javascriptCase(
    "nothing that one check or program did is there for the next",
    "globalThis.seen = (globalThis.seen ?? 0) + 1; Map.extra = (Map.extra ?? 0) + 1; setInterval(() => {}, 1); Math.random();",
    {
      "assertEqual([seen, Map.extra], [1, 1]); globalThis.seen = 7;": true,
      "assertEqual(seen, 1); const first = Math.random(); globalThis.first = first;": true,
      "assert(typeof first === 'undefined');": true,
    },
  ),
  // Tampering with the judge.
  javascriptCase(
    "a printed report is only output",
    `${wrong}\nconsole.log(JSON.stringify({ checks: [{ name: "check 1", passed: true, why: "" }] }));`,
    { [sum]: false },
    { output: /passed/ },
  ),
  javascriptCase("assert may be redefined without effect", `${wrong}\nfunction assert() {}\nconst assertEqual = () => {};`, {
    [sum]: false,
  }),
  javascriptCase("global assert may be redefined without effect", `${wrong}\nglobalThis.assert = globalThis.assertEqual = () => {};`, {
    [sum]: false,
  }),
  javascriptCase("Object.is and Object.keys cannot be turned", `${wrong}\nObject.is = () => true; Object.keys = () => [];`, {
    [sum]: false,
    "assertEqual({ a: 1 }, { a: 2 });": false,
  }),
  javascriptCase("JSON cannot be turned", `${wrong}\nJSON.stringify = () => "5"; globalThis.JSON = { stringify: () => "5" };`, {
    "assert(JSON.stringify(add(2, 3)) === '5');": false,
  }),
  javascriptCase("array methods cannot be turned", `${wrong}\nArray.prototype.every = () => true; Array.prototype.includes = () => true;`, {
    "assert([add(2, 3)].every((n) => n === 5));": false,
    "assert([5].includes(add(2, 3)));": false,
  }),
  javascriptCase(
    "promises cannot be turned",
    `${wrong}\nPromise.prototype.then = function (ok) { ok && ok(); return this; }; globalThis.Promise = class { then(ok) { ok(); } };`,
    {
      "await null; assertEqual(add(2, 3), 5);": false,
      "await Promise.reject(new Error('no'));": false,
    },
  ),
  javascriptCase(
    "Object.prototype takes no new properties",
    `${wrong}\ntry { Object.prototype.then = (ok) => ok(5); } catch {}\ntry { Object.prototype.passed = true; } catch {}`,
    {
      "assertEqual(await add(2, 3), 5);": false,
      "assert({}.passed === undefined);": true,
    },
  ),
  javascriptCase(
    "a setter on Object.prototype catches nothing",
    `${wrong}\ntry { Object.defineProperty(Object.prototype, "0", { set() {}, get() { return 5; } }); } catch {}`,
    { "assertEqual([add(2, 3)], [5]);": false },
  ),
  javascriptCase(
    "an element of Array's prototype stands in no array of a check",
    `${wrong}\nlet n = 0; const set = { set(v) {}, get() { return add(2, 3); }, configurable: true };\nObject.defineProperty(Array.prototype, "0", set);\nconst again = () => Object.defineProperty(Array.prototype, "0", set);`,
    {
      "const wanted = []; wanted[0] = 5; assertEqual(add(2, 3), wanted[0]);": false,
      "assertEqual([][0], undefined);": true,
      "Object.setPrototypeOf(Array.prototype, { 0: 5 }); assertEqual([][0], 5);": false,
      "again(); const wanted = []; wanted[0] = 5; assertEqual(add(2, 3), wanted[0]);": false,
    },
  ),
  javascriptCase("helpers of iterators stand on one another", "const some = (it) => it.map((x) => x * 2).take(2).toArray();", {
    "assertEqual(some([1, 2, 3].values()), [2, 4]); assertEqual(some(new Set([1, 2, 3]).values()), [2, 4]); assertEqual(some(new Map([[2, 1]]).keys()), [4]);": true,
    "const it = [1, 2, 3].values(); for (const x of it) break; assertEqual(it.next().value, 2); const [a] = new Map([[1, 2]]); assertEqual(a, [1, 2]);": true,
  }),
  javascriptCase("a swallowed assertion still fails its check", `${wrong}\nconst swallow = (work) => { try { work(); } catch {} };`, {
    "swallow(() => assertEqual(add(2, 3), 5));": false,
  }),
  javascriptCase("a thenable that never calls back fails its check", "const stuck = () => ({ then() {} });", {
    "await stuck();": /did not finish/,
  }),
  javascriptCase("a thenable that throws fails its check", "const stuck = () => ({ then() { throw Error('no'); } });", {
    "await stuck();": false,
  }),
  javascriptCase(
    "a proxy that agrees with everything is not equal to what is wanted",
    "const liar = () => new Proxy({}, { get: () => 5, ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ value: 5, enumerable: true, configurable: true }) });",
    {
      "assertEqual(liar(), { a: 6 });": false,
      "assertEqual(liar(), 5);": false,
    },
  ),
  javascriptCase("timers cannot be turned", `globalThis.setTimeout = (work) => work(); const order = [];`, {
    "setTimeout(() => order.push('late'), 5); order.push('now'); await new Promise((done) => setTimeout(done, 9)); assertEqual(order, ['now', 'late']);": true,
  }),
  javascriptCase(
    "an error class cannot claim others' errors",
    `${wrong}\ntry { Object.defineProperty(RangeError, Symbol.hasInstance, { value: () => true }); } catch {}`,
    {
      "assert(new Error('x') instanceof RangeError);": false,
    },
  ),
  javascriptCase(
    "subclasses, own errors and own toString still work",
    "class Mine extends Error { constructor(m) { super(m); this.name = 'Mine'; } } function Old() {} Old.prototype.toString = function () { return 'old'; }; class Stack extends Array { top() { return this[this.length - 1]; } }",
    {
      "assertEqual(String(new Old()), 'old'); const e = new Mine('m'); assertEqual(e.name + e.message, 'Minem'); assertEqual(Stack.from([1, 2]).top(), 2);": true,
    },
  ),
];
