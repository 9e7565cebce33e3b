import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";
import { chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const key = "sk-live-5ecre7-0123456789abcdef";
const encoded = Buffer.from(key).toString("base64");
const server = await chatServer(() => `Answer: 2 (${key}, ${encoded}, ${key.slice(0, 15)} ${key.slice(15)})`);
after(() => server.close());
const host = new URL(server.url).host;
writeFileSync(join(folder, "tasks.yaml"), 'tasks: [{ id: one, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2" } }]\n');
const lab = (name: string, member: string) =>
  writeFileSync(
    join(folder, name),
    `suite: tasks.yaml\nmembers: [{ name: a, ${member}, price: { input: 1, output: 4 } }]\ntopologies: [solo]\nverifier: none\n`,
  );
const command = (...words: string[]) =>
  catallaxy([...words, "--ledger", "keys.sqlite"], { cwd: folder, env: { LOCAL_KEY: key, OPENAI_API_KEY: key } });

test("host and variable of each live member are shown by plan, dry run and run before anything is sent", async () => {
  lab("lab.yaml", `model: compatible/a, baseUrl: "${server.url}/v1", apiKeyEnv: LOCAL_KEY`);
  for (const words of [
    ["plan", "lab.yaml"],
    ["run", "lab.yaml", "--dry-run"],
    ["run", "lab.yaml"],
  ]) {
    const { out, err } = await command(...words);
    assert.match(
      `${out}${err}`.replaceAll(/\s+/g, " "),
      new RegExp(`a asks compatible/a at ${host}, unencrypted, with the key in LOCAL_KEY`),
    );
    assert.ok(!`${out}${err}`.includes(key));
  }
  assert.equal(server.asked.length, 0);
  lab("other.yaml", `model: openai/gpt-5, baseUrl: "${server.url}/v1"`);
  assert.match((await command("run", "other.yaml", "--dry-run")).out.replaceAll(/\s+/g, " "), /no key; OPENAI_API_KEY is not sent there/);
});

test("an experiment that names a host and a variable itself sends nothing before somebody agreed, be its members and judges free", async () => {
  const to = `baseUrl: "${server.url}/v1", price: free`;
  const stranger = (name: string, members: string, more: string) =>
    writeFileSync(join(folder, name), `suite: tasks.yaml\nmembers: [${members}]\ntopologies: [solo]\n${more}`);
  stranger("free.yaml", `{ name: a, model: compatible/a, ${to}, apiKeyEnv: OPENAI_API_KEY }`, "verifier: none\n");
  stranger("agreed.yaml", `{ name: a, model: openai/gpt-5, ${to}, sendKeyTo: "${host}" }`, "verifier: none\n");
  stranger(
    "header.yaml",
    `{ name: a, model: compatible/a, ${to}, settings: { headers: { x-a: "\${OPENAI_API_KEY}" } } }`,
    "verifier: none\n",
  );
  const judge = `judges: [{ name: j, model: compatible/j, ${to}, apiKeyEnv: OPENAI_API_KEY }]\n`;
  stranger("judge.yaml", "{ name: a, model: simulated/small }", `${judge}verifier: { kind: rubric }\n`);
  const before = server.asked.length;
  for (const name of ["free.yaml", "agreed.yaml", "header.yaml", "judge.yaml"])
    for (const more of [[], ["--quiet"]]) {
      const { code, out, err } = await command("run", name, ...more);
      assert.equal(code, 2, `${name}: ${out}${err}`);
      assert.match(err, /Add --yes to agree/);
      const said = `${out}${err}`.replaceAll(/\s+/g, " ");
      assert.ok(said.includes(host) && said.includes("OPENAI_API_KEY"), said);
    }
  assert.equal(server.asked.length, before);
});

test("a key that the server repeats is in no file and no output of the run", async () => {
  const shown = [
    await command("run", "lab.yaml", "--yes"),
    await command("show", "last", "solo/one/0", "--raw"),
    await command("export", "last", "--json"),
  ];
  assert.match(shown[0]?.err.replaceAll(/\s+/g, " ") ?? "", /a asks compatible\/a at/);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  assert.ok(kept.length >= 3);
  for (const text of [...shown.flatMap(({ out, err }) => [out, err]), ...kept])
    for (const form of [key, encoded.slice(0, 20), key.slice(0, 15), key.slice(15)]) assert.ok(!text.includes(form), form);
});

test("an address that holds a secret is refused where the experiment is read, and nowhere repeated", async () => {
  const secret = "hunter2hunter2hunter2";
  const addresses = [
    `https://u:${secret}@h.example/v1`,
    `https://h.example/v1?api-key=${secret}`,
    `https://h.example/v1?access_token=${secret}`,
  ];
  for (const address of addresses) {
    lab("bad.yaml", `model: compatible/a, embedded: simulated/small, baseUrl: "${address}"`);
    for (const words of [
      ["run", "bad.yaml", "--yes"],
      ["plan", "bad.yaml"],
    ]) {
      const { code, out, err } = await command(...words);
      assert.equal(code, 2);
      assert.match(err, /holds a (user|secret)/);
      assert.ok(!`${out}${err}`.includes(secret), err);
    }
  }
  writeFileSync(
    join(folder, "broken.yaml"),
    `suite: tasks.yaml\nmembers: [{ name: a, baseUrl: "https://u:${secret}@h.example/v1?key=${secret} }]\n`,
  );
  const broken = await command("run", "broken.yaml");
  assert.equal(broken.code, 2);
  assert.ok(!broken.err.includes(secret), broken.err);
});
