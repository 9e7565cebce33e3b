/**
 * Code of the prelude: what Node's `assert` offers besides, on the `assert` of checks, which is also what they find as that module. What
 * is equal is what `assertEqual` says, and whatever fails fails the check, whoever catches it.
 */
export const nodeAssert = String.raw`
const sameAs = (a, b) => { try { return same(a, b, layer()); } catch { return false; } };
const refuse = (why, standard) => fail(why === undefined ? standard : typeof why === "string" ? why : words(why));
const compares = (test, what) => (actual, expected, why) => { if (!test(actual, expected)) refuse(why, "got " + shown(actual) + ", " + what + " " + shown(expected)); };
const identical = Object.is, above = method(Object.prototype, "isPrototypeOf");
const loosely = (a, b) => a == b || (a !== a && b !== b);
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
const offeredAsserts = {
  ok: (value, why) => { if (!value) refuse(why, "an assertion did not hold"); },
  equal: compares(loosely, "wanted"), notEqual: compares((a, b) => !loosely(a, b), "wanted anything but"),
  strictEqual: compares(identical, "wanted"), notStrictEqual: compares((a, b) => !identical(a, b), "wanted anything but"),
  deepEqual: compares(sameAs, "wanted"), deepStrictEqual: compares(sameAs, "wanted"),
  notDeepEqual: compares((a, b) => !sameAs(a, b), "wanted anything but"), notDeepStrictEqual: compares((a, b) => !sameAs(a, b), "wanted anything but"),
  match: compares(fits, "wanted a match of"), doesNotMatch: compares((a, b) => !fits(a, b), "wanted no match of"),
  throws: (call, wanted, why) => { let ended = false, thrown; try { call(); } catch (error) { ended = true; thrown = error; } judge(ended, thrown, wanted, why, "thrown"); },
  doesNotThrow: (call, wanted, why) => { try { call(); } catch (error) { refuse(typeof wanted === "string" ? wanted : why, words(error) + " was thrown"); } },
  rejects: async (given, wanted, why) => { let ended = false, thrown; try { await (typeof given === "function" ? given() : given); } catch (error) { ended = true; thrown = error; } judge(ended, thrown, wanted, why, "rejected"); },
  doesNotReject: async (given, wanted, why) => { try { await (typeof given === "function" ? given() : given); } catch (error) { refuse(typeof wanted === "string" ? wanted : why, words(error) + " was rejected"); } },
  ifError: (value) => { if (value !== null && value !== undefined) refuse(undefined, words(value)); },
  fail: (why) => refuse(why, "an assertion did not hold"),
  strict: assert, default: assert,
};
const assertNames = keys(offeredAsserts);
for (let i = 0; i < assertNames.length; i++) { if (offeredAsserts[assertNames[i]] !== assert) freeze(offeredAsserts[assertNames[i]]); assert[assertNames[i]] = offeredAsserts[assertNames[i]]; }
// The modules that a check asks for: this one, whatever the program makes of it, and what the program finds.
const require = (name, ...more) => {
  if (name === "assert" || name === "node:assert" || name === "assert/strict" || name === "node:assert/strict") return assert;
  const found = valueAt("require");
  if (!found.there) throw new ReferenceError("a check finds the module assert, and the others where its program asks for one: not " + text(name));
  return found.value(name, ...more);
};
`;
