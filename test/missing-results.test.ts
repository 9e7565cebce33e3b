import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import { catallaxy, type Finished, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, type Saying } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const tasks = Array.from(
  { length: 20 },
  (_, n) => `  - { id: t${n}, category: sums, prompt: "What is ${n} + 0?", grader: { kind: exact, answer: "${n}", answerKind: integer } }`,
);
writeFileSync(join(folder, "tasks.yaml"), `tasks:\n${tasks.join("\n")}\n`);

/**
 * Two members that are right on twelve of twenty tasks. On the eight hard ones `steady` is right once and else wrong, where `shy` does
 * what it is told.
 */
async function laboratory(name: string, shy: Saying) {
  const server = await chatServer((asked, response, count) => {
    const n = Number(/What is (\d+)/.exec(JSON.stringify(asked.body["messages"]))?.[1]);
    if (n % 5 < 3) return `Answer: ${n}`;
    return asked.body["model"] === "shy" ? shy(asked, response, count) : `Answer: ${n === 3 ? 3 : 99}`;
  });
  servers.push(server);
  const member = (who: string): string =>
    `{ name: ${who}, model: compatible/${who}, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 } }`;
  const solo = (who: string): string => `{ use: solo, name: ${who}, options: { member: ${who} } }`;
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: tasks.yaml
members: [${member("steady")}, ${member("shy")}]
topologies: [${solo("steady")}, ${solo("shy")}]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
  );
  const command = (...some: string[]): Promise<Finished> => catallaxy([...some, "--ledger", `${name}.sqlite`], { cwd: folder });
  return { command, run: (...some: string[]) => command("run", `${name}.yaml`, "--yes", "--no-preflight", "--quiet", ...some) };
}
const refuses: Saying = (_asked, response) => {
  sendJson(response, 400, { error: { message: "Blocked by the content policy.", code: "content_filter" } });
  return undefined;
};

test("a member that refuses what is hard has no higher rate for it, and every format has the bounds and the reason", async () => {
  const { run, command } = await laboratory("shy", refuses);
  const summary = summaryOf(await run("--json"));
  const [steady, shy] = summary.topologies;
  assert.equal(summary.state, "done");
  assert.deepEqual([steady?.passed, steady?.rated, steady?.passRate, steady?.passRateBounds], [13, 20, 0.65, undefined]);
  assert.deepEqual([shy?.passed, shy?.rated, shy?.passRate, shy?.meanScore], [12, 20, 0.6, 0.6]);
  assert.deepEqual([shy?.missing, shy?.passRateBounds, shy?.meanScoreBounds], [{ refused: 8 }, [0.6, 1], [0.6, 1]]);
  for (const { tasks: paired } of summary.comparisons) assert.equal(paired, 20);
  for (const format of ["terminal", "md", "html"]) {
    const text = (await command("report", "last", "--format", format)).out.replaceAll("\\", "").replaceAll(/\s+/g, " ");
    for (const words of [
      "60 to 100%",
      "shy 8 of 20 trials (refused; a pass rate of 60%, and 100% had they passed)",
      "steady passed most, 65% of 20 tasks",
    ])
      assert.ok(text.includes(words), `${format} lacks "${words}": ${text}`);
  }
  const [head = "", , second = ""] = (await command("report", "last", "--format", "csv")).out.split("\n");
  const row = new Map(head.split(",").map((name, i) => [name, second.split(",")[i]]));
  const cells = ["topology", "missing", "missing_reasons", "pass_rate", "pass_rate_worst", "pass_rate_best"].map((name) => row.get(name));
  assert.deepEqual(cells, ["shy", "8", "refused 8", "0.6", "0.6", "1"]);
});

test("a run that stops when decided names nobody for refusing what is hard", async () => {
  const { run } = await laboratory("decided", refuses);
  const { decision } = summaryOf(await run("--json", "--until", "decided"));
  assert.notEqual(decision?.winner, "shy");
  assert.equal(decision?.leader, "steady");
  assert.ok((decision?.regret ?? 0) > 0);
});

test("while a used-up account pauses a run nobody is named, and the bounds are over all planned trials", async () => {
  let answers = 0;
  const { run, command } = await laboratory("errors", (_asked, response) => {
    if (answers++ === 0) return "Answer: 99";
    sendJson(response, 402, { error: { message: "Payment required." } });
    return undefined;
  });
  const summary = summaryOf(await run("--json", "--concurrency", "1"));
  const shy = summary.topologies.find(({ name }) => name === "shy");
  assert.notEqual(summary.state, "done");
  assert.ok((shy?.passRateBounds?.[0] ?? 1) <= 12 / 20 && (shy?.passRateBounds?.[1] ?? 0) > (shy?.passRateBounds?.[0] ?? 1));
  const report = (await command("report", "last")).out.replaceAll(/\s+/g, " ");
  assert.match(report, /UNFINISHED/);
  assert.doesNotMatch(report, /passed most/);
});
