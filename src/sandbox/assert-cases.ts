import { javascriptCase, type SandboxCase } from "./cases.ts";

const add = "function add(a, b) { if (typeof a !== 'number') throw new TypeError('no number'); return a + b; }";
const late = "const later = async (x) => { if (x < 0) throw new RangeError('negative'); return x; };";
const checks = {
  "const a = require('assert'); a.strictEqual(add(1, 2), 3); a.deepStrictEqual([add(1, 1)], [2]); a.throws(() => add('1'), TypeError);": true,
  "const a = require('node:assert/strict'); a.equal(add(1, 2), 3); a(add(1, 2)); a.ok(1);": true,
  "const { strictEqual } = await import('node:assert'); strictEqual(add(1, 1), 2); const { default: a } = await import('assert'); a.equal(1, 1);": true,
  'import assert, { deepEqual as same } from "node:assert";\nimport * as all from "assert/strict";\nsame([add(1, 2)], [3]); assert.equal(add(1, 2), 3); all.notEqual(add(1, 2), 4);': true,
  "assert.throws(() => add('1'), { name: 'TypeError', message: /number/ }); assert.throws(() => add('1'), /no number/); assert.throws(() => add('1'), (e) => e instanceof TypeError); assert.doesNotThrow(() => add(1, 2));": true,
  "await assert.rejects(later(-1), RangeError); await assert.rejects(() => later(-1), /negative/); await assert.doesNotReject(later(1));": true,
  "assert.notStrictEqual('1', add(1, 0)); assert.notDeepEqual([add(1, 2)], [4]); assert.notDeepStrictEqual({ a: 1 }, { a: add(1, 1) }); assert.match('a1', /\\d/); assert.doesNotMatch('a', /\\d/); assert.equal(add(NaN, 1), NaN); assert.ifError(null);": true,
  "assert.strictEqual(add(1, 2), 4);": /got 3, wanted 4/,
  "assert.deepEqual([add(1, 2)], [4], 'the sum');": /the sum/,
  "const a = require('assert'); try { a.equal(add(1, 2), 4); } catch {}": /got 3, wanted 4/,
  "assert.throws(() => add(1, 2));": /nothing was thrown/,
  "assert.throws(() => add('1'), RangeError);": /TypeError: no number was thrown/,
  "assert.doesNotThrow(() => add('1'));": /no number was thrown/,
  "await assert.rejects(later(1));": /nothing was rejected/,
  "assert.rejects(later(-1), TypeError);": /RangeError: negative was rejected/,
  "assert.match('a', /\\d/);": /wanted a match/,
  "const { fail } = require('assert'); fail('here');": /here/,
  "const a = require('node:assert/strict'); a.notEqual(add(0, 1), '1'); a.notEqual(add(0, 0), ''); a.equal(add(NaN, 1), NaN); a.deepEqual([add(1, 1)], [2]); a.strict.notEqual(1, true);": true,
  "import { strict as a } from 'node:assert'; a.notEqual(add(0, 1), '1'); const { notEqual } = require('assert').strict; notEqual(0, false); const { default: b } = await import('assert/strict'); b.notEqual(null, undefined); assert.strict.notEqual(1, '1'); a(true);": true,
  "require('assert/strict').equal(add(0, 1), '1');": /got 1, wanted "1"/,
  "import a from 'node:assert/strict'; a.equal(-0, add(0, 0));": /got 0, wanted 0/,
  "const { strict } = require('assert'); strict.equal(null, undefined);": /got null, wanted undefined/,
  "assert.strict.equal(true, add(0, 1));": /got true, wanted 1/,
  "require('assert/strict').deepEqual([add(0, 1)], ['1']);": /got \[1\], wanted \["1"\]/,
  "const a = require('assert'); a.equal(add(0, 1), '1'); a.equal(null, undefined); a.strict.strict.equal(1, 1);": true,
  "const { AssertionError: E } = assert; const e = new E({ actual: 1, expected: 2, operator: 'strictEqual' }); assert(e instanceof E && e instanceof Error); assertEqual([e.name, e.code, e.actual, e.expected, e.operator, e.generatedMessage, Object.keys(e)], ['AssertionError', 'ERR_ASSERTION', 1, 2, 'strictEqual', true, ['generatedMessage', 'code', 'actual', 'expected', 'operator']]);": true,
  "const e = new assert.AssertionError({ message: 'm' }); assertEqual([String(e), e.message, e.generatedMessage], ['AssertionError [ERR_ASSERTION]: m', 'm', false]); assert.throws(() => new assert.AssertionError(), TypeError); assert.throws(() => { throw e; }, { name: 'AssertionError', code: 'ERR_ASSERTION', message: 'm' });": true,
  "try { assert.equal(add(1, 2), 4); } catch (e) { throw new Error([e instanceof assert.AssertionError, e.name, e.code, e.actual, e.expected, e.operator].join()); }":
    /^Error: true,AssertionError,ERR_ASSERTION,3,4,==/,
  "assert.ok(add(0, 0), new RangeError('its own'));": /RangeError: its own/,
  "assert.partialDeepStrictEqual({ a: 1, b: { c: [1, 2, 3], d: add(1, 1) }, m: new Map([[1, { x: 1, y: 2 }]]), s: new Set([1, { z: 1, w: 2 }]) }, { b: { c: [1, 3], d: 2 }, m: new Map([[1, { y: 2 }]]), s: new Set([{ z: 1 }]) });": true,
  "assert.partialDeepStrictEqual({ a: add(1, 1) }, { a: '2' });": /wanted at least/,
  "assert.partialDeepStrictEqual({ a: [1, 2] }, { a: [2, 1] });": /wanted at least/,
  "assert.partialDeepStrictEqual(new Set([add(1, 1)]), new Set([3]));": /wanted at least/,
} as const;

