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

const words = ({ out, err }: Finished): string => `${out}${err}`.replaceAll(/\s+/g, " ");
const asks = (asked: Parameters<Saying>[0]): string => JSON.stringify(asked.body["messages"]);
const passing = JSON.stringify({ why: "it is right", passed: true, score: 1 });

/** Four tasks whose answers one judge grades, at a server that `say` plays. */
async function laboratory(name: string, say: Saying) {
  const server = await chatServer(say);
  servers.push(server);
  const at = `baseUrl: "${server.url}/v1", price: { input: 1, output: 4 }`;
  const tasks = [1, 2, 3, 4].map(
    (n) => `  - { id: t${n}, category: words, prompt: "Word ${n}?", grader: { kind: rubric, member: judge } }`,
  );
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: ${name}-tasks.yaml
members: [{ name: one, model: compatible/one, ${at} }]
judges: [{ name: judge, model: compatible/judge, ${at} }]
topologies: [solo]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
  );
  writeFileSync(join(folder, `${name}-tasks.yaml`), `tasks:\n${tasks.join("\n")}\n`);
  const command = (...some: string[]): Promise<Finished> => catallaxy([...some, "--ledger", `${name}.sqlite`], { cwd: folder });
  return { server, command, run: (...some: string[]) => command("run", `${name}.yaml`, "--yes", ...some) };
}

