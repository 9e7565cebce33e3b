import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { catallaxy, root, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const models = ["m\u001b[31m\u009b31m\u202eevil", "n\u2066\u200b\u3164"];
const rows = Array.from({ length: 60 }, (_, item) =>
  models.map((model, place) => ({
    item: `i${item}\u001b[2J`,
    model,
    passed: (item * 7 + place * 3) % 5 < 2 + place ? 1 : 0,
    cost_usd: (place + 1) / 1000,
    category: item % 2 === 0 ? "\u202ecat| x" : "plain",
    "user\u202e": "x\u0085",
  })),
).flat();
writeFileSync(join(folder, "theirs.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));

test("no file that a command writes from another's table has a sign in it that nobody sees", async () => {
  for (const words of [
    ["import", "theirs.jsonl", "ours.jsonl"],
    ["fit", "theirs.jsonl", "--write", "world.json"],
    ["decide", "theirs.jsonl", "--write", "decided"],
  ]) {
    const { code, err } = await catallaxy(words, { cwd: folder });
    assert.equal(code, 0, `${words.join(" ")}: ${err}`);
  }
  const written = globSync("{ours.jsonl,world.json,decided/*}", { cwd: folder });
  assert.ok(written.length >= 3, written.join());
  for (const file of written) {
    const text = readFileSync(join(folder, file), "utf8").replaceAll("\n", "");
    assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u, file);
  }
  const ours = readFileSync(join(folder, "ours.jsonl"), "utf8").trimEnd().split("\n");
  assert.deepEqual(
    ours.map((line) => (JSON.parse(line) as { model: string }).model),
    rows.map(({ model }) => model),
  );
});

test("every command writes JSON to files through one door", () => {
  for (const file of globSync("src/cli/**/*.ts", { cwd: root }))
    assert.doesNotMatch(readFileSync(join(root, file), "utf8"), /writeFileSync\([^;]*JSON\.stringify/, file);
});
