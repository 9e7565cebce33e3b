import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import type { Summary } from "../src/summary.ts";
import { catallaxy, type Finished, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
writeFileSync(
  join(folder, "sums.yaml"),
  `tasks:\n${numbers.map((n) => `  - { id: t${n}, category: sums, prompt: "What is ${n} + 100?", grader: { kind: exact, answer: "${n + 100}", answerKind: integer } }\n`).join("")}`,
);
const right: Saying = ({ body }) => {
  const n = /What is (\d+) \+ 100/.exec(JSON.stringify(body["messages"]))?.[1];
  return n === undefined ? "ready" : `Answer: ${Number(n) + 100}`;
};
const isPreflight = (body: Record<string, unknown>): boolean => JSON.stringify(body["messages"]).includes("Reply with the word ready.");
const quota = { error: { message: "You exceeded your current quota.", type: "insufficient_quota", code: "insufficient_quota" } };

/** Two solo topologies of two members at one server that `say` plays. */
async function laboratory(name: string, say: Saying) {
  const server = await chatServer(say);
  servers.push(server);
  const at = `baseUrl: "${server.url}/v1", price: { input: 1, output: 4 }`;
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: sums.yaml
members: [{ name: one, model: compatible/one, ${at} }, { name: two, model: compatible/two, ${at} }]
judges: [{ name: judge, model: compatible/judge, ${at} }]
topologies: [{ use: solo, name: first, options: { member: one } }, { use: solo, name: second, options: { member: two } }]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
  );
  const command = (...words: string[]): Promise<Finished> => catallaxy([...words, "--ledger", `${name}.sqlite`], { cwd: folder });
  const run = (...words: string[]): Promise<Finished> => command("run", `${name}.yaml`, "--yes", "--concurrency", "2", ...words);
  return { server, command, run };
}
const words = ({ out, err }: Finished): string => `${out}${err}`.replaceAll(/\s+/g, " ");
const passes = ({ topologies }: Summary): (readonly [string, number, number])[] =>
  topologies.map(({ name, passed, trials }) => [name, passed, trials] as const);
const complete = [
  ["first", 10, 10],
  ["second", 10, 10],
];

test("a model that cannot be asked is told before anything is scored, with the provider's words, and the run ends with 1", async () => {
  const { server, run, command } = await laboratory("wrong", (asked, response, count) => {
    if (asked.body["model"] !== "two") return right(asked, response, count);
    sendJson(response, 404, { error: { message: "The model 'two' does not exist", code: "model_not_found" } });
    return undefined;
  });
  const finished = await run();
  assert.equal(finished.code, 1);
  assert.match(words(finished), /two \(compatible\/two\): .*The model 'two' does not exist/);
  assert.match(words(finished), /nothing was scored/);
  assert.match(words(finished), /--no-preflight/);
  assert.deepEqual(
    server.asked.map(({ body }) => String(body["model"])).toSorted((a, b) => a.localeCompare(b)),
    ["one", "two"],
  );
  const stored = JSON.parse((await command("report", "last", "--format", "json")).out) as Summary;
  assert.deepEqual([stored.state, stored.progress], ["failed", { finished: 0, planned: 20, lost: 0 }]);
  assert.deepEqual(
    stored.topologies.map(({ name, trials, planned, passRate }) => [name, trials, planned, passRate]),
    [
      ["first", 0, 10, null],
      ["second", 0, 10, null],
    ],
  );
  assert.equal((await command("verify", "last")).code, 0);
});

test("a preflight asks each distinct model once that something asks, costs what it costs in no topology, and can be left out", async () => {
  const { server, run } = await laboratory("asked", right);
  const summary = summaryOf(await run("--json", "--quiet"));
  assert.equal(server.asked.filter(({ body }) => isPreflight(body)).length, 2);
  assert.equal(server.asked.length, 22);
  assert.deepEqual([summary.state, summary.progress, passes(summary)], ["done", { finished: 20, planned: 20, lost: 0 }, complete]);
  const told = summary.warnings.find((warning) => warning.startsWith("Asking each model once"));
  const preflight = Number(/cost \$([\d.]+),/.exec(told ?? "")?.[1]);
  const spent = summary.topologies.reduce((sum, row) => sum + row.spent, 0);
  assert.ok(Math.abs(spent + preflight - server.billed()) < 1e-6, `${spent} + ${preflight} is not ${server.billed()}`);
  const before = server.asked.length;
  await run("--no-preflight", "--quiet");
  assert.equal(server.asked.length - before, 20);
});

