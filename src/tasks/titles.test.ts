import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { graderKinds } from "../judges/index.ts";
import { loadSuite } from "./load-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "titles-"));

test("a task's title stands in its meta, where reports look for it, and wins over one that stands there", async () => {
  writeFileSync(
    join(folder, "own.yaml"),
    `tasks:
  - { id: a, title: The cart, prompt: "What is 2 + 2?", answer: "4" }
  - { id: b, title: The shelf, prompt: "What is 2 + 3?", answer: "5", meta: { title: Another, source: mine } }
  - { id: c, prompt: "What is 2 + 4?", answer: "6" }
`,
  );
  writeFileSync(join(folder, "own.csv"), "id,title,prompt,answer\na,The cart,What is 2 + 2?,4\n");
  const metas = async (file: string) => (await loadSuite(join(folder, file), graderKinds())).tasks.map(({ meta }) => meta);
  assert.deepEqual(await metas("own.yaml"), [{ title: "The cart" }, { title: "The shelf", source: "mine" }, undefined]);
  assert.deepEqual(await metas("own.csv"), [{ title: "The cart" }]);
});
