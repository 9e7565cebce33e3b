/**
 * Code of the prelude: what Node's `assert` offers besides, on the `assert` of checks, which is also what they find as that module. What
 * is equal is what `assertEqual` says, and whatever fails fails the check, whoever catches it. `strict` has `equal` and its opposite as
 * `strictEqual` and its own are. A program finds the class of what is thrown by a symbol.
 */
export const nodeAssert = String.raw`
const sameAs = (a, b) => { try { return same(a, b, layer()); } catch { return false; } };
class AssertionError extends fault {
  generatedMessage; code = "ERR_ASSERTION"; actual; expected; operator;
  constructor(options) {
    if (typeof options !== "object" || options === null) throw new TypeError('The "options" argument must be of type object.');
    const { message, actual, expected, operator } = options, given = message !== undefined && message !== null;
    super(given ? text(message) : shown(actual) + " " + text(operator) + " " + shown(expected));
    this.generatedMessage = !given;
    this.actual = actual; this.expected = expected; this.operator = operator;
    defineProperty(this, "name", { value: "AssertionError", writable: true, configurable: true, enumerable: false });
  }
  toString() { return text(this.name) + " [" + text(this.code) + "]: " + text(this.message); }
}
defineProperty(globals, Symbol.for("node:assert.AssertionError"), { value: AssertionError });
function refuse(why, standard, facts) {
  if (!(why instanceof fault)) fail(why === undefined ? standard : typeof why === "string" ? why : words(why), { generated: why === undefined, ...facts });
  failure ??= words(why);
  throw why;
}
const compares = (test, what, operator) => (actual, expected, why) => { if (!test(actual, expected)) refuse(why, "got " + shown(actual) + ", " + what + " " + shown(expected), { actual, expected, operator }); };
const identical = Object.is, above = method(Object.prototype, "isPrototypeOf");
const loosely = (a, b) => a == b || (a !== a && b !== b);
// Whether all that the one shows is in the other, whatever more there is: elements in their order, members and fields by name.
function within(actual, expected) {
  if (typeof expected !== "object" || expected === null) return identical(actual, expected);
  if (typeof actual !== "object" || actual === null) return false;
  const kind = kindOf(expected);
  if (kindOf(actual) !== kind) return false;
  let found = true;
  if (kind === "array") {
    let at = 0;
    for (let i = 0; i < expected.length; i++) {
      while (at < actual.length && !within(actual[at], expected[i])) at += 1;
      if (at++ >= actual.length) return false;
    }
  } else if (kind === "map") eachOfMap(expected, (item, key) => { found &&= mapHas(actual, key) && within(mapGet(actual, key), item); });
  else if (kind === "set") eachOfSet(expected, (item) => { let one = setHas(actual, item); if (!one) eachOfSet(actual, (other) => { one ||= within(other, item); }); found &&= one; });
  else if (kind === "object") { const names = keys(expected); for (let i = 0; i < names.length; i++) found &&= hasOwn(actual, names[i]) && within(actual[names[i]], expected[names[i]]); }
  else return same(actual, expected, layer());
  return found;
}
const holdsPart = (a, b) => { try { return within(a, b); } catch { return false; } };
const fits = (given, pattern) => typeof given === "string" && matches(pattern, given);
// Whether what was thrown is what the check describes: a class, a test, a pattern or an object with its properties.
function described(thrown, wanted) {
  if (wanted === undefined) return true;
  if (typeof wanted === "function") {
    if (wanted.prototype !== undefined && thrown instanceof wanted) return true;
    return wanted !== fault && !above(fault, wanted) && apply(wanted, { __proto__: null }, [thrown]) === true;
  }
  if (kindOf(wanted) === "pattern") return matches(wanted, text(thrown));
  const names = keys(wanted);
  if (kindOf(wanted) === "error" && !(sameAs(thrown.message, wanted.message) && sameAs(thrown.name, wanted.name))) return false;
  for (let i = 0; i < names.length; i++) {
    const at = wanted[names[i]], found = thrown?.[names[i]];
    if (!(typeof at === "object" && at !== null && kindOf(at) === "pattern" && typeof found === "string" ? matches(at, found) : sameAs(found, at))) return false;
  }
  return true;
}
const judge = (ended, thrown, wanted, why, what) => {
  const said = typeof wanted === "string" ? wanted : why;
  if (!ended) refuse(said, "nothing was " + what);
  if (typeof wanted !== "string" && !described(thrown, wanted)) refuse(said, words(thrown) + " was " + what + ", which is not what was wanted");
};
const wanted = "wanted", other = "wanted anything but";
const differs = (test) => (a, b) => !test(a, b);
const strictly = {
  strictEqual: compares(identical, wanted, "strictEqual"), notStrictEqual: compares(differs(identical), other, "notStrictEqual"),
  deepStrictEqual: compares(sameAs, wanted, "deepStrictEqual"), notDeepStrictEqual: compares(differs(sameAs), other, "notDeepStrictEqual"),
};
const offeredAsserts = {
  ...strictly, AssertionError,
  ok: (value, why) => { if (!value) refuse(why, "an assertion did not hold", { actual: value, expected: true, operator: "==" }); },
  equal: compares(loosely, wanted, "=="), notEqual: compares(differs(loosely), other, "!="),
  deepEqual: compares(sameAs, wanted, "deepEqual"), notDeepEqual: compares(differs(sameAs), other, "notDeepEqual"),
  partialDeepStrictEqual: compares(holdsPart, "wanted at least", "partialDeepStrictEqual"),
  match: compares(fits, "wanted a match of", "match"), doesNotMatch: compares(differs(fits), "wanted no match of", "doesNotMatch"),
  throws: (call, wanted, why) => { let ended = false, thrown; try { call(); } catch (error) { ended = true; thrown = error; } judge(ended, thrown, wanted, why, "thrown"); },
  doesNotThrow: (call, wanted, why) => { try { call(); } catch (error) { refuse(typeof wanted === "string" ? wanted : why, words(error) + " was thrown"); } },
  rejects: async (given, wanted, why) => { let ended = false, thrown; try { await (typeof given === "function" ? given() : given); } catch (error) { ended = true; thrown = error; } judge(ended, thrown, wanted, why, "rejected"); },
  doesNotReject: async (given, wanted, why) => { try { await (typeof given === "function" ? given() : given); } catch (error) { refuse(typeof wanted === "string" ? wanted : why, words(error) + " was rejected"); } },
  ifError: (value) => { if (value !== null && value !== undefined) refuse(undefined, words(value)); },
  fail: (why) => refuse(why, "an assertion did not hold", { operator: "fail" }),
};
const strictAssert = (value, why) => assert(value, why);
const strictAsserts = { ...offeredAsserts, equal: strictly.strictEqual, notEqual: strictly.notStrictEqual, deepEqual: strictly.deepStrictEqual, notDeepEqual: strictly.notDeepStrictEqual };
function fill(module, members) {
  const names = keys(members);
  for (let i = 0; i < names.length; i++) { if (names[i] !== "AssertionError") freeze(members[names[i]]); module[names[i]] = members[names[i]]; }
  module.strict = strictAssert;
  module.default = module;
}
fill(assert, offeredAsserts);
fill(strictAssert, strictAsserts);
freeze(strictAssert);
// The modules that a check asks for: this one, whatever the program makes of it, and what the program finds.
const require = (name, ...more) => {
  if (name === "assert" || name === "node:assert") return assert;
  if (name === "assert/strict" || name === "node:assert/strict") return strictAssert;
  const found = valueAt("require");
  if (!found.there) throw new ReferenceError("a check finds those of Node's modules that touch nothing of the machine, and others where its program asks for one: not " + text(name));
  return found.value(name, ...more);
};
`;