test("a quota that is used up pauses the run, scores nothing that it hit, and the run goes on where it stopped", async () => {
  let left = 9;
  const { server, run, command } = await laboratory("quota", (asked, response, count) => {
    if (left-- > 0) return right(asked, response, count);
    sendJson(response, 429, quota);
    return undefined;
  });
  const paused = await run();
  assert.equal(paused.code, 4);
  assert.match(words(paused), /Paused, .*You exceeded your current quota\./);
  assert.match(words(paused), /UNFINISHED: 7 of 20 trials have a result/);
  assert.doesNotMatch(words(paused), /passed most/);
  assert.match(words(paused), /To go on: catallaxy resume quota-\S+ --ledger quota\.sqlite/);
  // No more than what was in flight was asked after the first refusal.
  assert.ok(server.asked.length <= 9 + 2, `${server.asked.length} calls`);
  left = 1000;
  const summary = summaryOf(await command("resume", "last", "--json", "--quiet"));
  assert.deepEqual([summary.state, passes(summary)], ["done", complete]);
});

test("every format of an unfinished run says UNFINISHED and how many trials have a result", async () => {
  const { command, run } = await laboratory("formats", (asked, response, count) => {
    if (count <= 9) return right(asked, response, count);
    sendJson(response, 401, { error: { message: "Incorrect API key provided" } });
    return undefined;
  });
  await run();
  for (const format of ["terminal", "md", "html", "csv"]) {
    const { out } = await command("report", "last", "--format", format);
    assert.match(out, /UNFINISHED: 7 of 20 trials/, format);
    assert.doesNotMatch(out, /passed most/, format);
  }
  const { state, progress } = JSON.parse((await command("report", "last", "--format", "json")).out) as Summary;
  assert.deepEqual([state, progress], ["paused", { finished: 7, planned: 20, lost: 0 }]);
});

test("a run with results whose models cannot be asked when it is resumed keeps them, says so and ends with 4", async () => {
  const { run, command } = await laboratory("later", (asked, response, count) => {
    if (count <= 9) return right(asked, response, count);
    sendJson(response, 401, { error: { message: "Incorrect API key provided" } });
    return undefined;
  });
  assert.equal((await run()).code, 4);
  const again = await command("resume", "last");
  assert.equal(again.code, 4, words(again));
  assert.match(words(again), /could not be asked, so the run did not go on; its 7 results stand, and nothing more was spent\./);
  assert.doesNotMatch(words(again), /nothing was scored/);
  const { state, progress } = JSON.parse((await command("report", "last", "--format", "json")).out) as Summary;
  assert.deepEqual([state, progress], ["paused", { finished: 7, planned: 20, lost: 0 }]);
});

test("a server that only says 500 pauses the run after three trials in a row, and those are asked again", async () => {
  let mended = false;
  const { run, command } = await laboratory("dead", (asked, response, count) => {
    if (mended || count <= 8) return right(asked, response, count);
    sendJson(response, 500, { error: { message: "upstream is gone" } });
    return undefined;
  });
  const paused = await run();
  assert.equal(paused.code, 4);
  assert.match(words(paused), /gave no answer in 3 trials in a row\. .*upstream is gone/);
  mended = true;
  const summary = summaryOf(await command("resume", "last", "--json", "--quiet"));
  assert.deepEqual([summary.state, passes(summary)], ["done", complete]);
});

test("a gateway that gives up waiting is no finding: the run pauses, nothing is scored, and what was hit is asked again", async () => {
  let mended = false;
  const { run, command } = await laboratory("gateway", (asked, response, count) => {
    if (mended) return right(asked, response, count);
    sendJson(response, count % 2 === 0 ? 504 : 408, "<html><head><title>Time-out</title></head></html>");
    return undefined;
  });
  const paused = await run("--no-preflight");
  assert.equal(paused.code, 1);
  assert.match(words(paused), /UNFINISHED: 0 of 20 .*gave no answer in 3 trials in a row\. .*answered (504|408)/);
  assert.doesNotMatch(words(paused), /took too long|passed none/);
  mended = true;
  const summary = summaryOf(await command("resume", "last", "--json", "--quiet"));
  assert.deepEqual([summary.state, passes(summary)], ["done", complete]);
});