test("a grader that is silent on every answer leaves the run unfinished, says so first with the command, and that command finishes it", async () => {
  let mute = true;
  const { server, run, command } = await laboratory("mute", ({ body }) =>
    body["model"] === "judge" ? (mute ? "Looks fine to me." : passing) : "a word",
  );
  const finished = await run("--json");
  assert.equal(finished.code, 4);
  const { state, progress, graderSilence, run: id } = summaryOf(finished);
  assert.deepEqual([state, progress], ["unfinished", { finished: 0, planned: 4, lost: 0, ungraded: 4 }]);
  assert.deepEqual([graderSilence?.answers, graderSilence?.silent, graderSilence?.graders], [4, 4, ["rubric"]]);
  const regrade = `catallaxy regrade ${id} --ledger mute.sqlite`;
  for (const { out } of [
    finished,
    ...(await Promise.all(["terminal", "md", "html"].map((format) => command("report", "last", "--format", format)))),
  ]) {
    const told = out.replaceAll(/<\/?code>/g, "`").replaceAll(/\s+/g, " ");
    assert.match(told, /silent on 4 of 4/);
    assert.match(told, /verdict in JSON and gave none/);
    assert.match(told, /UNFINISHED: 0 of 4 trials have a result; 4 have answers without a grade/);
    assert.ok(told.includes(regrade), told);
    assert.doesNotMatch(told, /no trial has an outcome yet/i);
  }
  assert.match((await command("report", "last", "--format", "csv")).out, /unfinished,"?UNFINISHED: 0 of 4/);
  mute = false;
  const before = server.asked.length;
  const graded = await command("regrade", id, "--yes", "--json");
  assert.equal(graded.code, 0, words(graded));
  const after_ = summaryOf(graded);
  assert.deepEqual([after_.state, after_.progress, after_.topologies[0]?.passed], ["done", { finished: 4, planned: 4, lost: 0 }, 4]);
  assert.equal(server.asked.length - before, 4);
  assert.match((await command("runs")).out, /done/);
});

test("a grader that is silent on some is counted and said with the same command", async () => {
  const { run } = await laboratory("half", (asked) =>
    asked.body["model"] !== "judge" ? "a word" : asks(asked).includes("Word 3?") ? "Hm." : passing,
  );
  const finished = await run("--json");
  const { state, progress, run: id } = summaryOf(finished);
  assert.deepEqual([finished.code, state, progress], [4, "unfinished", { finished: 3, planned: 4, lost: 0, ungraded: 1 }]);
  assert.match(words(finished), /silent on 1 of 4/);
  assert.ok(words(finished).includes(`catallaxy regrade ${id} --ledger half.sqlite`));
});

test("graders that are functions and throw are silent ones, and the command names the configuration that has them", async () => {
  writeFileSync(
    join(folder, "throws.config.ts"),
    `export default {
  name: "throws",
  suite: [{ id: "a", prompt: "What?", grader: () => { throw new Error("the grader's own fault"); } }],
  members: [{ name: "one", model: () => "an answer" }],
  topologies: ["solo"], verifier: "none", terms: { attempts: 1 },
};
`,
  );
  const finished = await catallaxy(["run", "throws.config.ts", "--json", "--yes"], { cwd: folder });
  const { state, run: id } = summaryOf(finished);
  assert.deepEqual([finished.code, state], [4, "unfinished"]);
  assert.match(words(finished), /silent on 1 of 1: .*the grader's own fault/);
  assert.ok(words(finished).includes(`catallaxy regrade ${id} --config throws.config.ts`));
  const report = await catallaxy(["report", "last"], { cwd: folder });
  assert.ok(words(report).includes(`catallaxy regrade ${id} --config throws.config.ts`), words(report));
});

test("a judge whose server is gone is infrastructure, not silent: its gradings are owed, and the answers are not paid again", async () => {
  let gone = true;
  const { server, run, command } = await laboratory("gone", (asked, response) => {
    if (asked.body["model"] !== "judge" || !gone || asks(asked).includes("Reply with the word ready"))
      return asked.body["model"] === "judge" ? passing : "a word";
    sendJson(response, 500, { error: { message: "upstream is gone" } });
    return undefined;
  });
  const finished = await run("--json", "--concurrency", "1");
  const { state, progress, graderSilence, silence } = summaryOf(finished);
  assert.deepEqual([finished.code, state, progress?.finished], [4, "paused", 0]);
  assert.deepEqual([graderSilence, silence], [undefined, undefined]);
  assert.match(words(finished), /upstream is gone/);
  assert.doesNotMatch(words(finished), /silent/);
  gone = false;
  const before = server.asked.filter(({ body }) => body["model"] === "one").length;
  const done = summaryOf(await command("resume", "last", "--json", "--quiet", "--no-preflight"));
  assert.deepEqual([done.state, done.topologies[0]?.passed], ["done", 4]);
  assert.equal(server.asked.filter(({ body }) => body["model"] === "one").length - before, 1);
});

test("a model that refuses everything is a finding: the run is done, and its refusals are counted with the provider's words", async () => {
  const { run } = await laboratory("refusing", (asked, response) => {
    if (asked.body["model"] === "judge" || asks(asked).includes("Reply with the word ready")) return passing;
    sendJson(response, 400, { error: { message: "This request was blocked by our content policy.", code: "content_policy_violation" } });
    return undefined;
  });
  const finished = await run("--json");
  const { state, refusals } = summaryOf(finished);
  assert.deepEqual([finished.code, state], [0, "done"]);
  assert.deepEqual(
    refusals?.map(({ member, calls, refused }) => [member, calls, refused]),
    [["one", 4, 4]],
  );
  assert.match(words(finished), /one refused 4 of 4 calls .*blocked by our content policy/);
});

test("functions that grade one task each are named by their tasks where they are silent, not by a hash of their source", async () => {
  const tasks = [1, 2, 3, 4, 5, 6, 7].map(
    (n) => `{ id: "t${n}", category: "c", prompt: "p${n}", grader: () => { throw new Error("${n}"); } }`,
  );
  const config = `export default { name: "own", suite: [${tasks.join(", ")}], members: [{ name: "m", model: () => "x" }], topologies: ["solo"], verifier: "none" };`;
  writeFileSync(join(folder, "own.config.mjs"), config);
  const finished = await catallaxy(["run", "own.config.mjs", "--yes", "--json", "--ledger", "own.sqlite"], { cwd: folder });
  assert.deepEqual(summaryOf(finished).graderSilence?.graders, ["functions in own.config.mjs of tasks t1, t2, t3, t4, t5 and 2 more"]);
  assert.match(words(finished), /The grader \(functions in own\.config\.mjs of tasks t1, t2, t3, t4, t5 and 2 more\) was silent on 7 of 7/);
});

test("silence is of the answers that the named graders were asked about", async () => {
  const { command } = await laboratory("few", ({ body }) => (body["model"] === "judge" ? "Looks fine to me." : "a word"));
  const tasks = [1, 2, 3].map((n) => `  - { id: e${n}, category: words, prompt: "Word ${n}?", grader: { kind: contains, answer: word } }`);
  writeFileSync(
    join(folder, "few-tasks.yaml"),
    `tasks:\n${tasks.join("\n")}\n  - { id: r1, category: words, prompt: "Letter?", grader: { kind: rubric, member: judge } }\n`,
  );
  const finished = await command("run", "few.yaml", "--yes");
  assert.match(words(finished), /The grader \(rubric\) was silent on 1 of 1: those do not count as passed\./);
});
