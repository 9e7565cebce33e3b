import assert from "node:assert/strict";
import { test } from "node:test";
import { strikeKey } from "./strike-key.ts";

const key = "sk-proj-Aq9+/Zt_4f1c9a77b2&e0=Xw%55mQ";
const strike = strikeKey(key);

test("a key is struck out whole, percent-encoded, as hex, and in base64 at every place within its groups", () => {
  const forms = [
    key,
    encodeURIComponent(key),
    encodeURIComponent(key).toLowerCase().replaceAll("sk-proj-aq9", "sk-proj-Aq9"),
    Buffer.from(key).toString("hex"),
    Buffer.from(key).toString("base64"),
    Buffer.from(key).toString("base64url"),
    Buffer.from(`u:${key}`).toString("base64"),
    Buffer.from(`Bearer ${key} and more`).toString("base64"),
    Buffer.from(`Authorization: ${key}`).toString("base64url"),
  ];
  for (const form of forms) {
    const said = strike(`before ${form} after`);
    assert.match(said, /^before .*\[key\].* after$/, form);
    for (const part of [key.slice(0, 12), key.slice(-12), Buffer.from(key.slice(3, 21)).toString("base64")])
      assert.ok(!said.includes(part), `${form}: ${said}`);
  }
});

test("halves of twelve characters or more are struck, shorter parts stay", () => {
  assert.equal(strike(`begins ${key.slice(0, 12)}...`), "begins [key]...");
  assert.equal(strike(`${key.slice(0, key.length / 2)} and ${key.slice(key.length / 2)}`), "[key] and [key]");
  assert.equal(strike(`ends ...${key.slice(-11)}`), `ends ...${key.slice(-11)}`);
  for (let from = 0; from + 12 <= key.length; from++)
    for (let pad = 0; pad < 8; pad++)
      assert.equal(strike(`${"x ".repeat(pad)}y${key.slice(from, from + 12)}`), `${"x ".repeat(pad)}y[key]`, `${from} after ${pad}`);
  assert.equal(strike(key.repeat(3)), "[key]");
});

test("a text without the key is the same text, and placeholders are words like others", () => {
  const text = `sk-proj- and base64 ${Buffer.from("what else").toString("base64")}`;
  assert.equal(strike(text), text);
  for (const word of ["", "EMPTY", "ollama", "lm-studio", "not-needed"])
    assert.equal(strikeKey(word)(`I like ${word}.`), `I like ${word}.`);
  assert.equal(strikeKey(undefined)("any"), "any");
  assert.equal(strikeKey("4f1c9a77")("4f1c9a77 4f1c9a7"), "[key] 4f1c9a7");
});

const coded = (text: string, form: (code: number, digits: string) => string) =>
  text
    .split("")
    .map((char) => form(char.charCodeAt(0), char.charCodeAt(0).toString(16).padStart(2, "0")))
    .join("");
const escapes: Readonly<Record<string, (code: number, digits: string) => string>> = {
  percent: (_, digits) => `%${digits}`,
  "percent in capitals": (_, digits) => `%${digits.toUpperCase()}`,
  "percent twice": (_, digits) => `%25${digits}`,
  "percent five times": (_, digits) => `%25252525${digits}`,
  "percent u": (_, digits) => `%u00${digits}`,
  "JSON's escapes": (_, digits) => `\\u00${digits}`,
  "JSON's escapes in JSON": (_, digits) => `\\\\u00${digits}`,
  "escapes in braces": (_, digits) => `\\u{${digits}}`,
  "long escapes": (_, digits) => `\\U000000${digits}`,
  "bytes of a program": (_, digits) => `\\x${digits}`,
  octal: (code) => `\\${code.toString(8).padStart(3, "0")}`,
  "octal without zeros": (code) => `\\${code.toString(8)}`,
  "octal in braces": (code) => `\\o{${code.toString(8)}}`,
  "decimal references": (code) => `&#${code};`,
  "references with zeros": (code) => `&#000${code};`,
  "references without an end": (code) => `&#${code}`,
  "hex references": (_, digits) => `&#x${digits};`,
  "references in references": (code) => `&amp;#${code};`,
  "a mixture": (code, digits) => [`%${digits}`, `&#${code};`, `\\u00${digits}`, String.fromCharCode(code)][code % 4] ?? "",
  "blanks between": (code) => ` ${String.fromCharCode(code)}`,
  "hex with colons": (_, digits) => `${digits}:`,
  "hex with blanks": (_, digits) => `${digits.toUpperCase()} `,
  "hex as a list": (_, digits) => `0x${digits}, `,
  "a list of bytes": (code) => `${code}, `,
};

