import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import type { Summary, TopologyRow } from "../src/summary.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

writeFileSync(
  join(folder, "tasks.yaml"),
  `tasks:
  - { id: one, category: sums, prompt: "What is 1 + 1?", grader: { kind: exact, answer: "2", answerKind: integer } }
  - { id: two, category: sums, prompt: "What is 2 + 2?", grader: { kind: exact, answer: "4", answerKind: integer } }
`,
);

interface Ended {
  readonly code: number | null;
  readonly summary: Summary;
  readonly solo: TopologyRow;
  readonly market: TopologyRow;
  readonly server: ChatServer;
  /** Why calls failed, in the report's words. */
  readonly told: string;
  readonly ledger: string;
}

/** Solo and a market of one member that this server plays; no verifier, one attempt. */
async function ran(name: string, say: Saying, timeoutMs = 20_000): Promise<Ended> {
  const server = await chatServer(say);
  servers.push(server);
  const text = `suite: tasks.yaml
members:
  - { name: odd, model: compatible/odd, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 }, settings: { timeoutMs: ${timeoutMs} } }
topologies: [solo, market]
verifier: none
terms: { attempts: 1, outputCap: 500 }
`;
  writeFileSync(join(folder, `${name}.yaml`), text);
  const ledger = join(folder, `${name}.sqlite`);
  const finished = await catallaxy(["run", `${name}.yaml`, "--yes", "--no-preflight", "--json", "--quiet", "--ledger", ledger], {
    cwd: folder,
  });
  const summary = summaryOf(finished);
  const [some] = summary.topologies;
  assert.ok(some !== undefined);
  // Where a server is gone, the run stops before its last trial ends: then a topology may have none.
  const paused = summary.warnings.some((warning) => warning.startsWith("Paused"));
  const rowOf = (name: string): TopologyRow => {
    const row = summary.topologies.find((one) => one.name === name);
    assert.ok(paused || row?.trials === 2, JSON.stringify(summary.topologies));
    return row ?? { ...some, name, trials: 0, attempted: 0, unfilled: 0, unscored: 0, infra: 0, passed: 0, spent: 0 };
  };
  const [solo, market] = [rowOf("solo"), rowOf("market")];
  // Whatever the server does, every trial is in one state, the run ends, and its ledger is whole.
  for (const row of [solo, market]) assert.equal(row.attempted + row.unfilled + row.unscored + row.infra, row.trials, JSON.stringify(row));
  assert.equal((await catallaxy(["verify", "last", "--ledger", ledger])).code, 0);
  return { code: finished.code, summary, solo, market, server, told: summary.warnings.join("\n"), ledger };
}
const paid = ({ summary }: Ended): number => summary.topologies.reduce((sum, row) => sum + row.spent, 0);
const right: Saying = ({ body }) => {
  const asked = JSON.stringify(body["messages"]);
  if (asked.includes("Bids are sealed")) return '{"p":0.9,"tokens":20}';
  return asked.includes("1 + 1") ? "Answer: 2" : "Answer: 4";
};

test("a member that answers nothing passes nothing and is paid for what it billed: a finding as garbage is one, and told", async () => {
  const ended = await ran("nothing", () => "");
  assert.equal(ended.code, 0);
  assert.deepEqual([ended.solo.passed, ended.solo.unscored, ended.market.passed, ended.market.unfilled], [0, 2, 0, 2]);
  assert.ok(ended.server.billed() > 0 && Math.abs(paid(ended) - ended.server.billed()) < 1e-9);
  assert.match(ended.told, /no text/);
});

test("a member that talks garbage fails its tasks and its bids, and every word of it is paid", async () => {
  const ended = await ran("garbage", () => "\u0000\u001B[31m}{ lorem \uFFFD <<< ipsum");
  assert.equal(ended.code, 0);
  assert.deepEqual([ended.solo.attempted, ended.solo.passed, ended.market.unfilled], [2, 0, 2]);
  assert.ok(Math.abs(paid(ended) - ended.server.billed()) < 1e-9, `${paid(ended)}, ${ended.server.billed()}`);
  const shown = await catallaxy(["show", "last", "solo/one/0", "--ledger", ended.ledger]);
  assert.equal(shown.code, 0);
  assert.ok(!shown.out.includes("\u001B") && !shown.out.includes("\u0000"), "control characters reach the terminal");
});

test("an answer of 10 MB is cut, told, and hangs nothing", async () => {
  const ended = await ran("huge", (asked, response, count) => {
    if (!JSON.stringify(asked.body["messages"]).includes("Bids are sealed")) return `Answer: 2\n${"x".repeat(10_000_000)}`;
    return right(asked, response, count);
  });
  assert.deepEqual([ended.solo.attempted, ended.solo.passed], [2, 0]);
  assert.match(ended.told, /too long to be kept whole/);
  assert.match(ended.told, /billed above their quote/);
  assert.ok(Math.abs(paid(ended) - ended.server.billed()) < 1e-6, `${paid(ended)}, ${ended.server.billed()}`);
});

