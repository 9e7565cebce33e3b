/** Code of the prelude: events, aborting, DOMException, buffers of bytes and the rest of what Node offers without a module. */
export const eventGlobals = String.raw`
const codes = ["", "IndexSizeError", "", "HierarchyRequestError", "WrongDocumentError", "InvalidCharacterError", "", "NoModificationAllowedError", "NotFoundError", "NotSupportedError", "", "InvalidStateError", "SyntaxError", "InvalidModificationError", "NamespaceError", "InvalidAccessError", "", "TypeMismatchError", "SecurityError", "NetworkError", "AbortError", "URLMismatchError", "QuotaExceededError", "TimeoutError", "InvalidNodeTypeError", "DataCloneError"];
class DOMException extends Error {
  #name;
  constructor(message = "", given = "Error") { super(message); this.#name = typeof given === "string" ? given : given?.name ?? "Error"; if (typeof given === "object" && given !== null && "cause" in given) this.cause = given.cause; }
  get name() { return this.#name; }
  get code() { const at = codes.indexOf(this.#name); return at < 0 ? 0 : at; }
}
class Event {
  #of;
  constructor(type, { bubbles = false, cancelable = false } = {}) { if (arguments.length === 0) throw new TypeError("Event: a type is needed"); this.#of = { type: text(type), bubbles, cancelable, target: null, prevented: false, stopped: false, at: timeNow() }; }
  get type() { return this.#of.type; }
  get bubbles() { return this.#of.bubbles; }
  get cancelable() { return this.#of.cancelable; }
  get target() { return this.#of.target; }
  get currentTarget() { return this.#of.target; }
  get defaultPrevented() { return this.#of.prevented; }
  get timeStamp() { return this.#of.at; }
  preventDefault() { if (this.#of.cancelable) this.#of.prevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this.#of.stopped = true; }
  static of(it) { return it.#of; }
}
const eventOf = Event.of;
delete Event.of;
class CustomEvent extends Event {
  #detail;
  constructor(type, options = {}) { super(type, options); this.#detail = options.detail ?? null; }
  get detail() { return this.#detail; }
}
class EventTarget {
  #listeners = [];
  addEventListener(type, callback, options = {}) {
    const { once = false, signal } = typeof options === "object" && options !== null ? options : {};
    if (callback === null || callback === undefined || signal?.aborted || this.#listeners.some((one) => one.type === text(type) && one.callback === callback)) return;
    this.#listeners = [...this.#listeners, { type: text(type), callback, once }];
    signal?.addEventListener("abort", () => this.removeEventListener(type, callback), { once: true });
  }
  removeEventListener(type, callback) { this.#listeners = this.#listeners.filter((one) => one.type !== text(type) || one.callback !== callback); }
  dispatchEvent(event) {
    const state = eventOf(event);
    state.target = this;
    for (const one of this.#listeners) {
      if (state.stopped) break;
      if (one.type !== state.type || !this.#listeners.includes(one)) continue;
      if (one.once) this.removeEventListener(one.type, one.callback);
      if (typeof one.callback === "function") guarded(() => apply(one.callback, this, [event]), []); else guarded(() => one.callback.handleEvent(event), []);
    }
    return !state.prevented;
  }
  static is(it) { return #listeners in it; }
}
const isTarget = EventTarget.is;
delete EventTarget.is;
let making = false;
class AbortSignal extends EventTarget {
  #aborted = false;
  #reason;
  onabort = null;
  constructor() { super(); if (!making) throw new TypeError("Illegal constructor"); defineProperty(this, "onabort", { enumerable: false }); }
  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }
  throwIfAborted() { if (this.#aborted) throw this.#reason; }
  static end(signal, reason) {
    if (signal.#aborted) return;
    signal.#aborted = true;
    signal.#reason = reason === undefined ? new DOMException("This operation was aborted", "AbortError") : reason;
    const event = new Event("abort");
    if (typeof signal.onabort === "function") guarded(() => signal.onabort(event), []);
    signal.dispatchEvent(event);
  }
  static abort(reason) { const signal = newSignal(); endSignal(signal, reason); return signal; }
  static timeout(ms) { const signal = newSignal(); setTimeout(() => endSignal(signal, new DOMException("The operation was aborted due to timeout", "TimeoutError")), ms); return signal; }
  static any(signals) {
    const signal = newSignal();
    for (const one of signals) { if (one.aborted) { endSignal(signal, one.reason); break; } one.addEventListener("abort", () => endSignal(signal, one.reason), { once: true }); }
    return signal;
  }
}
const endSignal = AbortSignal.end;
delete AbortSignal.end;
const newSignal = () => { making = true; try { return new AbortSignal(); } finally { making = false; } };
class AbortController {
  #signal = newSignal();
  get signal() { return this.#signal; }
  abort(reason) { endSignal(this.#signal, reason); }
  static is(it) { return #signal in it; }
}
const isController = AbortController.is;
delete AbortController.is;
// What these hold is out of sight: they equal themselves alone, unless a class that builds on them has fields.
const eventful = (it) => { if (keys(it).length > 0 || !(isTarget(it) || isController(it) || it instanceof Event)) throw it; };

const latin = (bytes) => { let out = ""; for (const b of bytes) out += String.fromCharCode(b); return out; };
const bytesFrom = { hex: (s) => (s.match(/[\da-f]{2}/gi) ?? []).map((h) => parseInt(h, 16)), base64: (s) => [...atob(s.replace(/-/g, "+").replace(/_/g, "/").replace(/[^A-Za-z0-9+/]/g, ""))].map((c) => c.charCodeAt(0)), latin1: (s) => [...s].map((c) => c.charCodeAt(0) & 255), utf8: (s) => new TextEncoder().encode(s) };
const textFrom = { hex: (b) => { let out = ""; for (const x of b) out += (x < 16 ? "0" : "") + x.toString(16); return out; }, base64: (b) => btoa(latin(b)), base64url: (b) => btoa(latin(b)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, ""), latin1: latin, utf8: (b) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(b) };
const encodingOf = (name = "utf8") => { const low = text(name).toLowerCase().replace("utf-8", "utf8").replace("binary", "latin1").replace("ascii", "latin1"); if (!(low in textFrom)) throw new TypeError("Unknown encoding: " + name); return low; };
class Buffer extends Uint8Array {
  static from(given, encoding, length) {
    if (typeof given === "string") return new Buffer(bytesFrom[encodingOf(encoding).replace("base64url", "base64")](given));
    return given instanceof ArrayBuffer ? new Buffer(given, encoding, length) : new Buffer(given?.type === "Buffer" ? given.data : given);
  }
  static alloc(size, fill = 0, encoding) { const made = new Buffer(size); return typeof fill === "number" ? made.fill(fill) : made.map((_, i) => { const part = Buffer.from(fill, encoding); return part[i % part.length]; }); }
  static concat(list) { const all = []; for (const part of list) for (const b of part) all.push(b); return new Buffer(all); }
  static byteLength(given, encoding) { return typeof given === "string" ? Buffer.from(given, encoding).length : given.byteLength; }
  static isBuffer(it) { return it instanceof Buffer; }
  static compare(a, b) { for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1; return a.length === b.length ? 0 : a.length < b.length ? -1 : 1; }
  toString(encoding, start = 0, end = this.length) { return textFrom[encodingOf(encoding)](this.subarray(start, end)); }
  toJSON() { return { type: "Buffer", data: [...this] }; }
  equals(other) { return Buffer.compare(this, other) === 0; }
  write(s, at = 0) { const part = Buffer.from(s); this.set(part.subarray(0, this.length - at), at); return part.length; }
  indexOf(given, from, encoding) { if (typeof given === "number") return super.indexOf(given, from); const part = typeof given === "string" ? Buffer.from(given, encoding) : given; for (let i = from ?? 0; i + part.length <= this.length; i++) { let k = 0; while (k < part.length && this[i + k] === part[k]) k++; if (k === part.length) return i; } return -1; }
  includes(given, from, encoding) { return this.indexOf(given, from, encoding) >= 0; }
  slice(start, end) { return this.subarray(start, end); }
  copy(to, at = 0, start = 0, end = this.length) { const part = this.subarray(start, Math.min(end, start + to.length - at)); to.set(part, at); return part.length; }
}
const ends = (name, alias) => { for (const kind of ["read", "write"]) defineProperty(Buffer.prototype, kind + alias, { value: Buffer.prototype[kind + name], writable: true, configurable: true, enumerable: false }); };
for (const [name, way, size] of [["UInt8", "Uint8", 1], ["Int8", "Int8", 1], ["UInt16", "Uint16", 2], ["Int16", "Int16", 2], ["UInt32", "Uint32", 4], ["Int32", "Int32", 4], ["Float", "Float32", 4], ["Double", "Float64", 8], ["BigInt64", "BigInt64", 8], ["BigUInt64", "BigUint64", 8]]) for (const end of size === 1 ? [""] : ["LE", "BE"]) {
  const read = DataView.prototype["get" + way], write = DataView.prototype["set" + way], low = end === "LE";
  const on = (it, at) => { if (!(at >= 0 && at + size <= it.length)) throw new RangeError('The value of "offset" is out of range. It must be >= 0 and <= ' + (it.length - size) + ". Received " + at); return new DataView(it.buffer, it.byteOffset, it.byteLength); };
  const methods = { ["read" + name + end](at = 0) { return apply(read, on(this, at), [at, low]); }, ["write" + name + end](value, at = 0) { apply(write, on(this, at), [at, value, low]); return at + size; } };
  for (const key of keys(methods)) defineProperty(Buffer.prototype, key, { value: methods[key], writable: true, configurable: true, enumerable: false });
  if (name.includes("UInt")) ends(name + end, name.replace("UInt", "Uint") + end);
}
const crypto = freeze({
  getRandomValues: (list) => { for (let i = 0; i < list.length; i++) list[i] = Math.random() * 4294967296; return list; },
  randomUUID: () => "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => (Math.random() * 16 | 0).toString(16)),
});
const fromAsync = async function (items, each, self) {
  const out = typeof this === "function" && this !== Array ? new this() : [];
  let i = 0;
  const add = async (item) => { out[i] = each === undefined ? item : await apply(each, self, [item, i]); i += 1; };
  if (items[Symbol.asyncIterator] !== undefined || items[Symbol.iterator] !== undefined) for await (const item of items) await add(item);
  else for (let k = 0; k < items.length; k++) await add(await items[k]);
  out.length = i;
  return out;
};
const eventOffered = { DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController, Buffer, crypto };
defineProperty(Array, "fromAsync", { value: fromAsync, writable: true, configurable: true, enumerable: false });
for (const name of ["dispose", "asyncDispose"]) if (!(name in Symbol)) defineProperty(Symbol, name, { value: Symbol("Symbol." + name), enumerable: false });
defineProperty(globals, "global", { value: globals, writable: true, configurable: true, enumerable: false });
`;
