import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sendJson, wireServer } from "../src/models/fixtures/wire.ts";
import type { Json } from "../src/types.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();

const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const chat = { choices: [{ index: 0, message: { role: "assistant", content: "Answer: 14" }, finish_reason: "stop" }], usage };
const messages = {
  type: "message",
  role: "assistant",
  content: [{ type: "text", text: "Answer: 14" }],
  stop_reason: "end_turn",
  usage: { input_tokens: 100, output_tokens: 20 },
};

/** A run of one task against a server that answers the preflight, and then the task, with these bodies. */
async function runOn(...bodies: readonly Json[]) {
  const server = await wireServer((_, response) =>
    sendJson(response, 200, bodies[Math.min(server.asked.length, bodies.length) - 1] ?? null),
  );
  writeFileSync(
    join(folder, "tasks.yaml"),
    'tasks: [{ id: q, category: sums, prompt: "What is 7 + 7?", grader: { kind: exact, answer: "14" } }]\n',
  );
  const member = `{ name: m, model: compatible/m, baseUrl: "${server.url}/v1", price: { input: 1, output: 5 } }`;
  writeFileSync(
    join(folder, "wires.yaml"),
    `suite: tasks.yaml\nmembers: [${member}]\ntopologies: [solo]\nverifier: none\nterms: { attempts: 1 }\nlimits: { cap: 5 }\n`,
  );
  const { code, out, err } = await catallaxy(["run", "wires.yaml", "--yes", "--ledger", ":memory:"], { cwd: folder });
  await server.close();
  return { code, words: `${out}\n${err}`.replace(/\s+/g, " "), asked: server.asked.length };
}

test("a server of another interface fails the preflight, with its name and the prefix to use; nothing is scored", async () => {
  const { words, asked, code } = await runOn(messages);
  assert.deepEqual([code, asked], [1, 1], words);
  assert.match(words, /Anthropic's Messages.*anthropic\/m/);
});

test("a billed answer without any part fails the preflight, and is a settled empty answer of a server that has answered before", async () => {
  for (const nothing of [{ choices: [], usage }, { choices: null, usage }, { usage }]) {
    const first = await runOn(nothing);
    assert.deepEqual([first.code, first.asked], [1, 1], first.words);
    assert.match(first.words, /without any text or a reason for its end/);
    const later = await runOn(chat, nothing);
    assert.deepEqual([later.code, later.asked], [0, 2], later.words);
  }
});