test("a member's own time limit stays what it was: a trial that took too long has a result", async () => {
  const { run } = await laboratory("own", (asked, response, count) =>
    asked.body["model"] === "one" ? undefined : right(asked, response, count),
  );
  const file = join(folder, "own.yaml");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace("model: compatible/one,", "model: compatible/one, settings: { timeoutMs: 1000 },"),
  );
  const finished = await run("--no-preflight", "--limit", "1", "--json", "--quiet");
  const summary = summaryOf(finished);
  assert.deepEqual(
    [summary.state, passes(summary).map(([, ...figures]) => figures)],
    [
      "done",
      [
        [0, 1],
        [1, 1],
      ],
    ],
    words(finished),
  );
});

test("a run of one task at a dead server ends as a fault of infrastructure, says which, and goes on", async () => {
  for (const fault of ["reset", "page"]) {
    let mended = false;
    const { run, command } = await laboratory(`one-${fault}`, (asked, response, count) => {
      if (mended) return right(asked, response, count);
      if (fault === "reset") response.destroy();
      else sendJson(response, 502, "<html><head><title>502 Bad Gateway</title></head></html>");
      return undefined;
    });
    const ended = await run("--no-preflight", "--limit", "1", "--topology", "first", "--quiet");
    assert.equal(ended.code, 1);
    const why = fault === "reset" ? "The connection to compatible/one broke" : "compatible/one answered 502: Bad Gateway\\.";
    assert.match(
      words(ended),
      new RegExp(`UNFINISHED: 0 of 1 trial .*one \\(compatible/one at 127\\.0\\.0\\.1:\\d+\\) gave no answer in 1 trial\\. ${why}`),
    );
    mended = true;
    const summary = summaryOf(await command("resume", "last", "--json", "--quiet"));
    assert.deepEqual([summary.state, passes(summary)], ["done", [["first", 1, 1]]]);
  }
});

test("single trials that the provider lost leave the run unfinished until resume --failed; their settled calls are not paid again", async () => {
  let broken = true;
  const { server, run, command } = await laboratory("lost", (asked, response, count) => {
    if (!broken || !JSON.stringify(asked.body["messages"]).includes("What is 4 + 100")) return right(asked, response, count);
    sendJson(response, 500, { error: { message: "not this one" } });
    return undefined;
  });
  const finished = await run("--json");
  assert.equal(finished.code, 4);
  const unfinished = summaryOf(finished);
  assert.deepEqual([unfinished.state, unfinished.progress], ["unfinished", { finished: 18, planned: 20, lost: 2 }]);
  assert.match(words(finished), /To go on: catallaxy resume lost-\S+ --failed --ledger lost\.sqlite/);
  assert.match(finished.err, /lost {2}18\/20 trials, 2 without a result\n/);
  const lost = words(await command("show", "last", "first/t4/0"));
  assert.match(
    lost,
    /# no result: lost to the provider, the network or the sandbox: .*not this one.* asked again: `?catallaxy resume lost-\S+ --failed/,
  );
  assert.doesNotMatch(words(await command("show", "last", "first/t5/0")), /no result/);
  assert.match((await command("show", "last")).out, /first\/t4\/0 +lost/);
  broken = false;
  const before = server.asked.length;
  const plain = await command("resume", "last", "--json", "--quiet");
  assert.deepEqual([plain.code, server.asked.length], [4, before], "a plain resume asks for nothing that has ended");
  const done = summaryOf(await command("resume", "last", "--failed", "--no-preflight", "--json", "--quiet"));
  assert.deepEqual([done.state, done.progress, passes(done)], ["done", { finished: 20, planned: 20, lost: 0 }, complete]);
  assert.equal(server.asked.length - before, 2);
  const vain = await command("resume", "last", "--failed", "--no-preflight");
  assert.match(words(vain), /Nothing to ask again: no trial was lost to the provider, the network or the sandbox\./);
  assert.equal((await command("verify", "last")).code, 0);
});

