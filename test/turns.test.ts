import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson } from "../src/models/fixtures/wire.ts";
import { catallaxy, type Finished, lasting, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer, price } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const graded = (answer: number) => `{ kind: exact, answer: "${answer}", answerKind: integer }`;
const suite = (third = 6) =>
  [
    "tasks:",
    `  - { id: count, category: sums, prompt: "Say 2.", grader: ${graded(2)},`,
    `      turns: [{ prompt: "Say 4.", grader: ${graded(4)} }, { prompt: "Say ${third === 6 ? 6 : 6}.", grader: ${graded(third)} }] }`,
  ].join("\n");
writeFileSync(join(folder, "tasks.yaml"), suite());

interface Message {
  readonly role: string;
  readonly content: string;
}
type Fate = (turn: number, count: number) => string | number;

/** A server that says what the last task wants, or what fate has for that turn: other words, or a status with which it fails. */
async function laboratory(name: string, topologies: string, fate: Fate = () => "", more = "") {
  const asked: Message[][] = [];
  const caps: unknown[] = [];
  const server = await chatServer(({ body }, response, count) => {
    const messages = body["messages"] as Message[];
    asked.push(messages);
    caps.push(body["max_tokens"] ?? body["max_completion_tokens"]);
    const last = messages.at(-1)?.content ?? "";
    const wanted = /Say (\d+)/.exec(last)?.[1] ?? "0";
    const said = fate(Number(wanted) / 2, count);
    if (typeof said !== "number") return said === "" ? `Answer: ${wanted}` : said;
    const message = said === 400 ? "This model's maximum context length is 10 tokens." : "gone";
    sendJson(response, said, { error: { message, type: "error", code: said === 400 ? "context_length_exceeded" : "x" } });
    return undefined;
  });
  servers.push(server);
  const member = `baseUrl: "${server.url}/v1", price: { input: ${price.input}, output: ${price.output} }`;
  const lines = [
    "suite: tasks.yaml",
    `members: [{ name: big, model: compatible/big, ${member} }]`,
    `topologies: ${topologies}`,
    "verifier: none",
    `terms: { attempts: 1, outputCap: 50 }`,
    more,
  ];
  writeFileSync(join(folder, `${name}.yaml`), lines.join("\n"));
  const command = (...words: string[]): Promise<Finished> => catallaxy([...words, "--ledger", `${name}.sqlite`], { cwd: folder });
  const run = (...words: string[]) => command("run", `${name}.yaml`, "--yes", "--no-preflight", "--json", ...words);
  return { run, command, asked, caps };
}

