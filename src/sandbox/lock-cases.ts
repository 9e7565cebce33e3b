import { javascriptCase, type SandboxCase } from "./cases.ts";

const dare =
  "const dare = (it, name, value) => { try { Object.defineProperty(it, name, { value }); } catch {} try { it[name] = value; } catch {} };";
const all = (...lines: string[]): string => lines.join("\n");

/** That the language is the same in every check, whatever a program did to it, and that a right program can do to it what it does elsewhere. */
export const lockCases: readonly SandboxCase[] = [
  javascriptCase(
    "what stands in for the language's names, functions and methods reaches no check",
    all(
      dare,
      "dare(Float16Array.prototype, 'includes', () => true); dare(Float16Array.prototype, Symbol.iterator, () => [9].values()); dare(Float16Array, 'from', () => [9]); globalThis.Float16Array = function () { return [9]; };",
      "for (const name of ['encodeURIComponent', 'Uint8Array', 'Proxy', 'Function', 'URIError', 'ReferenceError', 'Promise', 'JSON', 'DataView']) globalThis[name] = function () { return [9]; };",
      "for (const name of ['hasOwnProperty', 'isPrototypeOf', 'toString', 'join', 'every', 'length', 'includes']) for (const it of [Object, Array, Map, String, TypeError, Uint8Array, Function]) dare(it.prototype ?? it, name, () => true);",
      "dare(Object.prototype, '__proto__', {});",
      "for (const f of [Object.prototype.toString, Array.prototype.slice, Object.keys, Array.isArray, parseInt]) { dare(f, 'call', () => 9); dare(f, 'apply', () => 9); }",
      "for (const it of [RangeError, Array, Object, Map, Int8Array]) dare(it, Symbol.hasInstance, () => true);",
      "for (const name of ['split', 'replace', 'match', 'matchAll', 'search']) dare(String.prototype, Symbol[name], () => [9]);",
      "dare(Object.getPrototypeOf(Int8Array.prototype), 'every', () => true); dare(Int8Array.prototype, 'join', () => '9'); dare(Int8Array, 'from', () => [9]); dare(Array.prototype, Symbol.toStringTag, 'Nine');",
      "dare(ArrayBuffer.prototype, 'slice', () => 9); dare(Iterator.prototype, 'toArray', () => [9]);",
    ),
    {
      "assertEqual(encodeURIComponent('a b'), 'a%20b'); assertEqual(new Uint8Array([7])[0], 7); assert(new Proxy([], {}) instanceof Array && !(new Error() instanceof URIError) && !(new Error() instanceof ReferenceError) && !({} instanceof Function));": true,
      "assertEqual([({}).hasOwnProperty('x'), [1].hasOwnProperty('x'), [].isPrototypeOf({}), (() => 1).hasOwnProperty('x'), 'b'.includes('a'), [].length], [false, false, false, false, false, 0]);": true,
      "assertEqual([String(new TypeError('a')), String([1, 2]), Object.prototype.toString.call([])], ['TypeError: a', '1,2', '[object Array]']);": true,
      "assertEqual([Array.prototype.slice.call([1]), Object.keys.call(null, { a: 1 }), Array.isArray.apply(null, [5]), parseInt.call(null, '7')], [[1], ['a'], false, 7]);": true,
      "assert(!(new Error() instanceof RangeError) && !({} instanceof Array) && !(5 instanceof Object) && !([] instanceof Map));": true,
      "assertEqual(['a,b'.split(','), 'ab'.replace('a', 'c'), 'ab'.match('b').index, [...'ab'.matchAll('a')].length, 'ab'.search('b')], [['a', 'b'], 'cb', 1, 1, 1]);": true,
      "const two = new Int8Array([1, 2]); assertEqual([two.every((x) => x === 1), two.join(), [...Int8Array.from([3])]], [false, '1,2', [3]]);": true,
      "const half = new Float16Array([1, 2]); assertEqual([half.includes(9), [...half], [...Float16Array.from([3])]], [false, [1, 2], [3]]);": true,
      "assertEqual([new ArrayBuffer(2).slice(1).byteLength, [1].values().toArray()], [1, [1]]); assert(({}).__proto__ === Object.prototype);": true,
    },
  ),
  javascriptCase(
    "methods of lists, maps, dates, functions, errors and iterators may be assigned to one of them, in strict code too",
    all(
      "'use strict'; const seen = []; const list = []; list.push = function (...x) { seen.push(...x); return Array.prototype.push.apply(this, x); }; list.push(1);",
      "const map = new Map(); const set = map.set; map.set = function (k, v) { seen.push(k); return set.call(this, k, v); }; map.set(2, 3);",
      "const date = new Date(0); date.getTime = () => 5; const f = () => 1; f.call = () => 3; f.toString = () => 'f'; const e = new Error('a'); e.name = 'N'; e.toString = () => 'own';",
      "function* some() { yield 1; } const it = some(); it.next = () => ({ done: false, value: 9 }); const own = {}; own.toString = () => 'x'; own.hasOwnProperty = 1; own.constructor = 2;",
      "function Stack() {} Stack.prototype = Object.create(Array.prototype); Stack.prototype.constructor = Stack; Stack.prototype.push = function (x) { this.last = x; return Array.prototype.push.call(this, x); }; Stack.prototype.map = () => 7;",
      "class Box extends Array { push(...x) { this.n = (this.n ?? 0) + 1; return super.push(...x); } } const box = new Box(); box.push(1, 2);",
    ),
    {
      "assertEqual([seen, list, map.get(2), date.getTime(), f.call(), String(f), e.name, String(e)], [[1, 2], [1], 3, 5, 3, 'f', 'N', 'own']);": true,
      "assertEqual([it.next().value, String(own), own.hasOwnProperty, own.constructor], [9, 'x', 1, 2]);": true,
      "const s = new Stack(); s.push(4); assertEqual([s.last, s.length, s.map(), box.n, box.map((x) => x) instanceof Box], [4, 1, 7, 1, true]);": true,
    },
  ),
  javascriptCase(
    "names may be added to what the language has, and none of it shows where properties are listed",
    all(
      "'use strict'; Math.clamp = (x, a, b) => Math.min(b, Math.max(a, x)); Object.mapValues = (o, f) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, f(v)])); Promise.wait = (ms) => new Promise((done) => setTimeout(done, ms));",
      "Array.range = (n) => [...Array(n).keys()]; JSON.tryParse = (s) => { try { return JSON.parse(s); } catch { return null; } }; String.prototype.shout = function () { return this.toUpperCase() + '!'; }; Function.prototype.twice = function (x) { return this(this(x)); };",
      "const listed = []; for (const it of [[1], { a: 1 }, new Map(), new Error('x'), () => 1, new (class A { m() {} })()]) for (const name in it) if (!Object.hasOwn(Array.prototype, name)) listed.push(name);",
    ),
    {
      "assertEqual([Math.clamp(5, 1, 3), Object.mapValues({ a: 1 }, (x) => x + 1), Array.range(2), JSON.tryParse('{'), 'a'.shout()], [3, { a: 2 }, [0, 1], null, 'A!']); await Promise.wait(5);": true,
      "assertEqual(listed.filter((name) => name !== 'twice'), ['0', 'a']); assertEqual(JSON.stringify({ a: [new Date(0)], b: new Map(), c: new Error('x') }), '{\"a\":[\"1970-01-01T00:00:00.000Z\"],\"b\":{},\"c\":{}}');": true,
    },
  ),
  javascriptCase(
    "what is logged may be listened to, by programs and by checks",
    "'use strict'; const out = []; const first = console.log; console.log = (...parts) => { out.push(parts.join(' ')); }; const hi = () => console.log('hi', 1); hi(); console.log = first;",
    { "assertEqual(out, ['hi 1']); const seen = []; console.log = (part) => { seen.push(part); }; hi(); assertEqual(seen, ['hi']);": true },
  ),
  javascriptCase(
    "a copy of an error is of the language's class by its name, as the standard of structured clones has it",
    "const copy = (x) => structuredClone(x);",
    {
      "for (const kind of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) { const c = copy(new kind('q')); assert(Object.getPrototypeOf(c) === kind.prototype); assertEqual([c.name, c.message, Object.hasOwn(c, 'name')], [kind.name, 'q', false]); }": true,
      "class Mine extends TypeError { constructor(m) { super(m); this.name = 'Mine'; } } const c = copy({ e: new Mine('m') }).e; assert(Object.getPrototypeOf(c) === Error.prototype); assertEqual([c.name, c.message], ['Error', 'm']);": true,
      "const e = new Error('a', { cause: { b: 1 } }); const c = copy(e); assert(c.cause !== e.cause && c.cause.b === 1 && c.stack === e.stack); assertEqual(copy(new DOMException('m', 'AbortError')).name, 'AbortError');": true,
      "assert(copy(new Error('q')) instanceof RangeError);": false,
    },
  ),
  javascriptCase("a call that is too deep throws a RangeError", "const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));", {
    "let e; try { depth(1e7); } catch (thrown) { e = thrown; } assert(e instanceof RangeError && e instanceof Error && !(e instanceof TypeError)); assertEqual(e.name, 'RangeError'); assert(String(e).startsWith('RangeError: '));": true,
    "depth(1e7);": /^RangeError: Maximum call stack size exceeded/,
  }),
];
