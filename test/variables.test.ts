import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const server = await chatServer(() => "Answer: 2");
after(() => server.close());
const lab = join(folder, "lab");
mkdirSync(lab);
const task = '{ id: one, category: sums, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2", answerKind: integer } }';
writeFileSync(join(lab, "tasks.yaml"), `tasks: [${task}]\n`);
writeFileSync(
  join(lab, "lab.yaml"),
  `suite: tasks.yaml
members: [{ name: m, model: compatible/m, baseUrl: "${server.url}/v1", apiKeyEnv: TEAM_KEY, price: free, settings: { headers: { x-team: "\${TEAM}" } } }]
topologies: [{ use: solo, terms: { attempts: 1 } }]
verifier: none
`,
);
const ledger = join(folder, "ledger.sqlite");
const run = (words: readonly string[], env: Record<string, string> = {}) =>
  catallaxy(["run", join("lab", "lab.yaml"), "--yes", "--no-preflight", "--ledger", ledger, ...words], { cwd: folder, env });
const sent = () => server.asked.splice(0).map(({ headers }) => [headers.authorization, headers["x-team"]]);

test("keys come from .env beside the experiment, then from that of the working directory, and never over the environment", async () => {
  assert.match((await run(["--json", "--quiet"])).err, /TEAM_KEY is not set/);
  writeFileSync(join(folder, ".env"), "TEAM_KEY=from-working\nTEAM=working\n");
  summaryOf(await run(["--json", "--quiet"]));
  writeFileSync(join(lab, ".env"), '# ours\nexport TEAM_KEY="from-lab"\n');
  summaryOf(await run(["--json", "--quiet"]));
  summaryOf(await run(["--json", "--quiet"], { TEAM_KEY: "from-environment", TEAM: "" }));
  assert.deepEqual(sent(), [
    ["Bearer from-working", "working"],
    ["Bearer from-lab", "working"],
    ["Bearer from-environment", undefined],
  ]);
});

test("the plan, the run and doctor say which file gave a key, and never the key", async () => {
  writeFileSync(join(folder, ".env"), "TEAM=working\nOPENAI_API_KEY=sk-hidden\n");
  const dry = await run(["--dry-run"]);
  assert.match(dry.out, /Keys: TEAM_KEY from lab\/\.env/);
  assert.match(dry.out, /Keys: TEAM from \.env/);
  const loud = await run([]);
  assert.match(loud.err, /Keys: TEAM_KEY from lab\/\.env/);
  const doctor = await catallaxy(["doctor"], { cwd: folder });
  assert.match(doctor.out, /key for openai: OPENAI_API_KEY\n/);
  assert.match(doctor.out, /keys from a file: OPENAI_API_KEY from \.env/);
  for (const { out, err } of [dry, loud, doctor]) assert.doesNotMatch(out + err, /from-lab|sk-hidden/);
  sent();
});

test("a stored run goes on with the file of its experiment, from wherever it is resumed", async () => {
  const elsewhere = temporaryFolder();
  const resumed = await catallaxy(["resume", "last", "--ledger", ledger, "--json", "--quiet"], { cwd: elsewhere, env: { TEAM: "t" } });
  assert.equal(resumed.code, 0, resumed.err);
});

test("a member on the command line has an address and a price", async () => {
  const words = ["--member", `local=compatible/m@${server.url}/v1,price=1/4,temperature=0.5`];
  const summary = summaryOf(await run(["--json", "--quiet", ...words]));
  assert.equal(summary.topologies[0]?.passed, 1);
  assert.equal(server.asked[0]?.body["temperature"], 0.5);
  const missing = await run(["--quiet", "--member", "local=compatible/m,price=free"]);
  assert.match(missing.err, /has no address.*--member local=compatible\/m@http:\/\/127\.0\.0\.1:11434\/v1,price=free/s);
});

test("faults in a member are told by field, with the nearest name", async () => {
  writeFileSync(
    join(folder, "bad.yaml"),
    `suite: lab/tasks.yaml
members:
  - { name: a, model: compatible/m, baseUrl: "127.0.0.1:8080", top_p: 0.5 }
  - { name: b, model: openai/m, settings: { timeoutms: 5, timeouts: { body: "5 s" }, effort: hi } }
topologies: [solo]
`,
  );
  const { err, code } = await catallaxy(["run", "bad.yaml", "--dry-run"], { cwd: folder });
  assert.equal(code, 2);
  assert.match(err, /bad\.yaml:3:\d+: members\.0\.baseUrl: must be a URL, such as http:/);
  assert.match(err, /unknown field "top_p"\. Did you mean "topP"\?/);
  assert.match(err, /unknown field "timeoutms"\. Did you mean "timeoutMs"\?/);
  assert.match(err, /members\.1\.settings\.timeouts\.body: must be a (whole )?number; got text/);
  assert.match(err, /members\.1\.settings\.effort: must be one of "none", "minimal"/);
  assert.doesNotMatch(err, /Invalid|expected|received/);
});

test("no file of variables says where calls go or whom they trust, and it is said which were passed over", async () => {
  const foreign = join(folder, "foreign");
  mkdirSync(foreign);
  writeFileSync(join(foreign, "tasks.yaml"), `tasks: [${task}]\n`);
  const experiment = (more: string) =>
    `${more}suite: tasks.yaml\nmembers: [{ name: m, model: openai/gpt-5-mini }]\ntopologies: [{ use: solo, terms: { attempts: 1 } }]\nverifier: none\n`;
  writeFileSync(join(foreign, "a.yaml"), experiment(""));
  writeFileSync(join(foreign, "b.yaml"), experiment("envFile: named.txt\n"));
  const lines = [
    `HTTPS_PROXY=${server.url}`,
    `https_proxy=${server.url}`,
    `ALL_PROXY=${server.url}`,
    "NODE_EXTRA_CA_CERTS=c.pem",
    `OPENAI_BASE_URL=${server.url}`,
  ];
  for (const name of [".env", "named.txt"]) writeFileSync(join(foreign, name), `${lines.join("\n")}\n`);
  for (const file of ["a.yaml", "b.yaml"])
    for (const command of [
      ["run", file, "--dry-run"],
      ["plan", file],
    ]) {
      const { out, err } = await catallaxy(command, { cwd: foreign, env: { OPENAI_API_KEY: "sk-hidden", COLUMNS: "1000" } });
      assert.match(out.replace(/\s+/g, " "), /at api\.openai\.com, with the key in OPENAI_API_KEY\./, err);
      assert.match(
        out.replace(/\s+/g, " "),
        /ALL_PROXY, HTTPS_PROXY, NODE_EXTRA_CA_CERTS, OPENAI_BASE_URL, https_proxy in \S+ are not used/,
      );
    }
  const { out } = await catallaxy(["run", "a.yaml", "--dry-run"], {
    cwd: foreign,
    env: { OPENAI_API_KEY: "sk-hidden", HTTPS_PROXY: "http://proxy.example:3128" },
  });
  assert.match(out.replace(/\s+/g, " "), /at api\.openai\.com, through the proxy at proxy\.example:3128, with the key/);
});
