import assert from "node:assert/strict";
import { test } from "node:test";
import { wrappedWords } from "./wrapped-words.ts";

test("messages break at 80 columns or a narrower terminal's, 40 at the least; commands, addresses and lines of files stay whole", () => {
  const text =
    "catallaxy: one two three and then four `catallaxy resume run-1 --failed` five https://host.example/a/long/path six\n  12 | a line of a file that is long and stays whole\n  catallaxy run lab.config.ts --reuse --ledger l";
  const narrow = [
    "catallaxy: one two three and then four",
    "`catallaxy resume run-1 --failed` five",
    "https://host.example/a/long/path six",
    "  12 | a line of a file that is long and stays whole",
    "  catallaxy run lab.config.ts --reuse --ledger l",
  ].join("\n");
  for (const columns of [40, 12]) assert.equal(wrappedWords(text, { isTTY: true, columns }), narrow);
  const eighty = text.replace(" https", "\nhttps");
  for (const columns of [80, 81, 500]) assert.equal(wrappedWords(text, { isTTY: true, columns }), eighty);
});

test("in a pipe a message breaks at COLUMNS, else at 80; wide characters take two columns", () => {
  const pipe = { isTTY: false, columns: 0 };
  const before = process.env["COLUMNS"];
  const words = `${"word ".repeat(30)}end`;
  try {
    delete process.env["COLUMNS"];
    assert.deepEqual(
      wrappedWords(words, pipe)
        .split("\n")
        .map(({ length }) => length),
      [79, 73],
    );
    assert.equal(wrappedWords(`${"字".repeat(30)} ${"字".repeat(10)}`, pipe), `${"字".repeat(30)}\n${"字".repeat(10)}`);
    process.env["COLUMNS"] = "1000";
    assert.equal(wrappedWords(words, pipe), words);
  } finally {
    if (before === undefined) delete process.env["COLUMNS"];
    else process.env["COLUMNS"] = before;
  }
});
