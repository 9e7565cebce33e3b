import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import { catallaxy, type Finished, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
let broke = true;
const server = await chatServer((_, response, count) => {
  if (!broke || count <= 1) return "Answer: 1";
  sendJson(response, 429, {
    error: { message: "You exceeded your current quota.", type: "insufficient_quota", code: "insufficient_quota" },
  });
  return undefined;
});
after(() => server.close());
writeFileSync(
  join(folder, "sums.yaml"),
  `tasks:\n${[1, 2, 3].map((n) => `  - { id: t${n}, category: sums, prompt: "What is ${n} + 0?", grader: { kind: exact, answer: "${n}", answerKind: integer } }\n`).join("")}`,
);
writeFileSync(
  join(folder, "lab.yaml"),
  `suite: sums.yaml
members: [{ name: a, model: compatible/m, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 }, settings: { templateTokens: keep, headers: { x-a: "\${TEAM_KEY}" } } }]
topologies: [solo]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
);
for (const name of ["mine", "theirs"]) mkdirSync(join(folder, name));
const keys = { TEAM_KEY: "team-4f1c9a77b2" };
const as = (user: string, words: readonly string[], env: Record<string, string> = {}): Promise<Finished> =>
  catallaxy([...words, "--ledger", "lab.sqlite"], { cwd: folder, env: { ...keys, HOME: join(folder, user), ...env } });

test("a run goes on without a question for who agreed to its hosts and keys, and for nobody else", async () => {
  const refused = async (...[user, more, env]: [string, string[], Record<string, string>?]): Promise<void> => {
    const before = [server.asked.length, (await as("mine", ["export", "last"])).out];
    const { code, err } = await as(user, ["resume", "last", ...more], env);
    assert.equal(code, 2, err);
    assert.match(err, /a asks compatible\/m at 127\.0\.0\.1:\d+, .*the key in TEAM_KEY/);
    assert.match(err, /Nobody has agreed here to where .* asks[^]*Add --yes to agree/);
    assert.deepEqual(
      [server.asked.length, (await as("mine", ["export", "last"])).out],
      before,
      "nothing is asked, and the run stays as it was",
    );
  };
  const begun = await as("mine", ["run", "lab.yaml", "--yes", "--no-preflight", "--concurrency", "1", "--quiet"]);
  assert.equal(begun.code, 4, begun.err);
  await refused("theirs", []);
  await refused("theirs", ["--quiet", "--json"]);
  assert.deepEqual(readdirSync(join(folder, "theirs")), [], "who did not agree has agreed to nothing");
  const paused = await as("mine", ["resume", "last", "--concurrency", "1"]);
  assert.equal(paused.code, 4, paused.err);
  await refused("mine", [], { HTTP_PROXY: "http://127.0.0.1:9" });
  broke = false;
  const done = await as("theirs", ["resume", "last", "--yes", "--quiet", "--json"]);
  assert.deepEqual([done.code, summaryOf(done).progress?.finished], [0, 3], done.err);
  assert.equal((await as("theirs", ["resume", "last", "--quiet"])).code, 0, "it was agreed to once");
  const kept = readFileSync(join(folder, "theirs", ".catallaxy", "agreed"), "utf8");
  assert.match(kept, /^[0-9a-f]{64}\n$/, "a hash, and no address, name or key");
});