test("turns are asked as one conversation, each graded, and the score is the share that is right", async () => {
  const { run, command, asked } = await laboratory("plain", "[solo]", (turn) => (turn === 2 ? "Answer: 5" : ""));
  const summary = summaryOf(await run());
  assert.deepEqual(
    asked.map((messages) => messages.map(({ role, content }) => [role, content])),
    [
      [["user", "<task>\nSay 2.\n</task>"]],
      [
        ["user", "<task>\nSay 2.\n</task>"],
        ["assistant", "Answer: 2"],
        ["user", "<task>\nSay 4.\n</task>"],
      ],
      [
        ["user", "<task>\nSay 2.\n</task>"],
        ["assistant", "Answer: 2"],
        ["user", "<task>\nSay 4.\n</task>"],
        ["assistant", "Answer: 5"],
        ["user", "<task>\nSay 6.\n</task>"],
      ],
    ],
  );
  const [row] = summary.topologies;
  assert.deepEqual([row?.passRate, row?.meanScore], [0, 2 / 3]);
  const [turns] = summary.byTurn ?? [];
  assert.deepEqual(
    turns?.turns.map(({ turn, rate }) => [turn, rate]),
    [
      [1, 1],
      [2, 0],
      [3, 1],
    ],
  );
  assert.deepEqual([turns?.afterRight, turns?.afterError, turns?.change?.mean], [{ passed: 0, tries: 1 }, { passed: 1, tries: 1 }, 0]);
  const shown = await command("show", "last", "solo/count/0");
  assert.match(shown.out, /# turn 2 of 3, answered by big:\n {2}Answer: 5\n[\s\S]*# turn 3 of 3, answered by big:\n {2}Answer: 6/);
  assert.match(
    shown.out,
    /# grade by turns \(exact\): failed, score 0.67\n {2}turn 1: passed, score 1.00: [^\n]*\n {2}turn 2: failed, score 0.00: "5"/,
  );
  assert.equal((await command("verify", "last")).code, 0);
  const read = await command("report", "last");
  assert.match(read.out, /Does quality fall with turns\?[\s\S]*solo +100% +0% +100%/);
});

test("topologies that ask the same in a turn share its answer, and where all turns are asked in one prompt there is one ask", async () => {
  const entries = "[solo, { use: best-of, options: { n: 1 } }, { use: solo, name: together, terms: { turns: together } }]";
  const { run, asked } = await laboratory("shared", entries, (turn) => (turn === 1 ? "" : ""), "baseline: solo");
  const joint = '<turn n="1">Answer: 2</turn>\n<turn n="2">Answer: 4</turn>\n<turn n="3">Answer: 7</turn>';
  const other = await laboratory("joint", "[{ use: solo, terms: { turns: together } }]", () => joint);
  const summary = summaryOf(await run());
  assert.equal(asked.filter((messages) => !/Turn 1:/.test(messages[0]?.content ?? "")).length, 3);
  assert.equal(asked.length, 4);
  const [solo, best] = summary.topologies;
  assert.deepEqual([solo?.passRate, best?.passRate, solo?.cost.perTrial], [1, 1, best?.cost.perTrial]);
  const together = summaryOf(await other.run());
  assert.equal(other.asked.length, 1);
  // One answer has the room of three.
  assert.equal(other.caps[0], 150);
  assert.match(other.asked[0]?.[0]?.content ?? "", /Turn 1:\nSay 2\.\n\nTurn 2:\nSay 4\.\n\nTurn 3:\nSay 6\./);
  assert.deepEqual([together.topologies[0]?.passRate, together.topologies[0]?.meanScore], [0, 2 / 3]);
  assert.deepEqual([together.byTurn?.[0]?.together, together.byTurn?.[0]?.turns.map(({ rate }) => rate)], [true, [1, 1, 0]]);
});

test("a turn whose dialogue is too long for the model ends it there: what was answered is graded, what was not asked counts as wrong", async () => {
  const { run, command, asked } = await laboratory("long", "[solo]", (turn) => (turn === 3 ? 400 : ""));
  const summary = summaryOf(await run());
  assert.equal(asked.length, 3);
  assert.deepEqual([summary.topologies[0]?.passRate, summary.topologies[0]?.meanScore], [0, 2 / 3]);
  const shown = await command("show", "last", "solo/count/0");
  assert.match(shown.out, /# turn 3 of 3 has no answer \(unsupported: /);
  assert.match(shown.out, /turn 3: not answered\n/);
});

test("the money of a trial is for all its turns: where it is used up the others are not asked", async () => {
  // One ask may cost 50 tokens at $4 and its own few at $1 per million: money for two, not for three.
  const { run, command, asked } = await laboratory("poor", "[solo]", () => "", "limits: { budget: 0.00030 }");
  const summary = summaryOf(await run());
  assert.ok(asked.length > 0 && asked.length < 3, `${asked.length}`);
  assert.equal(summary.topologies[0]?.meanScore, asked.length / 3);
  assert.match((await command("show", "last", "solo/count/0")).out, /has no answer \(budget: /);
});

test("a turn that a server loses is asked again by resume, and the turns before it are not", async () => {
  let down = true;
  const { run, command, asked } = await laboratory("lost", "[solo]", (turn) => (down && turn === 2 ? 503 : ""));
  const first = summaryOf(await run());
  assert.equal(first.topologies[0]?.passRate ?? null, null);
  down = false;
  const before = asked.length;
  const again = await command("resume", "last", "--failed", "--yes", "--no-preflight", "--json");
  assert.equal(summaryOf(again).topologies[0]?.passRate, 1);
  assert.deepEqual(
    asked.slice(before).map((messages) => messages.length),
    [3, 5],
  );
  assert.equal((await command("verify", "last")).code, 0);
});

test("a changed key of a later turn is graded again without a call, and the figures by turn are its", async () => {
  const { run, command, asked } = await laboratory("again", "[solo]");
  assert.equal(summaryOf(await run()).topologies[0]?.passRate, 1);
  writeFileSync(join(folder, "tasks.yaml"), suite(7));
  try {
    const regraded = summaryOf(await command("regrade", "last", "--config", "again.yaml", "--json", "--yes"));
    assert.equal(asked.length, 3);
    assert.equal(regraded.topologies[0]?.meanScore, 2 / 3);
    assert.deepEqual(
      regraded.byTurn?.[0]?.turns.map(({ rate }) => rate),
      [1, 1, 0],
    );
    assert.deepEqual(regraded.gradings?.[0]?.changedGraders, ["count"]);
  } finally {
    writeFileSync(join(folder, "tasks.yaml"), suite());
  }
});

test("one seed gives one result and one digest with all topologies that answer turn by turn, whatever runs at once", async () => {
  writeFileSync(
    join(folder, "all.yaml"),
    [
      "suite: tasks.yaml",
      "members: [{ name: large, model: simulated/large }, { name: small, model: simulated/small }]",
      "topologies: [solo, market, cascade, personas, router, best-of]",
      "verifier: { kind: noisy, falsePositive: 0.1, falseNegative: 0.1 }",
      "repetitions: 4",
    ].join("\n"),
  );
  const at = async (concurrency: string) =>
    summaryOf(
      await catallaxy(["run", "all.yaml", "--json", "--quiet", "--concurrency", concurrency, "--ledger", `all${concurrency}.sqlite`], {
        cwd: folder,
      }),
    );
  const [one, many] = [await at("1"), await at("40")];
  assert.deepEqual(lasting(one), lasting(many));
  assert.equal(one.byTurn?.length, 6);
});

const refusals: readonly (readonly [string, string, RegExp])[] = [
  [
    "council",
    "topologies: [solo, council]",
    /council.*does not answer turn by turn, and the task "count" has several turns.*best-of, cascade, market, personas, router, solo do/,
  ],
  ["shadow", "topologies: [solo]\nshadow: 0.5", /Shadow runs ask every member once, and the task "count" has several turns/],
];
for (const [name, lines, words] of refusals) {
  test(`a plan refuses ${name} with tasks of several turns, in words, before anything is paid`, async () => {
    writeFileSync(
      join(folder, `no-${name}.yaml`),
      `suite: tasks.yaml\nmembers: [{ name: large, model: simulated/large }]\nverifier: none\n${lines}\n`,
    );
    for (const command of ["plan", "run"]) {
      const told = await catallaxy([command, `no-${name}.yaml`, "--ledger", `no-${name}.sqlite`], { cwd: folder });
      assert.equal(told.code, 2, told.err);
      assert.match(told.err.replaceAll("\n", " "), words);
    }
  });
}

test("recorded members do not answer turns that nobody recorded", async () => {
  writeFileSync(
    join(folder, "recorded.yaml"),
    "suite: tasks.yaml\nmembers: [{ name: m, model: recorded/marketbench/gpt-5.2 }]\ntopologies: [solo]\n",
  );
  const told = await catallaxy(["plan", "recorded.yaml"], { cwd: folder });
  assert.equal(told.code, 2);
  assert.match(told.err, /answers only items of its own set/);
});

test("the attempts of a run at turns are no table of outcomes, and that is said", async () => {
  const { run, command } = await laboratory("table", "[solo]");
  await run();
  const told = await command("import", "last", "table.jsonl");
  assert.equal(told.code, 2, told.out + told.err);
  assert.match(told.err, /are at turns of tasks of several, which no table of outcomes holds/);
});
