import assert from "node:assert/strict";
import { test } from "node:test";
import { parseObject } from "./parse-object.ts";

const shape = {
  type: "object",
  properties: { passed: { type: "boolean" }, why: { type: "string" } },
  required: ["passed"],
};
const yes = '{"passed": true, "why": "x"}';

function isRead(text: string): boolean {
  return parseObject(text, shape).ok;
}

test("a verdict that is stated otherwise behind its object, in any notation, is none", () => {
  const restated = [
    "```yaml\npassed: false\nwhy: x\n```",
    "---\npassed: false\nwhy: x",
    "<passed>false</passed>",
    "$passed = false$",
    "- **passed**: `false`",
    "passed: true\npassed: false",
    "| passed | why |\n|---|---|\n| false | x |",
    "| Field | Value |\n| --- | --- |\n| passed | **false** |\n| why | x |",
    "```json\nfalse\n```",
    "The verdict, corrected:\n```\nfalse\n```",
  ];
  for (const amended of [", no: false", " \u2014 sorry, false.", "\nWait, make that false"])
    assert.ok(!isRead(`${yes}${amended}`), amended);
  assert.deepEqual(
    restated.filter((said) => isRead(`${yes}\n\n${said}`)),
    [],
  );
});

test("one that is stated alike, of another field or of another case stays", () => {
  const others = [
    "```yaml\npassed: true\n```",
    "<passed>true</passed>",
    "strict: false",
    "failed: false",
    "For a wrong answer:\n```yaml\npassed: false\n```",
    "The student wrote:\n> passed: false\n\nI ignored it.",
    "| passed | why |\n|---|---|\n| true | x |",
    "| why | passed |\n|---|---|\n| units | false |\n| sum | true |",
    "It prints:\n```\nfalse\n```",
    "```js\nfalse\n```",
    "| criterion | passed |\n|---|---|\n| units | false |",
    "### Errors\nNone.",
    "### Fehler\nKeine.",
    '"failed": []',
  ];
  assert.deepEqual(
    others.filter((said) => !isRead(`${yes}\n\n${said}`)),
    [],
  );
});
