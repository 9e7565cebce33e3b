import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Bug } from "../util/bug.ts";
import { patchedEngine } from "./engine-patch.ts";
import { engineWords } from "./engine-words.ts";

const own = await readFile(fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm")));

test("what is changed in the engine's code leaves all else of it where it is, and its words below its data", () => {
  const { code, words } = patchedEngine(own);
  assert.equal(code.length, own.length);
  const changed = code.reduce((count, byte, at) => count + (byte === own[at] ? 0 : 1), 0);
  assert.ok(changed > 0 && changed < 6 * 4 * engineWords.length, String(changed));
  assert.ok(words.at >= 64 && words.at + words.bytes.length <= 1024);
  const told = Buffer.from(words.bytes).toString("latin1").split("\0");
  assert.deepEqual(
    told.slice(0, -1),
    engineWords.map(({ wanted }) => wanted),
  );
});

test("another engine than the one that is known is refused", () => {
  const other = Buffer.from(own);
  other.write("stacks", own.indexOf("errors\0stack\0name") + 7, "latin1");
  assert.throws(() => patchedEngine(other), Bug);
  assert.throws(() => patchedEngine(own, [{ own: "no such words", wanted: "x" }]), Bug);
  const long = Array.from({ length: 30 }, () => ({ own: "not a function", wanted: "x".repeat(40), places: [] }));
  assert.throws(() => patchedEngine(own, long), /no room/);
});
