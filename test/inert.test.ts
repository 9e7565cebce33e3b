import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { driving as moving, hostileTexts } from "../bench/proof/hostile-texts.ts";
import { cellsOf } from "../bench/proof/inert-writers.ts";
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

test("every hostile text, as an answer, a category and a prompt, does nothing in any format of report and export", async () => {
  const said = await chatServer(({ body }) => {
    const index = /Task (\d+)/.exec(JSON.stringify(body["messages"]))?.[1];
    return hostileTexts[Number(index)]?.toWellFormed() ?? "none";
  });
  const tasks = hostileTexts.map((text, i) => ({
    id: `t${i}`,
    category: `c${text.toWellFormed()}`,
    prompt: `Task ${i}: ${text.toWellFormed()}`,
    grader: { kind: "contains", answer: "good" },
  }));
  const member = { name: "a", model: "compatible/a", baseUrl: `${said.url}/v1`, price: { input: 1, output: 4 } };
  const lab = { name: "all", suite: "all-tasks.json", members: [member], topologies: ["solo", "best-of"], verifier: "none" };
  writeFileSync(join(folder, "all-tasks.json"), JSON.stringify({ tasks }));
  writeFileSync(join(folder, "all.json"), JSON.stringify(lab));
  const all = (...words: string[]) => catallaxy([...words, "--ledger", "all.sqlite"], { cwd: folder });
  const ran = await all("run", "all.json", "--yes", "--no-preflight");
  await said.close();
  const written: { [form: string]: string } = { run: `${ran.out}${ran.err}` };
  for (const form of ["terminal", "md", "csv", "html", "json"]) written[form] = (await all("report", "last", "--format", form)).out;
  for (const form of ["jsonl", "csv"]) written[`export ${form}`] = (await all("export", "last", "--format", form)).out;
  for (const [form, text] of Object.entries(written)) {
    assert.notEqual(text, "", form);
    assert.doesNotMatch(text, moving, form);
  }
  for (const form of ["csv", "export csv"]) {
    const rows = cellsOf(`${(written[form] ?? "").trimEnd()}\n`);
    assert.ok(rows.length > 2 && rows.every((row) => row.length === rows[0]?.length), form);
    for (const cell of rows.flat()) if (Number.isNaN(Number(cell))) assert.doesNotMatch(cell, /^\s*[=+\-@\uff1d]|^[\t\r]/, form);
  }
  for (const line of (written["export jsonl"] ?? "").trimEnd().split("\n")) JSON.parse(line);
  JSON.parse(written["json"] ?? "");
  const tags = [...(written["html"] ?? "").matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
  assert.deepEqual(
    tags.filter((tag) => /^<\/?(?:img|script|iframe|object|a)\b|\s(?:on\w+|href|src)=/i.test(tag)),
    [],
  );
  const shown = (written["md"] ?? "").replaceAll(/(`+)[^`].*?\1(?!`)/g, "").replaceAll(/\\[!-/:-@[-`{-~]/g, "");
  assert.doesNotMatch(shown, /\]\(|<\w|<\/|\bwww\./);
});
