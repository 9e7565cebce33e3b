/** Code of the prelude: what browsers and Node offer and the engine lacks, as far as it needs no host. */
export const webGlobals = String.raw`
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function btoa(given) {
  const s = text(given);
  let out = "";
  for (let i = 0; i < s.length; i += 3) {
    const a = s.charCodeAt(i), b = s.charCodeAt(i + 1), c = s.charCodeAt(i + 2);
    if (a > 255 || b > 255 || c > 255) throw new DOMException("btoa: a character outside of Latin-1", "InvalidCharacterError");
    out += letters[a >> 2] + letters[((a & 3) << 4) | (b >> 4)] + (i + 1 < s.length ? letters[((b & 15) << 2) | (c >> 6)] : "=") + (i + 2 < s.length ? letters[c & 63] : "=");
  }
  return out;
}
function atob(given) {
  const s = text(given).replace(/[\t\n\f\r ]/g, "").replace(/==?$/, "");
  if (s.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(s)) throw new DOMException("atob: no base64", "InvalidCharacterError");
  let out = "", bits = 0, held = 0;
  for (let i = 0; i < s.length; i++) {
    held = ((held << 6) | letters.indexOf(s[i])) & 0xffffff;
    bits += 6;
    if (bits >= 8) { bits -= 8; out += String.fromCharCode((held >> bits) & 255); }
  }
  return out;
}
class TextEncoder {
  get encoding() { return "utf-8"; }
  encode(given = "") {
    const s = text(given), out = [];
    for (let i = 0; i < s.length; i++) {
      let c = s.codePointAt(i);
      if (c > 0xffff) i += 1;
      if (c >= 0xd800 && c <= 0xdfff) c = 0xfffd;
      if (c < 0x80) out.push(c);
      else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
      else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
      else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    }
    return new Uint8Array(out);
  }
  encodeInto(given, into) {
    const s = text(given);
    let read = 0, written = 0;
    for (const c of s) { const part = this.encode(c); if (written + part.length > into.length) break; into.set(part, written); written += part.length; read += c.length; }
    return { read, written };
  }
}
class TextDecoder {
  #bom;
  constructor(label = "utf-8", { ignoreBOM = false } = {}) {
    if (!/^\s*(?:utf-?8|unicode-1-1-utf-8)\s*$/i.test(text(label))) throw new RangeError("TextDecoder: only utf-8 is here, not " + label);
    this.#bom = ignoreBOM;
  }
  get encoding() { return "utf-8"; }
  decode(given = new Uint8Array()) {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    let out = "";
    for (let i = 0; i < bytes.length; ) {
      const a = bytes[i++];
      const more = a < 0x80 ? 0 : a >= 0xc2 && a < 0xe0 ? 1 : a >= 0xe0 && a < 0xf0 ? 2 : a >= 0xf0 && a < 0xf5 ? 3 : -1;
      let c = more === 0 ? a : more < 0 ? 0xfffd : a & (0x3f >> more);
      for (let k = 0; k < more; k++) {
        const least = k > 0 ? 0x80 : a === 0xe0 ? 0xa0 : a === 0xf0 ? 0x90 : 0x80, most = k > 0 ? 0xbf : a === 0xed ? 0x9f : a === 0xf4 ? 0x8f : 0xbf;
        if (!(bytes[i] >= least && bytes[i] <= most)) { c = 0xfffd; break; }
        c = (c << 6) | (bytes[i++] & 63);
      }
      out += String.fromCodePoint(c);
    }
    return out.startsWith("\ufeff") && !this.#bom ? out.slice(1) : out;
  }
}
const cloned = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, __proto__: null };
function structuredClone(given, seen = new Map()) {
  if (typeof given === "function" || typeof given === "symbol") throw new DOMException("structuredClone: a " + typeof given + " cannot be cloned", "DataCloneError");
  if (typeof given !== "object" || given === null) return given;
  if (seen.has(given)) return seen.get(given);
  const kept = (copy) => { seen.set(given, copy); return copy; };
  const kind = kindOf(given);
  if (kind === "date") return kept(new RealDate(timeOf(given)));
  if (kind === "pattern") return kept(new RegExp(given.source, given.flags));
  if (kind === "opaque") throw new DOMException("structuredClone: the value cannot be cloned", "DataCloneError");
  if (kind === "buffer" || (view(given) && given.slice)) return kept(given.slice());
  if (kind in boxes) return kept(Object(boxes[kind](given)));
  if (kind === "map") { const copy = kept(new Map()); eachOfMap(given, (item, key) => { copy.set(structuredClone(key, seen), structuredClone(item, seen)); }); return copy; }
  if (kind === "set") { const copy = kept(new Set()); eachOfSet(given, (item) => { copy.add(structuredClone(item, seen)); }); return copy; }
  if (kind === "error") {
    if (given instanceof DOMException) return kept(new DOMException(given.message, given.name));
    const own = (name) => { const found = Object.getOwnPropertyDescriptor(given, name); return found !== undefined && "value" in found ? found.value : undefined; };
    const made = cloned[text(given.name)] ?? fault, message = own("message"), copy = kept(message === undefined ? new made() : new made(text(message)));
    const stack = own("stack");
    if (typeof stack === "string") defineProperty(copy, "stack", { value: stack, writable: true, configurable: true, enumerable: false });
    if (hasOwn(given, "cause")) defineProperty(copy, "cause", { value: structuredClone(own("cause"), seen), writable: true, configurable: true, enumerable: false });
    return copy;
  }
  const copy = kept(kind === "array" ? new Array(given.length) : {});
  for (const key of keys(given)) copy[key] = structuredClone(given[key], seen);
  return copy;
}
const webOffered = { btoa, atob, TextEncoder, TextDecoder, structuredClone: (given) => structuredClone(given) };
`;
