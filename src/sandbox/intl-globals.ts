/**
 * Code of the prelude: `URL`, `URLSearchParams`, `Intl` and the `toLocale...` methods. What they need of the system they ask the host
 * for, as text in and text out (`webHost`); nothing of the host comes into the engine.
 */
export const intlGlobals = String.raw`
const faults = { RangeError, TypeError, SyntaxError };
function ask(kind, ...args) {
  const told = parse(host(kind, stringify(args)));
  if (hasOwn(told, "fault")) {
    const made = new (faults[told.fault] ?? TypeError)(told.message);
    if (hasOwn(told, "code")) defineProperty(made, "code", { value: told.code, writable: true, configurable: true, enumerable: true });
    throw made;
  }
  return told.value;
}
const weakGet = method(WeakMap.prototype, "get"), weakSet = method(WeakMap.prototype, "set");
const signOf = (x) => (x === 0 && 1 / x < 0 ? "-0" : text(x));
const asNumber = (x) => (typeof x === "bigint" ? { bigint: text(x) } : typeof x === "string" ? x : { number: signOf(+x) });
const asDate = (x) => ({ number: text(x === undefined ? VirtualDate.now() : +x) });
const asText = (x) => text(x);
const asList = (x) => { const out = []; for (const item of x) out[out.length] = text(item); return out; };
const asUnit = asText;
const shapes = {
  NumberFormat: { format: [asNumber], formatToParts: [asNumber], formatRange: [asNumber, asNumber], formatRangeToParts: [asNumber, asNumber] },
  DateTimeFormat: { format: [asDate], formatToParts: [asDate], formatRange: [asDate, asDate], formatRangeToParts: [asDate, asDate] },
  Collator: { compare: [asText, asText] },
  PluralRules: { select: [asNumber], selectRange: [asNumber, asNumber] },
  ListFormat: { format: [asList], formatToParts: [asList] },
  RelativeTimeFormat: { format: [asNumber, asUnit], formatToParts: [asNumber, asUnit] },
  DisplayNames: { of: [asText] },
  Segmenter: { segment: [asText] },
};
const bound = { NumberFormat: "format", DateTimeFormat: "format", Collator: "compare" };
const localesOf = (given) => (given === undefined ? null : typeof given === "string" ? given : asList(given));
const setups = new WeakMap();
const Intl = {};
function intlClass(name) {
  const Format = { [name]: function (locales, options) {
    if (new.target === undefined && bound[name] === undefined) throw new TypeError("Intl." + name + " is called with new");
    const self = construct(Object, [], new.target ?? Format);
    const setup = { locales: localesOf(locales), options: options === undefined ? null : parse(stringify(options)) };
    weakSet(setups, self, setup);
    ask("Intl", name, setup, "resolvedOptions");
    return self;
  } }[name];
  const run = (self, member, given) => {
    const setup = weakGet(setups, self);
    if (setup === undefined) throw new TypeError("Intl." + name + ": not an object of this class");
    const args = [], shape = member === "resolvedOptions" ? [] : shapes[name][member];
    for (let i = 0; i < shape.length; i++) args[i] = shape[i](given[i]);
    return ask("Intl", name, setup, member, ...args);
  };
  const define = (member, descriptor) => defineProperty(Format.prototype, member, { configurable: true, enumerable: false, ...descriptor });
  for (const member of [...keys(shapes[name]), "resolvedOptions"]) {
    if (member === bound[name]) define(member, { get() { return (...given) => run(this, member, given); } });
    else define(member, { writable: true, value: { [member](...given) { return run(this, member, given); } }[member] });
  }
  define(Symbol.toStringTag, { value: "Intl." + name });
  defineProperty(Format, "supportedLocalesOf", { value: (given) => ask("supported", name, localesOf(given)), writable: true, configurable: true });
  defineProperty(Intl, name, { value: Format, writable: true, configurable: true, enumerable: false });
}
for (const name of keys(shapes)) intlClass(name);
defineProperty(Intl, "getCanonicalLocales", { value: (given) => ask("canonical", localesOf(given) ?? []), writable: true, configurable: true });
defineProperty(Intl, "supportedValuesOf", { value: (key) => ask("values", text(key)), writable: true, configurable: true });
defineProperty(Intl, Symbol.toStringTag, { value: "Intl", configurable: true });

const short = (name, setup, member, ...args) => ask("Intl", name, setup, member, ...args);
const setupOf = (locales, options) => ({ locales: localesOf(locales), options: options === undefined ? null : parse(stringify(options)) });
const methodOn = (proto, name, value) => defineProperty(proto, name, { value, writable: true, configurable: true, enumerable: false });
methodOn(Number.prototype, "toLocaleString", { toLocaleString(locales, options) { return short("NumberFormat", setupOf(locales, options), "format", asNumber(numberOf(this))); } }.toLocaleString);
methodOn(BigInt.prototype, "toLocaleString", { toLocaleString(locales, options) { return short("NumberFormat", setupOf(locales, options), "format", asNumber(BigInt(this))); } }.toLocaleString);
const dateWays = { toLocaleString: ["any", "all"], toLocaleDateString: ["date", "date"], toLocaleTimeString: ["time", "time"] };
for (const name of keys(dateWays)) methodOn(RealDate.prototype, name, { [name](locales, options) {
  const at = timeOf(this);
  return at !== at ? "Invalid Date" : ask("date", dateWays[name], setupOf(locales, options), { number: text(at) });
} }[name]);
// The engine leaves out the name of the zone.
for (const name of ["toString", "toTimeString"]) {
  const bare = method(RealDate.prototype, name);
  methodOn(RealDate.prototype, name, { [name]() { const said = bare(this); return said === "Invalid Date" ? said : said + " (Coordinated Universal Time)"; } }[name]);
}
const common = /^[a-z0-9]*$/;
methodOn(String.prototype, "localeCompare", { localeCompare(other, locales, options) {
  const a = text(this), b = text(other);
  if (locales === undefined && options === undefined && matches(common, a) && matches(common, b)) return a < b ? -1 : a > b ? 1 : 0;
  return short("Collator", setupOf(locales, options), "compare", a, b);
} }.localeCompare);
for (const name of ["toLocaleLowerCase", "toLocaleUpperCase"]) {
  const common = method(String.prototype, name);
  methodOn(String.prototype, name, { [name](locales) { return locales === undefined ? common(this) : ask(name, text(this), localesOf(locales)); } }[name]);
}
methodOn(Array.prototype, "toLocaleString", { toLocaleString(locales, options) {
  let out = "";
  for (let i = 0; i < this.length; i++) out += (i === 0 ? "" : ",") + (this[i] === undefined || this[i] === null ? "" : this[i].toLocaleString(locales, options));
  return out;
} }.toLocaleString);

let listOf, hrefOf, rewire;
class URLSearchParams {
  #list = [];
  #changed = () => {};
  static {
    listOf = (it) => it.#list;
    rewire = (it, list, changed) => { it.#list = list; it.#changed = changed; };
  }
  constructor(init = "") {
    if (typeof init !== "object" && typeof init !== "function" || init === null) this.#list = ask("params", text(init));
    else if (typeof init[Symbol.iterator] === "function") {
      for (const pair of init) {
        const [name, value, ...more] = pair;
        if (more.length > 0 || [...pair].length !== 2) throw new TypeError("URLSearchParams: each pair is a name and a value");
        this.append(name, value);
      }
    } else for (const name of ownKeys(init)) if (Object.getOwnPropertyDescriptor(init, name).enumerable) this.append(name, init[name]);
  }
  get size() { return this.#list.length; }
  append(name, value) { this.#list[this.#list.length] = [well(name), well(value)]; this.#changed(); }
  delete(name, value) {
    this.#list = this.#list.filter(([key, item]) => key !== well(name) || (value !== undefined && item !== well(value)));
    this.#changed();
  }
  get(name) { return this.#list.find(([key]) => key === well(name))?.[1] ?? null; }
  getAll(name) { return this.#list.filter(([key]) => key === well(name)).map(([, value]) => value); }
  has(name, value) { return this.#list.some(([key, item]) => key === well(name) && (value === undefined || item === well(value))); }
  set(name, value) {
    let found = false;
    this.#list = this.#list.filter((pair) => {
      if (pair[0] !== well(name)) return true;
      if (found) return false;
      found = true;
      pair[1] = well(value);
      return true;
    });
    if (!found) this.#list[this.#list.length] = [well(name), well(value)];
    this.#changed();
  }
  sort() { this.#list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)); this.#changed(); }
  forEach(callback, self) { for (const [name, value] of this) apply(callback, self, [value, name, this]); }
  *entries() { for (let i = 0; i < this.#list.length; i++) yield [this.#list[i][0], this.#list[i][1]]; }
  *keys() { for (let i = 0; i < this.#list.length; i++) yield this.#list[i][0]; }
  *values() { for (let i = 0; i < this.#list.length; i++) yield this.#list[i][1]; }
  [Symbol.iterator]() { return this.entries(); }
  toString() { return ask("query", this.#list); }
  get [Symbol.toStringTag]() { return "URLSearchParams"; }
}
const well = (given) => text(given).toWellFormed();
class URL {
  #parts;
  #params = new URLSearchParams();
  static { hrefOf = (it) => it.#parts.href; }
  constructor(given, base) {
    if (arguments.length === 0) throw new TypeError("URL: an address is needed");
    this.#take(ask("URL", text(given), base === undefined ? null : text(base)));
  }
  #take(parts) {
    this.#parts = parts;
    rewire(this.#params, ask("params", parts.search), () => this.#change("search", this.#params.toString(), false));
  }
  #change(name, value, read = true) {
    const parts = ask("change", this.#parts.href, name, text(value));
    if (read) this.#take(parts); else this.#parts = parts;
  }
  get href() { return this.#parts.href; }
  set href(value) { this.#take(ask("URL", text(value), null)); }
  get origin() { return this.#parts.origin; }
  get searchParams() { return this.#params; }
  toString() { return this.#parts.href; }
  toJSON() { return this.#parts.href; }
  get [Symbol.toStringTag]() { return "URL"; }
  static canParse(given, base) { try { new URL(given, base); return true; } catch { return false; } }
  static parse(given, base) { try { return new URL(given, base); } catch { return null; } }
  static {
    for (const name of ["protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"])
      defineProperty(URL.prototype, name, { get() { return this.#parts[name]; }, set(value) { this.#change(name, value); }, configurable: true, enumerable: true });
  }
}
const queryOf = (it) => ask("query", listOf(it));
const intlOffered = { URL, URLSearchParams, Intl };
`;
