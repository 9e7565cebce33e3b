import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readBlocks } from "../../util/read-file.ts";
import { openTable } from "./open-table.ts";

const folder = mkdtempSync(join(tmpdir(), "blocks-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string | Buffer): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test("a file in blocks is whole lines, as many as fit or one that is longer", () => {
  const path = file("blocks.txt", "one\ntwo\nthree\na longer one\nfive\nsix");
  const blocks = (size: number): string[] => {
    const texts: string[] = [];
    for (const block of readBlocks(path, 100, { size })) texts.push(`${texts.length} ${block.toString()}`);
    return texts;
  };
  // Room for a longer line is kept for those behind it.
  assert.deepEqual(blocks(8), ["0 one\ntwo\n", "1 three\n", "2 a longer one\n", "3 five\nsix"]);
  assert.deepEqual(blocks(100), ["0 one\ntwo\nthree\na longer one\nfive\nsix"]);
  assert.throws(() => [...readBlocks(path, 20, { size: 8 })], /wanted at most 20 bytes in one file, got 35/);
});

test("JSON lines of many blocks are read like those of one: marks, returns, blank lines, letters of several bytes, a line longer than a block", async () => {
  const long = "ö".repeat(1_500_000);
  const rows = Array.from({ length: 30_000 }, (_, i) => ({
    item: `Aufgabe ${i} – größer`,
    passed: i % 2,
    ...(i === 20_000 ? { long } : {}),
  }));
  const lines = rows.map((row, i) => `${JSON.stringify(row)}\r\n${i % 1000 === 0 ? "\n" : ""}`);
  const table = await openTable(file("many.jsonl", `\uFEFF${lines.join("")}`));
  assert.deepEqual(table.columns, ["item", "passed", "long"]);
  assert.equal(table.lines.length, 30_000);
  assert.deepEqual(
    table.cells[0],
    rows.map(({ item }) => item),
  );
  assert.equal(table.cells[2]?.[20_000], long);
  // Before row i stand i rows, and one blank line for every thousand of them that began.
  for (const row of [0, 1, 999, 1001, 29_999]) assert.equal(table.lines[row], 1 + row + Math.ceil(row / 1000));
});

test("what is wrong in a late block is told with its line in the file", async () => {
  const good = `${JSON.stringify({ item: "x".repeat(80), model: "m", passed: 1 })}\n`.repeat(20_000);
  await assert.rejects(openTable(file("bad.jsonl", `${good}{"item":`)), /bad\.jsonl line 20001: a JSON object was wanted; got \{"item":/);
  const bytes = Buffer.concat([Buffer.from(good), Buffer.from([0x7b, 0xff, 0x7d, 10])]);
  await assert.rejects(openTable(file("latin.jsonl", bytes)), /UTF-8 was wanted; it holds bytes that are none/);
});
