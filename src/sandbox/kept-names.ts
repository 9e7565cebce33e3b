/**
 * Code of the prelude: what the language has is kept by accessors, and so is a place for each name that a program may still give. To
 * whoever asks, the one is a value like any other, and the other is not there until it is given.
 */
export const keptNames = String.raw`
const erase = Reflect.deleteProperty;
const describe = Object.getOwnPropertyDescriptor, extensible = [];
// What a place holds that is told as if it were a value: that of the language, or of a name that is kept for the program.
const places = new WeakMap(), placeOf = method(WeakMap.prototype, "get"), tell = method(WeakMap.prototype, "set");
const nothing = () => undefined, replaced = [];
tell(places, nothing, nothing);
// A name that is kept for the program is not there until it is given.
const isKept = (owner, name) => { const found = describe(owner, name); return found?.get !== undefined && placeOf(places, found.get)?.() === undefined && hasToBeGiven(vacant, found.get); };
const vacant = new WeakSet(), hasToBeGiven = method(WeakSet.prototype, "has"), keepVacant = method(WeakSet.prototype, "add");
keepVacant(vacant, nothing);
const reflectHas = Reflect.has, realHas = plain.hasOwnProperty, describeAll = Object.getOwnPropertyDescriptors, allNames = Object.getOwnPropertyNames;
const keptHas = { hasOwnProperty(name) { return apply(realHas, this, [name]) && !(isExtensible(this) && isKept(this, name)); } }.hasOwnProperty;
const isExtensible = (it) => { for (let i = 0; i < extensible.length; i++) if (extensible[i].owner === it) return true; return false; };
const shownAs = (found) => { const read = found?.get === undefined ? undefined : placeOf(places, found.get); return read === undefined ? found : { value: read(), writable: true, enumerable: found.enumerable, configurable: true }; };
const without = (owner, list) => { settleStack(owner); const names = list(owner); if (!isExtensible(owner)) return names; const found = []; for (let i = 0; i < names.length; i++) if (!isKept(owner, names[i])) defineProperty(found, found.length, { value: names[i], writable: true, configurable: true, enumerable: true }); return found; };
const shownOf = { getOwnPropertyDescriptor(owner, name) { settleStack(owner); const found = describe(owner, name); return found?.get !== undefined && isExtensible(owner) && isKept(owner, name) ? undefined : shownAs(found); } }.getOwnPropertyDescriptor;
const asking = [
  [Object, { hasOwn(owner, name) { settleStack(owner); return hasOwn(owner, name) && !(isExtensible(owner) && isKept(owner, name)); }, getOwnPropertyDescriptor: shownOf, getOwnPropertyNames(owner) { return without(owner, allNames); } }],
  [Object, { getOwnPropertyDescriptors(owner) { settleStack(owner); const found = describeAll(owner), all = ownKeys(found); for (let i = 0; i < all.length; i++) { const one = found[all[i]]; if (one.get !== undefined && isExtensible(owner) && isKept(owner, all[i])) erase(found, all[i]); else if (shownAs(one) !== one) defineProperty(found, all[i], { value: shownAs(one), writable: true, configurable: true, enumerable: true }); } return found; } }],
  [Reflect, { has(owner, name) { return reflectHas(owner, name) && !(isExtensible(owner) && isKept(owner, name)); }, getOwnPropertyDescriptor: shownOf, ownKeys(owner) { return without(owner, ownKeys); } }],
];
// What a program gives while the check is under way does not answer for what the check sets itself.
let assignedNow = [], sharedNow = [];
const answers = (name, found) => { for (let k = 0; k < assignedNow.length; k++) if (assignedNow[k] === name && answersAlike(found)) { failure ??= "the program gave what the language has " + given(name) + ", which the check sets for its own"; return true; } return false; };
const fields = ["value", "get", "set", "writable", "enumerable", "configurable"];
function define(real, owner, name, descriptor) {
  const isPlain = owner === plain && !hasOwn(plain, name);
  if (!isPlain && (!checking || !(owner === globals || isExtensible(owner)))) return real(owner, name, descriptor);
  const key = typeof name === "symbol" ? name : text(name), found = { __proto__: null };
  for (let i = 0; i < fields.length; i++) if (reflectHas(descriptor, fields[i])) found[fields[i]] = descriptor[fields[i]];
  if (isPlain) found.configurable = true;
  if (isPlain) return real(owner, key, found);
  // A program must not answer in place of what the check sets for all to see.
  if (owner === globals) { for (let k = 0; k < sharedNow.length; k++) if (sharedNow[k] === key && (hasOwn(found, "get") || hasOwn(found, "set"))) { failure ??= "the program gave all code " + given(key) + " that answers by itself, which the check sets for its own"; return owner; } return real(owner, key, found); }
  return answers(key, found) ? owner : real(owner, key, found);
}
const realDefine = Object.defineProperty, realDefineAll = Object.defineProperties;
asking[asking.length] = [Object, {
  defineProperty(owner, name, descriptor) { return define(realDefine, owner, name, descriptor); },
  defineProperties(owner, all) { if (owner !== plain && (!checking || !(owner === globals || isExtensible(owner)))) return realDefineAll(owner, all); const names = ownKeys(all); for (let i = 0; i < names.length; i++) define(realDefine, owner, names[i], all[names[i]]); return owner; },
}];
asking[asking.length] = [Reflect, { defineProperty(owner, name, descriptor) { return define(defineProperty, owner, name, descriptor) !== false; } }];
asking[asking.length] = [plain, {
  __defineGetter__(name, get) { define(realDefine, this, name, { get, enumerable: true, configurable: true }); },
  __defineSetter__(name, set) { define(realDefine, this, name, { set, enumerable: true, configurable: true }); },
}];
for (let i = 0; i < asking.length; i++) for (const name of keys(asking[i][1])) defineProperty(asking[i][0], name, { value: asking[i][1][name], writable: true, configurable: true, enumerable: false });
`;
