import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));
const sum = (n: number): string => `{ id: t${n}, category: sums, prompt: "${n} + 1?", grader: { kind: exact, answer: "${n + 1}" } }`;

writeFileSync(join(folder, "sums.yaml"), `tasks: [${[1, 2, 3].map(sum).join(", ")}]\n`);

/** Runs three tasks with one member that may wait a second. */
async function ran(name: string, settings: string, say: Saying) {
  const server = await chatServer(say);
  servers.push(server);
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: sums.yaml
members:
  - { name: odd, model: compatible/odd, baseUrl: "${server.url}/v1", price: free, settings: { maxWaitMs: 1000, ${settings} } }
topologies: [solo]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
  );
  const words = ["run", `${name}.yaml`, "--yes", "--no-preflight", "--ledger", `${name}.sqlite`];
  const { out, err, code } = await catallaxy(words, { cwd: folder });
  return { server, told: `${out}${err}`.replaceAll(/\s+/g, " "), code };
}

test("a bound of one call's waits holds between its tries and for its turn where the provider's header says nothing", async () => {
  const { told, code, server } = await ran("refused", "", (_asked, response) => {
    sendJson(response, 429, { error: { message: "slow down" } }, { "retry-after": "-5" });
    return undefined;
  });
  assert.equal(code, 4);
  const said = /slow down\. odd (?:has waited ([\d.]+) seconds? )?.*?it may wait 1 second in all \(settings\.maxWaitMs\)/.exec(told);
  assert.ok(said !== null, told);
  // A second between tries that are a quarter of a second apart at least: no call is asked more than five times.
  assert.ok(server.asked.length >= 1 && server.asked.length <= 15, String(server.asked.length));
});

test("a pace of one's own that lets a call leave later than it may wait pauses the run, with the setting and the moment", async () => {
  const { told, code, server } = await ran("paced", "requestsPerMinute: 1", () => "Answer: 2");
  assert.equal(code, 4);
  assert.match(
    told,
    /odd (?:has waited [\d.]+ seconds? and )?would have to wait \d\d seconds (?:more )?for settings\.requestsPerMinute, until \d\d:\d\d:\d\d; it may wait 1 second in all/,
  );
  assert.doesNotMatch(told, /[a-z] Trials that were hit/);
  assert.match(told, /Paused, .*raise settings\.maxWaitMs or settings\.requestsPerMinute of odd/);
  // The call that fits is settled first, and its task has a result.
  assert.equal(server.asked.length, 1);
  assert.match(told, /UNFINISHED: 1 of 3 trials/);
});

test("a pace at which single calls fit is kept to the end of the run, however long its line is", async () => {
  const server = await chatServer(() => "Answer: 2");
  servers.push(server);
  writeFileSync(join(folder, "eight.yaml"), `tasks: [${[1, 2, 3, 4, 5, 6, 7, 8].map(sum).join(", ")}]\n`);
  const settings = "settings: { tokensPerMinute: 500, maxWaitMs: 20000 }";
  writeFileSync(
    join(folder, "tokens.yaml"),
    `suite: eight.yaml
members: [{ name: odd, model: compatible/odd, baseUrl: "${server.url}/v1", price: free, ${settings} }]
topologies: [solo]
verifier: none
terms: { attempts: 1, outputCap: 200 }
`,
  );
  const command = ["run", "tokens.yaml", "--yes", "--ledger", "tokens.sqlite", "--json", "--quiet"];
  const summary = summaryOf(await catallaxy(command, { cwd: folder }));
  // Eight calls of some 50 tokens fit into a minute's 500 once what their holds of 200 and more do not use comes back.
  assert.deepEqual([summary.state, summary.progress], ["done", { finished: 8, planned: 8, lost: 0 }]);
});
