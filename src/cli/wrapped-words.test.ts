import assert from "node:assert/strict";
import { test } from "node:test";
import { wrappedWords } from "./wrapped-words.ts";

test("words for a terminal break at its width; commands, addresses and lines of files stay whole", () => {
  const text =
    "catallaxy: one two three four `catallaxy resume run-1 --failed` five https://host.example/a/long/path six\n  12 | a line of a file that is long\n  catallaxy run lab.config.ts --reuse --ledger l";
  assert.equal(
    wrappedWords(text, { isTTY: true, columns: 24 }),
    [
      "catallaxy: one two three",
      "four",
      "`catallaxy resume run-1 --failed`",
      "five",
      "https://host.example/a/long/path",
      "six",
      "  12 | a line of a file that is long",
      "  catallaxy run lab.config.ts --reuse --ledger l",
    ].join("\n"),
  );
  assert.equal(wrappedWords(text, { isTTY: false, columns: 24 }), text);
});
