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
  assert.equal(strike(`${key.slice(0, key.length / 2)} ${key.slice(key.length / 2)}`), "[key] [key]");
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