test("what is lost each time it is asked is given up by a person's word: not passed, within bounds, and asked once more on demand", async () => {
  let breaks = true;
  const { server, run, command } = await laboratory("given-up", (asked, response, count) => {
    if (!breaks || !JSON.stringify(asked.body["messages"]).includes("What is 4 + 100")) return right(asked, response, count);
    response.writeHead(200, { "content-type": "application/json", "content-length": "400" });
    response.write('{"id":"chat-1","choices":[', () => response.destroy());
    return undefined;
  });
  assert.equal((await run("--quiet")).code, 4);
  const early = await command("resume", "last", "--give-up");
  assert.equal(early.code, 2);
  assert.match(
    words(early),
    /2 trials were lost \(first\/t4\/0, second\/t4\/0\) and not asked again yet\. Ask again first: `catallaxy resume/,
  );
  const again = await command("resume", "last", "--failed", "--no-preflight");
  assert.equal(again.code, 4);
  assert.match(words(again), /2 trials were asked again and lost again\..* within bounds: catallaxy resume given-up-\S+ --give-up/);
  assert.match((await command("resume", "last", "--failed", "--give-up")).err, /Give one of them\.$/m);
  const asked = server.asked.length;
  const given = await command("resume", "last", "--give-up", "--json");
  assert.equal(given.code, 0);
  const summary = summaryOf(given);
  assert.deepEqual([summary.state, summary.progress], ["done", { finished: 20, planned: 20, lost: 0 }]);
  for (const { passed, rated, passRate, passRateBounds, missing, infra, unscored } of summary.topologies)
    assert.deepEqual([passed, rated, passRate, passRateBounds, missing, infra, unscored], [9, 10, 0.9, [0.9, 1], { lost: 1 }, 0, 1]);
  assert.equal(server.asked.length, asked, "to give up asks nobody");
  assert.match(
    words(given),
    /first 1 of 10 trials \(lost .* given up by `?resume --give-up`?; a pass rate of 90%, and 100% had they passed\)/,
  );
  assert.match((await command("show", "last")).out, /first\/t4\/0 +given up/);
  assert.match(words(await command("show", "last", "first/t4/0")), /# given up: lost each time it was asked; it counts as not passed/);
  assert.match(words(await command("resume", "last", "--give-up")), /Nothing to give up: no trial is lost\./);
  assert.equal((await command("verify", "last")).code, 0);
  breaks = false;
  const mended = summaryOf(await command("resume", "last", "--failed", "--no-preflight", "--json", "--quiet"));
  assert.deepEqual([mended.state, passes(mended)], ["done", complete]);
  assert.ok(mended.topologies.every(({ missing, passRateBounds }) => missing === undefined && passRateBounds === undefined));
  assert.equal((await command("verify", "last")).code, 0);
});

test("a topology of which no trial has a result is not given up: a dead server is no finding", async () => {
  const { run, command } = await laboratory("dead", (asked, response, count) => {
    if (asked.body["model"] !== "two" || isPreflight(asked.body)) return right(asked, response, count);
    response.destroy();
    return undefined;
  });
  assert.equal((await run("--quiet")).code, 4);
  await command("resume", "last", "--failed", "--no-preflight", "--quiet");
  const refused = await command("resume", "last", "--give-up");
  assert.notEqual(refused.code, 0);
  assert.match(words(refused), /No trial of second has a result: its provider may be gone/);
  assert.match((await command("report", "last", "--json")).out, /"state":\s*"(?:paused|unfinished)"/);
});

test("replies without a text that were paid are answers without content: scored, not passed, told first; a run of nothing else is done", async () => {
  for (const [name, share] of [
    ["hollow", 1],
    ["half", 2],
  ] as const) {
    const { server, run, command } = await laboratory(name, (asked, response, count) => {
      const n = Number(/What is (\d+) \+ 100/.exec(JSON.stringify(asked.body["messages"]))?.[1] ?? 0);
      return n % share === 0 ? "" : right(asked, response, count);
    });
    const finished = await run();
    assert.equal(finished.code, 0, finished.err);
    const empty = 10 / share;
    const first = finished.out.split("\n").findIndex((line) => line.startsWith(" ! "));
    assert.match(
      finished.out.split("\n").slice(first).join(" ").replaceAll(/\s+/g, " "),
      new RegExp(
        `^ ! No text came from one in ${empty} of 10 replies and two in ${empty} of 10 replies: they were paid, hold nothing to grade and count as not passed\\.`,
      ),
    );
    const told = summaryOf(await command("report", "last", "--format", "json"));
    assert.deepEqual([told.state, told.progress], ["done", { finished: 20, planned: 20, lost: 0 }]);
    assert.deepEqual(
      told.topologies.map(({ passed, passRate, infra, missing }) => [passed, passRate, infra, missing]),
      Array.from({ length: 2 }, () => [10 - empty, 1 - 1 / share, 0, undefined]),
    );
    const asked = server.asked.length;
    await command("resume", "last", "--failed", "--yes", "--quiet");
    assert.equal(server.asked.length, asked, "nothing is asked again");
  }
});
