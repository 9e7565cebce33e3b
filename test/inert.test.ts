import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";
import { sendJson } from "../src/models/fixtures/wire.ts";
import { chatServer } from "./chat-server.ts";

const evil = "\u001b]8;;http://evil.example\u0007\u001b[2J\u202e\u009b1m[x](http://evil.example)";
const folder = temporaryFolder();
const server = await chatServer((_asked, response) => {
  sendJson(response, 400, { error: { message: `no ${evil}` } });
  return undefined;
});
after(() => server.close());
const command = (...words: string[]) => catallaxy([...words, "--ledger", "inert.sqlite"], { cwd: folder });
const driving = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

test("words of providers, names of experiments, tasks and files reach no terminal as they are, on either stream", async () => {
  const id = `"one${JSON.stringify(evil.replaceAll("/", "-")).slice(1)}`;
  writeFileSync(
    join(folder, "tasks.json"),
    `{"tasks":[{"id":${id},"category":${id},"prompt":"What is 1 + 1?","grader":{"kind":"exact","answer":"2"}}]}`,
  );
  writeFileSync(
    join(folder, "lab.json"),
    JSON.stringify({
      name: `lab${evil}`,
      suite: "tasks.json",
      members: [{ name: "a", model: "compatible/a", baseUrl: `${server.url}/v1`, price: { input: 1, output: 4 } }],
      topologies: ["solo"],
      verifier: "none",
    }),
  );
  const first = ["run", "lab.json", "--yes", "--no-preflight"];
  const shown = [[first, await command(...first)] as const];
  const commands = [
    ["show", "last", `solo/${evil}`],
    ["report", "last"],
    ["report", "last", "--format", "md"],
    ["export", "last"],
    ["run", `no${evil}.yaml`],
    ["run", "lab.json", `--${evil}`],
  ];
  for (const words of commands) shown.push([words, await command(...words)]);
  for (const [words, { out, err }] of shown) assert.doesNotMatch(`${out}${err}`, driving, words.join(" "));
});
