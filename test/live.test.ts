import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import type { Summary } from "../src/summary.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, price, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const secret = "sk-live-5ecre7-0123456789abcdef";
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const tasks = `tasks:
  - { id: one, category: sums, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2", answerKind: integer } }
  - { id: two, category: sums, prompt: "What is 2 + 2?", grader: { kind: exact, answer: "4", answerKind: integer } }
`;
writeFileSync(join(folder, "tasks.yaml"), tasks);

/** Says the right answer, bids when it is asked for a bid, and passes what it judges. */
const able: Saying = ({ body }) => {
  const asked = JSON.stringify(body["messages"]);
  if (asked.includes("Bids are sealed")) return '{"p":0.9,"tokens":20}';
  if (asked.includes("<answer-")) return '{"passed":true,"score":1,"why":"It is right."}';
  return asked.includes("1 + 1") ? "Answer: 2" : "Answer: 4";
};

/** A folder with an experiment whose members are served by `say`, and how to run a command on it. */
async function laboratory(name: string, say: Saying) {
  const server = await chatServer(say);
  servers.push(server);
  const member = `baseUrl: "${server.url}/v1", apiKeyEnv: LOCAL_KEY, price: { input: ${price.input}, output: ${price.output} }`;
  const text = `suite: tasks.yaml
members:
  - { name: big, model: compatible/big, ${member} }
  - { name: small, model: compatible/small, ${member} }
judges:
  - { name: judge, model: compatible/judge, ${member} }
topologies: [{ use: solo, options: { member: big } }, market]
verifier: { kind: rubric, member: judge }
`;
  writeFileSync(join(folder, `${name}.yaml`), text);
  const file = `${name}.sqlite`;
  const command = (...words: string[]) => catallaxy([...words, "--ledger", file], { cwd: folder, env: { LOCAL_KEY: secret } });
  return { server, command, run: (...words: string[]) => command("run", `${name}.yaml`, "--no-preflight", ...words) };
}
const paid = (summary: Summary): number => summary.topologies.reduce((sum, row) => sum + row.spent, 0);

test("without --yes and without a terminal a live run asks nobody anything, says its most, and names --yes", async () => {
  const { server, run } = await laboratory("careful", able);
  const { code, out, err } = await run();
  assert.deepEqual([code, out], [2, ""], err);
  assert.match(err, /may cost up to \$\d/);
  assert.match(err, /--yes/);
  assert.match(err, /market/);
  const dry = await run("--dry-run");
  assert.equal(dry.code, 0);
  assert.equal(server.asked.length, 0);
});

test("with --yes it calls the server, and what it says it spent is what the server billed", async () => {
  const { server, run, command } = await laboratory("billed", able);
  const finished = await run("--yes", "--json", "--quiet");
  assert.equal(finished.code, 0, finished.err);
  const summary = summaryOf(finished);
  assert.equal(summary.world, "live");
  assert.deepEqual(
    summary.topologies.map((row) => [row.name, row.passed, row.trials]),
    [
      ["solo", 2, 2],
      ["market", 2, 2],
    ],
  );
  assert.ok(server.asked.length >= 6);
  assert.ok(server.billed() > 0 && Math.abs(paid(summary) - server.billed()) < 1e-9, `${paid(summary)}, ${server.billed()}`);
  const before = server.asked.length;
  assert.equal((await command("regrade", "last", "--json")).code, 0);
  assert.deepEqual(
    summaryOf(await command("resume", "last", "--json", "--quiet")).digest,
    summaryOf(await command("report", "last", "--format", "json")).digest,
  );
  assert.equal(server.asked.length, before);
});

