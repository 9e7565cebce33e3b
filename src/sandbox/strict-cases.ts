import { javascriptCase, type SandboxCase } from "./cases.ts";

const freezes =
  "const deepFreeze = (o) => { Object.values(o).forEach((v) => typeof v === 'object' && deepFreeze(v)); return Object.freeze(o); };";
const silent = "let threw = false; try { deepFreeze({ a: 1 }).a = 2; } catch (e) { threw = e instanceof TypeError; }";
const tries = [
  'function set(o) { try { o.x = 1; return "silent"; } catch (e) { return e.name; } }',
  "function self() { return this; }",
  'const leak = () => { try { undeclared = 1; return "leaked"; } catch (e) { return e.name; } };',
];
const isStrict = {
  "const f = self; assertEqual([set(Object.freeze({})), f(), leak()], ['TypeError', undefined, 'ReferenceError']);": true,
};

/** That a text which asks for strictness, or is a module, has it, whatever the sandbox puts into it. */
export const strictCases: readonly SandboxCase[] = [
  javascriptCase("a check's directive holds beside its asynchronous functions", freezes, {
    '"use strict"; async function go() { assert.throws(() => { deepFreeze({ a: { b: 1 } }).a.b = 2; }, TypeError); return this; } assertEqual(await go(), undefined);': true,
    "// The first line.\n/* And one more. */ 'use strict'\nasync function go() { return this; }\nassertEqual(await go(), undefined);": true,
    [`function t() { "use strict"; async function inner() {} ${silent} return threw; } assert(t());`]: true,
    [`const t = async () => { "use strict"; async function inner() {} ${silent} return threw; }; assert(await t());`]: true,
    [`const t = { async run() { "use strict"; ${silent} return threw; } }; assert(await t.run());`]: true,
    [`async function inner() {} ${silent} await inner(); assert(!threw); "use strict";`]: true,
    [`import assert from "node:assert"; async function inner() {} ${silent} await inner(); assert(threw);`]: true,
  }),
  javascriptCase("a module is strict", `export ${tries.join("\nexport ")}`, isStrict),
  javascriptCase("a module with a list is strict", `${tries.join("\n")}\nexport { set, self, leak };`, isStrict),
  javascriptCase("a script is what it says", tries.join("\n"), {
    "const f = self; assertEqual([set(Object.freeze({})), f() === globalThis, leak()], ['silent', true, 'leaked']);": true,
  }),
];
