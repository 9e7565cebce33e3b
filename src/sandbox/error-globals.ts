import { rawStack } from "./engine-patch.ts";

/**
 * Code of the prelude: errors as Node has them. A trace begins with the name and the message, and is the error's own property for whoever
 * asks for those; what JSON cannot read is told in Node's words.
 */
export const errorGlobals = String.raw`
const headOf = (name, message) => (name === "" ? message : message === "" ? name : name + ": " + message);
const wordOf = (value, otherwise) => (value === undefined ? otherwise : text(value));
const traceOf = (raw) => { let out = ""; const all = lines(text(raw), "\n"); for (let i = 0; i < all.length; i++) if (all[i] !== "" && find(all[i], "prelude.js") < 0) out += "\n" + all[i]; return out; };
const canGrow = Object.isExtensible, isThing = (it) => (typeof it === "object" && it !== null) || typeof it === "function";
function putStack(it, value) { defineProperty(it, "stack", { value, writable: true, configurable: true, enumerable: false }); }
// Made when it is first asked for, with the name that the error has then.
const stackOf = (it) => headOf(wordOf(it.name, "Error"), wordOf(it.message, "")) + traceOf(it.${rawStack});
function settleStack(it) {
  if (!isThing(it) || !hasOwn(it, "${rawStack}") || !canGrow(it)) return;
  if (!hasOwn(it, "stack")) putStack(it, stackOf(it));
  erase(it, "${rawStack}");
}
defineProperty(Error.prototype, "stack", {
  get() {
    if (!isThing(this) || typeof this.${rawStack} !== "string") return undefined;
    if (!hasOwn(this, "${rawStack}") || !canGrow(this)) return stackOf(this);
    settleStack(this);
    return this.stack;
  },
  set(given) {
    if (!isThing(this) || this === fault.prototype) return;
    if (!hasOwn(this, "${rawStack}")) return own(this, "stack", given);
    putStack(this, given);
    erase(this, "${rawStack}");
  },
  configurable: true, enumerable: false,
});
defineProperty(Error, "captureStackTrace", {
  value: { captureStackTrace(it) { defineProperty(it, "${rawStack}", { value: new fault().${rawStack}, writable: true, configurable: true, enumerable: false }); erase(it, "stack"); settleStack(it); } }.captureStackTrace,
  writable: true, configurable: true, enumerable: false,
});
const longestTold = 100000;
JSON.parse = { parse(given, reviver) {
  try { return parse(given, reviver); } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const source = text(given);
    if (source.length <= longestTold) ask("json", source);
    throw thrown;
  }
} }.parse;
`;
