import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { missingSuite } from "./missing-suite.ts";

test("a folder of suite files is the nearest name, and folders of other things are not", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-near-"));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, file] of [
    ["own", "1-math.yaml"],
    ["oxm", "notes.txt"],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, file), "");
  }
  writeFileSync(join(folder, "lab.yaml"), "");
  assert.match(missingSuite(join(folder, "owm")), new RegExp(`Did you mean "${join(folder, "own")}"\\?$`));
  rmSync(join(folder, "own"), { recursive: true });
  const told = missingSuite(join(folder, "owm"));
  assert.match(told, /Known: in that folder: \S+lab\.yaml;/);
});