for (const [name, form] of Object.entries(escapes))
  test(`a key is struck out with every character escaped: ${name}`, () => {
    for (const whole of [key, "sk-ant-plain0123456789", "correct&horse<battery>staple"]) {
      const struck = strikeKey(whole);
      assert.match(struck(`before ${coded(whole, form)} !after`), /^before +(0x)?\[key\][, :]* !after$/, whole);
      assert.match(struck(`before ${coded(whole.slice(3, 15), form)} !after`), /^before +(0x)?\[key\][, :]* !after$/, "twelve characters");
      const less = `before ${coded("sk-and-that-is-all", form)} !after`;
      assert.equal(struck(less), less);
    }
  });

test("base64 is found in lines, escaped and percent-encoded", () => {
  const base64 = Buffer.from(`Bearer ${key}`).toString("base64");
  const forms = [base64.replace(/.{16}/g, "$&\r\n"), encodeURIComponent(base64), coded(base64, (_, digits) => `\\u00${digits}`)];
  for (const form of forms) assert.match(strike(`before ${form} !after`), /^before [^[]{1,70}\[key\][^[]{0,20} !after$/, form);
});

test("base64 and hex of one another, twice over, and the key from its end are struck", () => {
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const hex = (text: string): string => Buffer.from(text).toString("hex");
  const forms = [
    ...["", "a", "ab"].flatMap((before) => ["", "x", "xy"].map((outer) => base64(`${outer}${base64(`${before}${key}`)}`))),
    base64(base64(`Authorization: Bearer ${key.slice(0, 20)}`)),
    Buffer.from(Buffer.from(key).toString("base64url")).toString("base64url"),
    base64(hex(key)),
    base64(hex(key).toUpperCase()),
    hex(base64(`u:${key}`)),
    hex(hex(key)),
    encodeURIComponent(encodeURIComponent(base64(key))),
    key.split("").reverse().join(""),
  ];
  for (const form of forms) assert.match(strike(`before ${form} !after`), /^before .{0,60}\[key\].{0,24} !after$/, form);
});

test("names of characters in HTML and escaped signs of Markdown hide no key", () => {
  assert.equal(strikeKey("sk_live+a/b=c&d-0123")("sk&lowbar;live&plus;a&sol;b&equals;c&amp;d&#45;0123"), "[key]");
  assert.equal(strikeKey("sk_live-0123456789")("sk\\_live\\-0123456789"), "[key]");
});

test("nested escapes that never come to an end change nothing", () => {
  for (const unit of ["%25", "&amp;", "\\", "%", "&#", "&#1", "\\u{", "73:", "115, ", "&#x7", "%u00"])
    assert.equal(strike(unit.repeat(20_000)), unit.repeat(20_000), unit);
});

test("letters with signs between, as a list, in full width, in other capitals and in UTF-16 are struck", () => {
  const whole = "sk-ant-api03-Plain0123456789xYz";
  const wide = whole
    .split("")
    .map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
    .join("");
  const forms = [
    ...["-", ".", ", ", "_", " | ", "*"].map((sign) => whole.split("").join(sign)),
    JSON.stringify(whole.split("")),
    wide,
    whole.toUpperCase(),
    whole.toLowerCase(),
    whole.split("").join("\0"),
  ];
  for (const form of forms) {
    const said = strikeKey(whole)(`before ${form} after`);
    assert.match(said, /^before [^a-z0-9]*\[key\][^a-z0-9]* after$/i, form);
  }
  const other = "sk-ant-api04-Other and P.l.a.i.n.0.1.2.3.4";
  assert.equal(strikeKey(whole)(other), other);
});

test("a text of nothing but keys is struck from end to end, whole ones, halves and codes of them", () => {
  const own = "sk-aB3dEf7hIjK9mNoPqR5tUvWxYz";
  const strike = strikeKey(own);
  const units = [
    `${own} `,
    own,
    `www.${own.slice(0, 19)}<`,
    `${own.slice(4)}|${own.slice(0, 20)}|`,
    `${Buffer.from(own).toString("hex")}.`,
    `${Buffer.from(own).toString("base64").slice(0, 38)}<`,
    `${own.replaceAll("", "-")}<`,
  ];
  for (const unit of units) assert.equal(strike(unit.repeat(20_000)).replaceAll(/\[key\]|www|[\s.<|=-]/g, ""), "", unit);
});