test("a member that never answers times out, its hold stays counted, and the run ends with 1", async () => {
  const ended = await ran("never", () => undefined, 400);
  assert.equal(ended.code, 1);
  assert.equal(ended.solo.passed + ended.market.passed, 0);
  assert.ok(paid(ended) > 0);
  assert.match(ended.told, /400 ms|0\.4 s/);
  assert.match(ended.told, /unknown|counted/);
});

test("429 with Retry-After is waited out and tried again; the answer counts and nothing is paid twice", async () => {
  const seen = new Set<string>();
  let again = 0;
  const ended = await ran("busy", (asked, response, count) => {
    const key = JSON.stringify(asked.body);
    if (seen.has(key)) {
      again += 1;
      return right(asked, response, count);
    }
    seen.add(key);
    sendJson(response, 429, { error: { message: "slow down", type: "rate_limit_exceeded" } }, { "retry-after": "1" });
    return undefined;
  });
  assert.equal(ended.code, 0);
  assert.deepEqual([ended.solo.passed, ended.market.passed], [2, 2]);
  assert.equal(again, 4);
  // The server's second is on the trials' own clock.
  assert.ok(ended.solo.latencyMs.p50 >= 1000 && ended.market.latencyMs.p50 >= 1000, "the server's second was not waited");
  assert.ok(Math.abs(paid(ended) - ended.server.billed()) < 1e-9, `${paid(ended)}, ${ended.server.billed()}`);
});

test("a server that answers 500 to everything is tried again and given up; nothing was paid and the run ends with 1", async () => {
  const ended = await ran("broken", (_asked, response) => {
    sendJson(response, 500, { error: { message: "oops", type: "server_error" } });
    return undefined;
  });
  assert.equal(ended.code, 1);
  assert.equal(ended.solo.infra + ended.market.infra, 2);
  assert.deepEqual(ended.summary.progress, { finished: 0, planned: 4, lost: 2 });
  assert.match(ended.told, /gave no answer in 3 trials of 2 tasks in a row/);
  assert.equal(paid(ended), 0);
  assert.ok(ended.server.asked.length > 4, "it was not tried again");
  assert.match(ended.told, /500/);
});

test("a server that answers 500 now and then costs its member nothing but the time", async () => {
  let count = 0;
  const ended = await ran("flaky", (asked, response, n) => {
    if (count++ % 2 === 1) return right(asked, response, n);
    sendJson(response, 503, { error: { message: "overloaded", type: "server_error" } });
    return undefined;
  });
  assert.equal(ended.code, 0);
  assert.deepEqual([ended.solo.passed, ended.market.passed], [2, 2]);
});

test("JSON of another shape is asked for once more, booked as a repair, and then left out", async () => {
  const ended = await ran("misshapen", (asked, response, count) => {
    if (JSON.stringify(asked.body["messages"]).includes("Bids are sealed")) return '{"probability":"high"}';
    return right(asked, response, count);
  });
  assert.equal(ended.code, 0);
  assert.deepEqual([ended.solo.passed, ended.market.unfilled], [2, 2]);
  assert.ok((ended.market.cost.byPurpose["repair"] ?? 0) > 0, JSON.stringify(ended.market.cost.byPurpose));
  assert.ok(Math.abs(paid(ended) - ended.server.billed()) < 1e-9, `${paid(ended)}, ${ended.server.billed()}`);
});

test("JSON that a second asking mends is taken", async () => {
  const ended = await ran("mended", (asked, response, count) => {
    const messages = JSON.stringify(asked.body["messages"]);
    if (messages.includes("Bids are sealed") && !messages.includes("could not be used")) return "My bid is high.";
    return right(asked, response, count);
  });
  assert.equal(ended.code, 0);
  assert.deepEqual([ended.solo.passed, ended.market.passed], [2, 2]);
});

test("a server that is not there is told by its address, and the run ends with 1", async () => {
  const server = await chatServer(() => "");
  await server.close();
  writeFileSync(
    join(folder, "gone.yaml"),
    `suite: tasks.yaml\nmembers: [{ name: gone, model: compatible/gone, baseUrl: "${server.url}/v1", price: free }]\ntopologies: [solo]\nverifier: none\n`,
  );
  const finished = await catallaxy(["run", "gone.yaml", "--yes", "--no-preflight", "--ledger", join(folder, "gone.sqlite")], {
    cwd: folder,
  });
  assert.equal(finished.code, 1);
  assert.match(finished.out.replaceAll(/\s+/g, " "), /Could not reach compatible\/gone at 127\.0\.0\.1:\d+/);
});

test("an answer that breaks off in the middle is no answer, and its hold stays counted", async () => {
  const ended = await ran("cut", (asked, response, count) => {
    if (JSON.stringify(asked.body["messages"]).includes("Bids are sealed")) return right(asked, response, count);
    response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
    response.write('{"id":"x","choices":[{"message":{"content":"Answer: 2');
    setImmediate(() => response.socket?.destroy());
    return undefined;
  });
  assert.equal(ended.solo.passed, 0);
  assert.ok(paid(ended) > ended.server.billed());
  assert.match(ended.told, /unknown/);
});