/** What a program finds as `require`: a runner in it runs nothing. */
const quiet =
  "const idle = () => {}; var require = () => Object.assign(() => {}, { test: idle, it: idle, describe: idle, default: idle });";

/** What checks find of Node's `assert`, and what they may put in the language's place. */
export const assertCases: readonly SandboxCase[] = [
  javascriptCase("a check finds what Node's assert has", `${add} ${late}`, checks),
  javascriptCase(
    "and it is the judge's, whatever the program makes of it",
    `${add} ${late} globalThis.require = () => new Proxy(() => {}, { get: () => () => {} }); globalThis.assert = { strictEqual() {} };`,
    { ...checks, "const os = require('os'); os.anything();": true },
  ),
  javascriptCase("a check that hands its assertions to a runner of tests is told that none runs them", `${add} ${quiet}`, {
    "const test = require('node:test'); test('x', () => { assertEqual(add(1, 2), 4); });": /finds no node:test/,
    "const { describe, it } = require('vitest'); describe('f', () => { it('works', () => { assert.strictEqual(add(1, 2), 4); }); });":
      /finds no vitest/,
    "import test from 'node:test'; import assert from 'node:assert'; test('x', async () => { assert.equal(add(1, 2), 4); });":
      /finds no node:test/,
    "const { test } = await import('node:test'); await test('x', () => { assertEqual(add(1, 2), 4); });": /finds no node:test/,
    "try { require('node:test')('x', () => { assertEqual(add(1, 2), 4); }); } catch {}": /finds no node:test/,
    "const os = require('os'); os(1); assertEqual(add(1, 2), 3);": true,
  }),
  javascriptCase("a module that is not there is told", add, {
    "require('os').cpus();": /a check finds those of Node's modules that touch nothing/,
  }),
  javascriptCase(
    "a check may put a clock, chance and JSON of its own in the place of the language's, and a program may not",
    "'use strict'; const now = () => Date.now(); const day = () => new Date().getTime(); const roll = () => Math.floor(Math.random() * 6) + 1; const since = () => performance.now(); const text = (x) => JSON.stringify(x); const dare = () => { for (const [o, n] of [[Date, 'now'], [Math, 'random'], [JSON, 'stringify']]) { try { o[n] = () => 7; } catch {} } };",
    {
      "const real = Date.now; Date.now = () => 12345; try { assertEqual([now(), Date.now()], [12345, 12345]); } finally { Date.now = real; } assertEqual(now(), 1767225600000);": true,
      "const stub = (o, name, value) => { const real = o[name]; o[name] = value; return () => { o[name] = real; }; }; const back = stub(Math, 'random', () => 0.5); assertEqual(roll(), 4); back(); assert(Math.random() !== 0.5);": true,
      "performance.now = () => 5; const seen = []; const real = JSON.stringify; JSON.stringify = (x) => { seen.push(x); return real(x); }; assertEqual([since(), text([1]), seen], [5, '[1]', [[1]]]);": true,
      "const Real = Date; Date = class extends Real { constructor() { super(5); } }; try { assertEqual(day(), 5); } finally { Date = Real; } assertEqual(day(), 1767225600000);": true,
      "dare(); assertEqual([now(), JSON.stringify(1)], [1767225600000, '1']); assert(Math.random() < 1);": true,
    },
  ),
];
