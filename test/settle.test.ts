import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openSharedBudget, openStore } from "../src/ledger/index.ts";
import { sendJson, type WireServer, wireServer } from "../src/models/fixtures/wire.ts";
import { exactDollars, toNano } from "../src/util/money.ts";
import type { Summary } from "../src/summary.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { chatServer, price } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: WireServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const ids = Array.from({ length: 9 }, (_, i) => i + 1);
writeFileSync(
  join(folder, "tasks.yaml"),
  `tasks:\n${ids.map((i) => `  - { id: t${i}, category: sums, prompt: "What is ${i} + 0?", grader: { kind: exact, answer: "${i}", answerKind: integer } }`).join("\n")}\n`,
);
const write = (name: string, member: string): void =>
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: tasks.yaml\nmembers: [{ name: big, ${member}, price: { input: ${price.input}, output: ${price.output} } }]\ntopologies: [solo]\nverifier: none\nterms: { attempts: 1 }\n`,
  );
const on = (name: string) => ({
  command: (words: readonly string[], settings = {}) =>
    catallaxy([...words, "--ledger", `${name}.sqlite`], { cwd: folder, env: { OPENROUTER_API_KEY: "or-key" }, ...settings }),
  money: () => {
    const store = openStore(join(folder, `${name}.sqlite`), "read");
    const spending = store.ledger(store.runs()[0]?.id ?? "").spentAndHeld();
    store.close();
    return spending;
  },
  today: () => {
    const day = `day:${new Date().toISOString().slice(0, 10)}`;
    const budget = openSharedBudget(join(folder, `${name}.sqlite`), { name: () => day, account: "reader", cap: Infinity });
    const total = budget.total();
    budget.close();
    return total;
  },
});
const answerTo = (body: object) => `Answer: ${/What is (\d+)/.exec(JSON.stringify(body))?.[1]}`;

test("the calls of a killed run are settled at the server's bill: every sum follows, the ledger verifies, the run goes on", async () => {
  const held: (() => void)[] = [];
  let released = false;
  const server = await chatServer(({ body }, _response, count) => {
    if (released || count <= 2) return answerTo(body);
    return new Promise((resolve) => held.push(() => resolve(answerTo(body))));
  });
  servers.push(server);
  write("killed", `model: compatible/big, baseUrl: "${server.url}/v1"`);
  const { command, money, today } = on("killed");
  await command(["run", "killed.yaml", "--yes", "--no-preflight", "--concurrency", "4"], {
    onStart: (child: ChildProcess) => {
      const look = setInterval(() => {
        if (held.length < 4) return;
        clearInterval(look);
        child.kill("SIGKILL");
      }, 5);
      child.once("close", () => clearInterval(look));
    },
  });
  const before = toNano(server.billed());
  released = true;
  for (const answer of held.splice(0)) answer();
  await new Promise((resolve) => setImmediate(resolve));
  const each = (server.billed() - before / 1e9) / 4;
  assert.ok(each > 0);

  // At once, before any command has closed the calls that the process left open.
  for (const format of ["terminal", "md", "html", "json", "csv"]) {
    const { out } = await command(["report", "last", "--format", format]);
    const told = out.replaceAll(/\s+/g, " ");
    if (format === "csv") {
      const [header = [], row = []] = out.split("\n").map((line) => line.split(","));
      const cell = (name: string) => Number(row[header.indexOf(name)]);
      assert.equal(cell("unsettled_calls"), 4);
      assert.ok(cell("unsettled_dollars") > 0);
      continue;
    }
    assert.match(
      told,
      /The outcome of 4 calls is unknown, still in flight, or cut off with their process: up to \$0\.\d+ of the cost is held/,
      format,
    );
    assert.match(told, /catallaxy settle \S*killed/, format);
    if (format === "json") assert.equal((JSON.parse(out) as { spending: { unsettledCalls: number } }).spending.unsettledCalls, 4);
    else assert.match(told, /it cost \$0\.\d+ = .*, of which up to \$0\.\d+ is held for 4 calls of unknown outcome/, format);
  }

  const listed = await command(["settle", "last"]);
  assert.equal(listed.code, 0, listed.err);
  const keys = [...listed.out.matchAll(/^ *([0-9a-f]{12,}) /gm)].map((found) => found[1] ?? "");
  assert.equal(keys.length, 4, listed.out);
  const provider = await command(["settle", "last", "--all", "--ask-provider"]);
  assert.match(provider.out, /not settled; its provider has no address that tells/);
  for (const wrong of [
    ["--key", "nothing", "--cost", "0"],
    ["--all"],
    ["--cost", "1"],
    ["--all", "--cost", "-1"],
    ["--all", "--cost", "1e30"],
    ["--all", "--cost", "NaN"],
    ["--all", "--cost", "half"],
    ["--all", "--cost", "0x10"],
    ["--all", "--cost", "$1"],
  ]) {
    const { code, err } = await command(["settle", "last", ...wrong]);
    assert.equal(code, 2, wrong.join(" "));
    assert.match(err, /[Ww]anted/, wrong.join(" "));
  }
  const key = (keys[0] ?? "").slice(0, 10);
  const much = await command(["settle", "last", "--key", key, "--cost", "5"]);
  assert.equal(much.code, 2);
  assert.match(much.err, /\$5\.00 is more than \$\S+, which was held .* add --yes/);
  assert.equal(money().unknown, 4);
  const wrong = await command(["settle", "last", "--key", key, "--cost", "5", "--yes"]);
  assert.match(wrong.out, /1 call settled at \$5\.00/, wrong.err);
  assert.equal(money().spent, before + 5_000_000_000);
  const one = await command(["settle", "last", "--key", key, "--cost", String(each)]);
  assert.match(one.out, /1 call corrected from \$5\.00 to /, one.err);
  assert.deepEqual([money().spent, money().unknown], [before + toNano(each), 3]);
  assert.equal((await command(["settle", "last", "--all", "--cost", String(each)])).code, 0);
  assert.deepEqual(money(), { spent: toNano(server.billed()), held: 0, unknown: 0 });
  assert.deepEqual(today(), { spent: toNano(server.billed()), held: 0 });
  assert.match((await command(["settle", "last", "--all", "--cost", "1"])).out, /nothing to settle/);
  assert.equal((await command(["verify", "last"])).code, 0);

  const asked = server.asked.length;
  const resumed = summaryOf(await command(["resume", "last", "--json", "--quiet", "--no-preflight"]));
  assert.equal(server.asked.length, asked + 7);
  assert.equal(resumed.topologies[0]?.passed, 9);
  assert.deepEqual([toNano(resumed.spending?.total ?? 0), resumed.spending?.unsettled], [toNano(server.billed()), 0]);
  assert.deepEqual(money(), { spent: toNano(server.billed()), held: 0, unknown: 0 });
  assert.deepEqual(today(), { spent: toNano(server.billed()), held: 0 });
  const verified = await command(["verify", "last"]);
  assert.match(verified.out, /^Intact: 9 trials/, verified.out);

  // Thirteen calls were billed, four of them for answers that nobody got: nine stand in the table, four apart.
  const apart = 4 * toNano(each);
  const inTable = toNano(server.billed()) - apart;
  const told = summaryOf(await command(["report", "last", "--format", "json"]));
  for (const { spending, topologies, money, estimate } of [resumed, told]) {
    assert.deepEqual([toNano(spending?.cutOff ?? 0), toNano(spending?.topologies ?? 0), spending?.unfinished], [apart, inTable, 0]);
    assert.deepEqual([toNano(topologies[0]?.cost.total ?? 0), toNano(money?.alone ?? 0), money?.shared], [inTable, inTable, 0]);
    assert.equal(toNano(estimate?.compared ?? 0), inTable);
    assert.equal(estimate?.factor, toNano(estimate?.likely ?? 0) / inTable);
  }
  const whole = `it cost ${exactDollars(inTable + apart)} = topologies ${exactDollars(inTable)} + cut-off calls ${exactDollars(apart)}`;
  for (const format of ["terminal", "md", "html"]) {
    const text = (await command(["report", "last", "--format", format])).out.replaceAll("\\", "").replaceAll(/\s+/g, " ");
    assert.ok(text.includes(whole), `${whole}: ${text}`);
  }
});

test("OpenRouter is asked what an answer cost that broke off: the call, its trial, the report and the run's sums follow", async () => {
  // All four are asked before the first is answered.
  const waiting: (() => void)[] = [];
  const server = await wireServer(({ body, path }, response) => {
    const id = /generation\?id=gen-(\d)/.exec(path)?.[1];
    // The fourth answer is not in the provider's books.
    if (id === "4") return sendJson(response, 404, { error: { code: 404, message: "Generation not found" } });
    if (id !== undefined) return sendJson(response, 200, { data: { id: `gen-${id}`, total_cost: 0.000002 } });
    const task = /What is (\d+)/.exec(JSON.stringify(body))?.[1];
    const broke = { code: 502, message: "The host went away" };
    const choice = { index: 0, message: { role: "assistant", content: "The ans" }, finish_reason: "error", error: broke };
    waiting.push(() =>
      sendJson(response, 200, { id: `gen-${task}`, object: "chat.completion", created: 1, model: "m", choices: [choice] }),
    );
    if (waiting.length === 4) for (const answer of waiting) answer();
    return undefined;
  });
  servers.push(server);
  write("broken", `model: openrouter/big, baseUrl: "${server.url}/v1", sendKeyTo: ${new URL(server.url).hostname}`);
  const { command, money } = on("broken");
  await command(["run", "broken.yaml", "--yes", "--no-preflight", "--limit", "4", "--concurrency", "4"]);
  const { held, unknown } = money();
  assert.equal(unknown, 4);
  assert.ok(held > 0);
  const told = await command(["settle", "last", "--ask-provider"]);
  assert.equal(told.out.match(/: settled at \$0\.000002;/g)?.length, 3, told.out);
  assert.match(told.out, /not settled; the provider knows no answer gen-4/);
  assert.ok(server.asked.some(({ path, headers }) => path === "/v1/generation?id=gen-1" && headers["authorization"] === "Bearer or-key"));
  const hold = held / 4;
  assert.deepEqual(money(), { spent: 6000, held: hold, unknown: 1 });
  const asked = server.asked.length;
  await command(["settle", "last", "--ask-provider"]);
  assert.equal(server.asked.length, asked + 1);
  const report = JSON.parse((await command(["report", "last", "--format", "json"])).out) as Summary;
  // The trials that ended before the run was paused had one call each.
  const shown = (await command(["show", "last"])).out;
  const ended = [...shown.matchAll(/solo\/t(\d)\/0 +lost/g)].map((found) => found[1]);
  const nano = ended.reduce((sum, task) => sum + (task === "4" ? hold : 2000), 0);
  assert.ok(ended.length > 0, shown);
  assert.deepEqual([report.topologies[0]?.censored, toNano(report.topologies[0]?.cost.total ?? 0)], [ended.length, nano]);
  assert.equal(report.spending?.unsettled, hold / 1e9);
  assert.equal((await command(["verify", "last"])).code, 0);
});

test("a second Ctrl-C books the id that a streamed answer had by then, so that its provider is asked what it cost", async () => {
  let began: () => void = () => {};
  const server = await wireServer(({ path }, response) => {
    if (path.includes("/generation?id=gen-s")) return sendJson(response, 200, { data: { id: "gen-s", total_cost: 0.000003 } });
    response.writeHead(200, { "content-type": "text/event-stream" });
    const choices = [{ index: 0, delta: { role: "assistant", content: "The ans" }, finish_reason: null }];
    response.write(`data: ${JSON.stringify({ id: "gen-s", object: "chat.completion.chunk", created: 1, model: "m", choices })}\n\n`);
    // Its first piece is there when the other tries are asked.
    if (server.asked.length === 2) began();
    return undefined;
  });
  servers.push(server);
  write("cut", `model: openrouter/big, baseUrl: "${server.url}/v1", sendKeyTo: ${new URL(server.url).hostname}`);
  const file = join(folder, "cut.yaml");
  writeFileSync(
    file,
    readFileSync(file, "utf8")
      .replace("[solo]", "[{ use: best-of, options: { n: 2, choose: majority } }]")
      .replace("attempts: 1", "attempts: 2, warmFirst: true"),
  );
  const { command, money } = on("cut");
  let twice = false;
  const stopped = await command(["run", "cut.yaml", "--yes", "--no-preflight", "--limit", "1"], {
    onStart: (child: ChildProcess) => (began = () => child.kill("SIGINT")),
    onStderr: (child: ChildProcess, said: string) => {
      if (twice || !said.includes("Stopping after")) return;
      twice = true;
      child.kill("SIGINT");
    },
  });
  assert.equal(stopped.code, 130, stopped.err);
  assert.match(stopped.err, /Ended at once/);
  const asked = await command(["settle", "last", "--all", "--ask-provider"]);
  assert.equal(asked.out.match(/: settled at \$0\.000003;/g)?.length, 1, asked.out);
  assert.equal(money().spent, 3000);
  assert.equal((await command(["verify", "last"])).code, 0);
});