test("no key is in the ledger, an export, a report or an error, not even when a server repeats it", async () => {
  const { command, run } = await laboratory("leaky", (asked, response) => {
    const told = `Incorrect API key provided: ${String(asked.headers.authorization)}. Yours was ${secret}.`;
    sendJson(response, 401, { error: { message: told, type: "invalid_request_error", code: "invalid_api_key" } });
    return undefined;
  });
  const finished = await run("--yes", "--json");
  assert.equal(finished.code, 1);
  assert.match(finished.out.replaceAll(/\s+/g, " "), /Paused, .* answered 401: .*\[key\]/);
  const said = [finished];
  for (const words of [
    ["export", "last"],
    ["export", "last", "--format", "csv"],
    ["report", "last"],
    ["report", "last", "--format", "html"],
  ])
    said.push(await command(...words));
  said.push(await command("resume", "last"));
  for (const { out, err } of said) assert.ok(!`${out}${err}`.includes(secret), "the key was printed");
  const files = globSync(join(folder, "**", "*")).filter((name) => /\.(sqlite.*|html)$/.test(name));
  assert.ok(files.length > 1);
  for (const file of files) assert.ok(!readFileSync(file).includes(secret), `the key is in ${file}`);
});

test("a live member without a key and without an embedded one is refused by the variable's name", async () => {
  writeFileSync(
    join(folder, "keyless.yaml"),
    "suite: tasks.yaml\nmembers: [{ name: a, model: openai/gpt-5-mini }]\ntopologies: [solo]\nverifier: none\n",
  );
  const { code, out, err } = await catallaxy(["run", "keyless.yaml", "--yes"], { cwd: folder });
  assert.deepEqual([code, out], [2, ""]);
  assert.match(err, /OPENAI_API_KEY/);
});

test("an unpriced model is refused with the line to add, before anything is spent", async () => {
  const cases = [
    ["openai/gpt-5-mini-imaginary", "{ name: a, model: openai/gpt-5-mini-imaginary }"],
    ["compatible/llama", '{ name: a, model: compatible/llama, baseUrl: "http://127.0.0.1:8/v1" }'],
  ] as const;
  for (const [model, member] of cases) {
    writeFileSync(join(folder, "unpriced.yaml"), `suite: tasks.yaml\nmembers: [${member}]\ntopologies: [solo]\nverifier: none\n`);
    const { code, out, err } = await catallaxy(["run", "unpriced.yaml", "--yes"], { cwd: folder, env: { OPENAI_API_KEY: secret } });
    assert.deepEqual([code, out], [2, ""], err);
    assert.ok(err.includes(model));
    assert.match(err, /price: \{ input: .*output: .*\}/);
    assert.ok(!err.includes(secret));
  }
});

test("the same member works from TypeScript with defineConfig and from YAML", async () => {
  const server = await chatServer(able);
  servers.push(server);
  const member = `{ name: "local", model: "compatible/llama", baseUrl: "${server.url}/v1", price: { input: 1, output: 4 } }`;
  writeFileSync(
    join(folder, "lab.config.ts"),
    `import { defineConfig } from "catallaxy";
export default defineConfig({ name: "own", suite: "./tasks.yaml", members: [${member}], topologies: ["solo"], verifier: "none" });
`,
  );
  writeFileSync(join(folder, "own.yaml"), `suite: tasks.yaml\nmembers:\n  - ${member}\ntopologies: [solo]\nverifier: none\n`);
  const summaries = [];
  for (const file of ["lab.config.ts", "own.yaml"])
    summaries.push(
      summaryOf(
        await catallaxy(["run", file, "--yes", "--no-preflight", "--json", "--quiet", "--ledger", `${file}.sqlite`], { cwd: folder }),
      ),
    );
  const [typescript, yaml] = summaries;
  assert.deepEqual(
    [typescript, yaml].map((summary) => [summary?.experiment, summary?.topologies[0]?.passed, summary?.world]),
    [
      ["own", 2, "live"],
      ["own", 2, "live"],
    ],
  );
  assert.deepEqual(typescript?.topologies[0]?.cost, yaml?.topologies[0]?.cost);
  assert.equal(server.asked.length, 4);
});
