import { javascriptCase, type SandboxCase } from "./cases.ts";

const names =
  "Object Array String Number BigInt Symbol Map Set Promise RegExp Error TypeError RangeError ArrayBuffer Uint8Array Math JSON Reflect".split(
    " ",
  );
const checks = {
  "const m = new Map([['a', 1]]), s = new Set([1]), l = [3, 1]; const [a, b, c] = [structuredClone(m), structuredClone(s), structuredClone(l)]; assert(a !== m && b !== s && c !== l && Array.isArray(c) && a instanceof Map); assertEqual([a, b, c], [m, s, l]); l.sort(); assertEqual(c, [3, 1]);": true,
  "assertEqual([(12345678901n).toLocaleString(), (1234.5).toLocaleString(), new Date(0).toLocaleDateString()], ['12,345,678,901', '1,234.5', '1/1/1970']);": true,
  "assertEqual(structuredClone(new RangeError('a')) instanceof RangeError, true); assert.throws(() => structuredClone(() => 1)); assertEqual([btoa('hi'), atob('aGk=')], ['aGk=', 'hi']);": true,
  "assertEqual([new URL('http://a.com/?b=1').searchParams.get('b'), Buffer.from('hi').toString('hex'), [...new TextEncoder().encode('hi')]], ['1', '6869', [104, 105]]);": true,
};

/** That what the sandbox offers beside the language goes by the language as it was, whatever a program calls by its names. */
export const captureCases: readonly SandboxCase[] = [
  javascriptCase(
    "what is offered works where a program has given the language's names to something else",
    `for (const name of ${JSON.stringify(names)}) globalThis[name] = function Mine() { return 9; };`,
    checks,
  ),
  javascriptCase(
    "a program may have classes of these names",
    "class Map { set() {} get() { return 5; } }\nclass Set {}\nclass BigInt {}\nconst Array = { from: () => [] };\nconst Uint8Array = 1;",
    checks,
  ),
];
