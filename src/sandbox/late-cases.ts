import { javascriptCase, type SandboxCase } from "./cases.ts";

const endless = [
  "class Cache { constructor(ms) { this.timer = setInterval(() => {}, ms); } get() { return 1; } }",
  "const wait = (ms) => new Promise((done) => setTimeout(done, ms)); const spin = () => { setInterval(() => {}, 1); return 'wrong'; };",
  "const game = () => { const step = () => setTimeout(step, 1); step(); return 'wrong'; };",
].join("\n");
const besideEndless: Readonly<Record<string, boolean | RegExp>> = {
  "const c = new Cache(1); setTimeout(() => assertEqual(c.get(), 1), 3_600_000);": true,
  "const c = new Cache(1); const late = new Promise((_, no) => setTimeout(() => no(new Error('late')), 60_000)); assertEqual(await Promise.race([Promise.resolve(c.get()), late]), 1); late.catch(() => {});": true,
  "const all = Array.from({ length: 20 }, () => new Cache(1)); setTimeout(() => assertEqual(all.length, 20), 60_000);": true,
  "game(); await wait(5000); setTimeout(() => assert(true), 60_000);": true,
  "setTimeout(() => assertEqual(spin(), 1), 3_600_000); spin();": /got "wrong"/,
  "spin(); wait(3000).then(() => assertEqual(spin(), 1));": /got "wrong"/,
  "game(); (async () => { await wait(1500); await wait(1500); assertEqual(spin(), 1); })();": /got "wrong"/,
  "setInterval(() => {}, 1); (async () => { for (let i = 0; i < 3000; i++) await wait(1); assertEqual(spin(), 1); })();": /got "wrong"/,
  "let n = 0; spin(); const id = setInterval(() => { if (++n === 3000) { clearInterval(id); assertEqual(spin(), 1); } }, 1);":
    /got "wrong"/,
};

