import assert from "node:assert/strict";
import { test } from "node:test";
import { commandsApart } from "./commands-apart.ts";

const long = "catallaxy regrade a-run-with-a-long-name --ledger '/a folder/with a long/path/to the/ledger.sqlite' --config lab.config.ts";

test("a command stands whole on a line of its own, however long, and the words about it keep to the width", () => {
  const lines = commandsApart(`The grader was silent on 3 of 9 answers. To grade them: \`${long}\`. Then look again.`, 40);
  assert.ok(lines.includes(` ${long}`));
  assert.equal(lines.at(-1), " Then look again.");
  for (const line of lines) assert.ok(line === ` ${long}` || line.length <= 41, line);
});

test("the command of a checkout stands whole too, and names between backticks that are no command stay in the text", () => {
  assert.deepEqual(commandsApart("To go on: `npm run -s catallaxy -- resume x`", 78), [" To go on:", " npm run -s catallaxy -- resume x"]);
  assert.deepEqual(commandsApart("Set `fallback` to have it done.", 78), [" Set `fallback` to have it done."]);
});

test("lines after the first are indented as the mark is wide, commands by one space", () => {
  assert.deepEqual(commandsApart("Read it: `catallaxy show x` and go on", 20, "   "), ["   Read it:", " catallaxy show x", "   and go on"]);
});
