import assert from "node:assert/strict";
import { test } from "node:test";
import { driving, hostileTexts } from "../../bench/proof/hostile-texts.ts";
import { cellsOf, faultIn, inertWriters } from "../../bench/proof/inert-writers.ts";
import { table } from "./table.ts";

for (const writer of inertWriters) {
  test(`nothing that models, providers, files or names say does anything in this writer: ${writer.name}`, async () => {
    const found: { text: string; fault: string }[] = [];
    for (const text of hostileTexts) {
      const fault = await faultIn(writer, text);
      if (fault !== undefined) found.push({ text, fault });
    }
    assert.deepEqual(found, []);
  });
}

test("a text that is shown as it is would be found in every medium", async () => {
  const bare = {
    terminal: (text: string) => text,
    markdown: (text: string) => `| ${text} |\n${text}`,
    csv: (text: string) => `a,b\n${text},1\n`,
    page: (text: string) => `<p title="${text}">${text}</p>`,
    json: (text: string) => `"${text}"\n`,
  };
  for (const [medium, write] of Object.entries(bare)) {
    const writer = { name: medium, medium, write } as (typeof inertWriters)[number];
    const found = await Promise.all(hostileTexts.map((text) => faultIn(writer, text).catch(() => "not JSON")));
    assert.ok(found.filter((fault) => fault !== undefined).length >= 11, `${medium}: ${found.join(" | ")}`);
  }
});

test("a cell of a table is one line", () => {
  for (const text of hostileTexts) {
    const [, row = ""] = table([{ title: "a" }], [[text]]);
    assert.doesNotMatch(row, /[\n\t]/, JSON.stringify(text));
    assert.doesNotMatch(row, driving);
  }
});

test("cells of CSV are read as RFC 4180 writes them", () => {
  assert.deepEqual(cellsOf('a,"b ""c"",\nd"\n1,\n'), [
    ["a", 'b "c",\nd'],
    ["1", ""],
  ]);
});