/** What becomes of timers and promises that are still under way when a check's text has come to its end. */
export const lateCases: readonly SandboxCase[] = [
  javascriptCase(
    "what a check began and did not wait for counts, and what never ends is left",
    [
      "const later = (value, ms) => new Promise((done) => setTimeout(() => done(value), ms));",
      "const debounce = (call, ms) => { let id; return (x) => { clearTimeout(id); id = setTimeout(() => call(x + 1), ms); }; };",
      "const poll = (call) => setInterval(call, 10);",
      "const game = (call) => { const step = () => { call(); setTimeout(step, 16); }; step(); };",
    ].join("\n"),
    {
      "later(4, 10).then((v) => assertEqual(v, 5));": /got 4, wanted 5/,
      "const test = async () => { assertEqual(await later(await later(4, 1e6), 10), 5); }; test();": /got 4, wanted 5/,
      "debounce((x) => assertEqual(x, 2), 50)(2);": /got 3, wanted 2/,
      "let n = 0; poll(() => assert(++n < 50, 'the fiftieth'));": /the fiftieth/,
      "later(4, 10).then((v) => assertEqual(v, 4)); debounce((x) => assertEqual(x, 3), 50)(2);": true,
      "let n = 0; poll(() => { n++; for (let i = 0; i < 1000; i++); }); game(() => { n++; }); assertEqual(n, 1);": true,
    },
  ),
  javascriptCase(
    "a check's own timers go off, whatever the program clears or keeps going",
    [
      'const clear = () => { for (let i = 0; i < 1000; i++) { clearTimeout(i); clearInterval(i); } return "wrong"; };',
      'const spin = () => { const again = () => setTimeout(again, 0); again(); return "wrong"; };',
      'const far = () => { setInterval(() => {}, 1); return "wrong"; };',
      "const cancel = (id) => clearTimeout(id); const start = (call) => { const step = () => { call(); setTimeout(step, 16); }; step(); };",
    ].join("\n"),
    {
      "setTimeout(() => assertEqual(clear(), 1), 5); clear();": /got "wrong", wanted 1/,
      "setImmediate(() => assertEqual(clear(), 1)); const id = setInterval(() => { assert(true); clearInterval(id); }, 5); clear();":
        /got "wrong"/,
      "spin(); setTimeout(() => assertEqual(spin(), 1), 10);": /got "wrong"/,
      "far(); new Promise((done) => setTimeout(done, 700_000)).then(() => assertEqual(far(), 1));": /got "wrong"/,
      "let n = 0; cancel(setTimeout(() => n++, 5)); const id = setTimeout(() => n++, 5); clearTimeout(id); await new Promise((done) => setTimeout(done, 9)); assertEqual(n, 0);": true,
      "let n = 0; start(() => n++); setTimeout(() => assert(n === 63, n), 1000);": true,
      "setInterval(() => assert(true), 10); const id = setTimeout(() => {}, 1); assert(id.unref() === id && id.hasRef());": true,
    },
  ),
  javascriptCase(
    "a check fails by a rejection of its own promises that nobody handles",
    'const f = async () => { throw RangeError("no"); }; const sync = () => { throw RangeError("no"); };',
    {
      "f().then((x) => assertEqual(x, 1));": /nobody handled a rejection: RangeError: no/,
      "f().then((x) => assertEqual(x, 1)).finally(() => {});": /nobody handled/,
      "Promise.all([f(), 1]).then(([x, y]) => assertEqual(x, y));": /nobody handled/,
      "(async () => { assertEqual(await f(), 1); })(); await 1;": /nobody handled/,
      "const test = async () => assertEqual(await f(), 1)\nconst other = 2; test();": /nobody handled/,
      "[1].forEach(async (x) => { assertEqual(await f(), x); });": /nobody handled/,
      "Promise.all([1].map(async (x) => { assertEqual(await f(), x); }));": /nobody handled/,
      "new Promise((done) => { assertEqual(sync(), 1); done(); });": /nobody handled/,
      "({ async test(x) { assertEqual(await f(), x); } }).test(1);": /nobody handled/,
      "const p = f().then((x) => x); await 1; let e; try { await p; } catch (thrown) { e = thrown; } assert(e instanceof RangeError);": true,
      "f().then(() => assert(false), (e) => assert(e instanceof RangeError)); f().catch((e) => assert(e instanceof RangeError));": true,
      "const run = async () => { assertEqual(await f(), 1); }; const all = await Promise.allSettled([run(), f().then((x) => x)]); assert(all.every((x) => x.status === 'rejected'));": true,
      "const seen = []; const g = async x => assert(seen.push(x)); await g(1); await Promise.all([2].map(async (x) => { assert(x); seen.push(await x); })); assertEqual(seen, [1, 2]); assertEqual((async () => 1).constructor.name, 'AsyncFunction');": true,
    },
  ),
  javascriptCase(
    "a program that exits in a check fails it, whoever catches that and whenever it is run",
    "const kept = []; try { process.exit(0); } catch (e) { kept.push(e); } const f = () => { process.exit(1); }; const g = async () => f(); const again = () => { throw kept[0]; }; setTimeout(() => process.exit(0), 1);",
    {
      "let thrown = false; try { f(); } catch { thrown = true; } assert(thrown);": /process\.exit was called/,
      "let thrown = false; await g().catch(() => { thrown = true; }); assert(thrown);": /process\.exit was called/,
      "setTimeout(() => assertEqual(f(), 2), 1);": /process\.exit was called/,
      "queueMicrotask(() => assertEqual(f(), 2));": /process\.exit was called/,
      "setTimeout(() => assertEqual(again(), 2), 1);": /process\.exit was called/,
      "setTimeout(f, 5);": /process\.exit was called/,
      "let code; process.exit = (n) => { code = n; }; f(); assertEqual(code, 1); await new Promise((done) => setTimeout(done, 5));": true,
      "await new Promise((done) => setTimeout(done, 5)); assertEqual(typeof f, 'function');": true,
    },
  ),
  javascriptCase(
    "an exit by a fault fails the check in whose time it falls, wherever it was begun",
    "const ready = new Promise((done) => setTimeout(done, 5)); async function main(code) { await ready; process.exitCode = code; process.exit(); } let go; const gate = new Promise((done) => { go = done; }); setInterval(() => go(), 1); async function late() { await gate; process.exit(2); }",
    {
      "let failed = false; try { await main(1); } catch { failed = true; } assert(failed);": /process\.exit was called/,
      "const [r] = await Promise.allSettled([late()]); assertEqual(r.status, 'rejected');": /process\.exit was called/,
      "await ready; assert(typeof main === 'function');": true,
    },
  ),
  javascriptCase(
    "a check's own interval has its turns beside a program's thousands",
    "function poll() { for (let i = 0; i < 2000; i++) setInterval(() => {}, 1); return 'wrong'; }",
    {
      "const got = []; const id = setInterval(() => { got.push(poll()); if (got.length === 3) { clearInterval(id); assertEqual(got, [1, 1, 1]); } }, 10);":
        /never had its turn|wanted/,
      "let n = 0; const id = setInterval(() => { if (++n < 2) { poll(); return; } clearInterval(id); assertEqual(poll(), 1); }, 10);":
        /never had its turn|wanted/,
      "let n = 0; const id = setInterval(() => { if (++n < 3) return; clearInterval(id); assertEqual(n, 3); }, 10);": true,
    },
  ),
  javascriptCase(
    "a program's timers are objects, as in Node",
    [
      "const cache = (ms) => { const all = new Map(); const timer = setInterval(() => all.clear(), ms); timer.unref(); return { all, timer, stop: () => clearInterval(timer) }; };",
      "const idle = (ms, call) => { const timer = setTimeout(call, ms); return { touch: () => timer.refresh(), stop: () => timer.close() }; };",
      "const byNumber = (call) => { const id = +setTimeout(call, 5); clearTimeout(id); return typeof id; }; const guess = () => { for (let i = -9; i < 999; i++) clearTimeout(i); };",
      "const wait = (ms) => new Promise((done) => setTimeout(done, ms));",
    ].join("\n"),
    {
      "const c = cache(10); c.all.set(1, 2); assert(!c.timer.hasRef() && c.timer.ref().hasRef()); await wait(15); assertEqual(c.all.size, 0); c.stop();": true,
      "let n = 0; const i = idle(20, () => n++); await wait(10); i.touch(); await wait(15); assertEqual(n, 0); await wait(10); assertEqual(n, 1); i.touch(); await wait(25); assertEqual(n, 2); i.touch(); i.stop(); i.touch(); await wait(25); assertEqual(n, 2);": true,
      "let n = 0; assertEqual(byNumber(() => n++), 'number'); await wait(9); assertEqual(n, 0);": true,
      "let n = 0; const id = setTimeout(() => n++, 5); assert(+id > 0); guess(); await wait(9); assertEqual(n, 1);": true,
    },
  ),
  javascriptCase(
    "an asynchronous function of a check is one to its program, whatever it asserts",
    "const isAsync = (f) => f.constructor.name === 'AsyncFunction' && Object.prototype.toString.call(f) === '[object AsyncFunction]'; const each = (list, f) => Promise.allSettled(list.map((x) => f(x)));",
    {
      "assert([async () => { throw new Error('x'); }, async function () { assert(1); }, async x => assert(x)].every(isAsync));": true,
      "const f = async (a, b) => { assert(a); }; async function g(a) { assert(this.v === a); return g.name; } const h = async function own() { assert(1); return own.name; }; assertEqual([f.name, f.length, isAsync(f), g.name, g.length, isAsync(g), await g.call({ v: 2 }, 2), h.name, await h()], ['f', 2, true, 'g', 1, true, 'g', 'own', 'own']);": true,
      "const all = await each([null, { a: 1 }], async ({ a }) => { assertEqual(a, 1); }); assertEqual(all.map((x) => x.status), ['rejected', 'fulfilled']);": true,
      "const tests = { one: async () => { assertEqual(1, 1); }, async two() { assert(this === tests); } }; assertEqual([tests.one.name, isAsync(tests.one)], ['one', true]); await tests.one(); await tests.two();": true,
      "async function g() { assertEqual(await each([], 1), 1); } g();": /wanted 1/,
      "g(); async function g() { await 1; throw new Error('late'); }": /nobody handled a rejection: Error: late/,
      "const run = () => { g(); async function g() { await 1; throw new Error('late'); } }; run();": /nobody handled a rejection/,
      "Promise.resolve(1).then(async (x) => { await 1; throw new Error('late'); });": /nobody handled a rejection: Error: late/,
    },
  ),
  ...Object.entries(besideEndless).map(([check, want]) =>
    javascriptCase(`beside what never ends, whatever else is to come has its turn, however late: ${check}`, endless, { [check]: want }),
  ),
  javascriptCase(
    "no time is a millisecond, as in Node",
    "const until = async (ms) => { const end = Date.now() + ms; let n = 0; while (Date.now() < end) { n++; await new Promise((done) => setTimeout(done, 0)); } return n; };",
    {
      "assertEqual(await until(20), 20);": true,
      "const seen = []; setTimeout(() => seen.push(1), 1); setTimeout(() => seen.push(2), 0); setTimeout(() => seen.push(3), -5); setTimeout(() => seen.push(4), 2 ** 31); setImmediate(() => seen.push(0)); await until(3); assertEqual(seen, [0, 1, 2, 3, 4]);": true,
    },
  ),
  javascriptCase(
    "an exit that the program does not come to without the check fails it, whatever its code",
    "let call; setTimeout(() => { if (call) process.exit(0); }, 5); const on = (f) => { call = f; };",
    {
      "on(() => assert(false)); await new Promise((done) => setTimeout(done, 10));": /process\.exit was called/,
      "await new Promise((done) => setTimeout(done, 10)); assertEqual(typeof on, 'function');": true,
    },
  ),
];
