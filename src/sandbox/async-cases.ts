import { javascriptCase, type SandboxCase } from "./cases.ts";

/** Checks that do not wait for what asserts in them, in the forms that asynchronous functions have: each fails where the program rejects. */
const unawaited: readonly string[] = [
  "class T { async run() { assertEqual(await f(), 1); } } new T().run();",
  "class T { static async run() { assertEqual(await f(), 1); } } T.run();",
  "class T { async #go() { assertEqual(await f(), 1); } run() { this.#go(); } } new T().run();",
  'const o = { async "a b"() { assertEqual(await f(), 1); } }; o["a b"]();',
  'const k = "run"; const o = { async [k]() { assertEqual(await f(), 1); } }; o.run();',
  "const o = { async [`run`]() { assertEqual(await f(), 1); } }; o.run();",
  "const o = { async 1() { assertEqual(await f(), 1); } }; o[1]();",
  "class T { run = async () => { assertEqual(await f(), 1); }; } new T().run();",
  "class T { async run() { await this.go(); } async go() { assertEqual(await f(), 1); } } new T().run();",
  "const expectOne = (x) => assertEqual(x, 1); const t = async () => { expectOne(await f()); }; t();",
  "function expectOne(x) { assertEqual(x, 1); } (async () => { expectOne(await f()); })();",
  "const same = assertEqual; (async () => { same(await f(), 1); })();",
  'const { strictEqual: eq } = require("assert"); (async () => { eq(await f(), 1); })();',
  'const a = require("assert"); (async () => { a.ok(await f()); })();',
  'const it = (name, fn) => { fn(); }; it("x", async () => { const v = await f(); if (v !== 1) throw Error("x"); });',
  "const t = async () => await f(); t();",
  "const test = async () => { const v = await f(); check(v); }; function check(v) { assert(v === 1); } test();",
  "const t = { run() { return f().then((v) => assertEqual(v, 1)); } }; t.run();",
  "const run = () => f().then((v) => v).then((v) => { assertEqual(v, 1); }); run();",
  "const p = new Promise(async (resolve) => { assertEqual(await f(), 1); resolve(); });",
  "const p = f(); p.then(function (v) { assertEqual(v, 1); });",
  "const all = [1].map(async function (x) { assertEqual(await f(), x); });",
  "queueMicrotask(async () => { assertEqual(await f(), 1); });",
  "setTimeout(async () => { assertEqual(await f(), 1); }, 5);",
  "const async2 = { async: async () => { assertEqual(await f(), 1); } }; async2.async();",
  "let g = async (x = (() => 1)()) => { assertEqual(await f(), x); }; g();",
  "export1: { (async () => { assertEqual(await f(), 1); })(); }",
];
/** The same forms in checks that wait. */
const awaited: readonly string[] = [
  'class T { async #go(x) { assertEqual(await g(x), 2 * x); return x; } run(x) { return this.#go(x); } static async make() { return new this(); } async "a b"() { assert(await g(1)); } async [`c${1}`]() { assert(await g(1)); return this instanceof T; } } const t = await T.make(); assertEqual(await t.run(3), 3); await t["a b"](); assertEqual(await t.c1(), true);',
  'const o = { async get(x) { assert(x); return x; }, async set(x) { assert(x); }, async async() { assert(1); return "a"; }, async of() { assert(1); }, async await() { assert(true); return 2; }, get async2() { return async () => { assert(1); return 3; }; } }; assertEqual([await o.get(1), await o.async(), await o.await(), await o.async2()], [1, "a", 2, 3]); await o.set(1); await o.of();',
  "class B { async m() { return 1; } } class D extends B { async m() { assertEqual(await super.m(), 1); return (await super.m()) + arguments.length; } } assertEqual(await new D().m(1, 2), 3);",
  'const helper = (p) => p.catch((e) => e.message); const expectBoom = (m) => assertEqual(m, "boom"); const t = async () => { expectBoom(await helper(boom())); }; await t();',
  'const results = []; const t = async () => { results.push(1); throw Error("handled"); }; try { await t(); } catch { results.push(2); } assertEqual(results, [1, 2]);',
  "async function* gen() { yield await g(1); assert(true); yield await g(2); } const out = []; for await (const x of gen()) out.push(x); assertEqual(out, [2, 4]);",
  "const o = { async *items() { assert(true); yield 1; }, async * more() { yield* this.items(); } }; const out = []; for await (const x of o.more()) out.push(x); assertEqual(out, [1]);",
  "const t = async () => { const e = await boom().catch((x) => x); assert(e instanceof TypeError); }; const p = t(); await null; await p;",
  'const checkAll = async (...xs) => { for (const x of xs) assert(x); return xs.length; }; const run = async () => checkAll(await g(1), 2); assertEqual(await run(), 2); assertEqual(run.name + checkAll.length, "run0");',
  "const t = async function () { assert(this === undefined || this === globalThis || true); return new.target; }; assertEqual(await t(), undefined);",
  "const o = { run: async function () { assert(this === o); return 1; }, async short() { const inner = async () => { assert(this === o); return 2; }; return inner(); } }; assertEqual([await o.run(), await o.short()], [1, 2]);",
  "class T { static async *[Symbol.asyncIterator]() { assert(1); yield 5; } static async [Symbol.asyncDispose]() { assert(1); } async 42() { assert(1); return 4; } } for await (const x of T) assertEqual(x, 5); assertEqual(await new T()[42](), 4);",
  'const retry = async (fn, n) => { for (let i = 0; ; i++) { try { return await fn(); } catch (e) { if (i >= n) throw e; } } }; let n = 0; assertEqual(await retry(async () => { if (++n < 3) throw Error("x"); return n; }, 5), 3);',
  'const expectReject = async (p, re) => { try { await p; } catch (e) { assert(re.test(e.message)); return; } throw Error("no rejection"); }; await expectReject(boom(), /boom/); await Promise.all([expectReject(boom(), /boom/), expectReject(boom(), /oo/)]);',
  'const t = async () => { expect1(await g(1)); }; function expect1(x) { assertEqual(x, 2); } await t(); assert(t.toString().includes("async") || true);',
];
const [wrong, right] = [
  'const f = async () => { throw RangeError("no"); }; const ok = async () => 1;',
  'const g = async (x) => x * 2; const boom = async () => { throw TypeError("boom"); };',
];

/** That an assertion behind a rejection is missed in no form, and that the forms stay what they are. */
export const asyncCases: readonly SandboxCase[] = [
  ...unawaited.map((check) => javascriptCase(`not waited for: ${check}`, wrong, { [check]: /nobody handled a rejection: RangeError: no/ })),
  ...awaited.map((check) => javascriptCase(`waited for: ${check}`, right, { [check]: true })),
  javascriptCase(
    "an asynchronous function of a check shows its own text, and methods that neither assert nor wait are asynchronous",
    "const isAsync = (f) => f.constructor.name === 'AsyncFunction'; const shows = (f) => String(f).startsWith('async') && f.toString().startsWith('async');",
    {
      "const f = async () => { assert(1); }; const o = { async get() { return 1; } }; assert(shows(f) && isAsync(f) && isAsync(o.get) && isAsync(async () => 1));": true,
    },
  ),
];
