import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, test } from "node:test";
import { catallaxy, type Finished, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));
const words = ({ out, err }: Finished): string => `${out}${err}`.replaceAll(/\s+/g, " ");

/** Ten tasks of one member and one judge that nothing asks; every answer takes `ms`. */
async function laboratory(name: string, ms: number, more = "") {
  const server = await chatServer(async ({ body }) => {
    await sleep(ms);
    return body["model"] === "judge" ? '{"why":"It says 1.","passed":true,"score":1}' : "Answer: 1";
  });
  servers.push(server);
  const at = `baseUrl: "${server.url}/v1", price: { input: 1, output: 4 }`;
  const tasks = Array.from(
    { length: 10 },
    (_, n) => `  - { id: t${n}, category: c, prompt: "Task ${n}?", grader: { kind: exact, answer: "1" } }`,
  );
  writeFileSync(join(folder, `${name}-tasks.yaml`), `tasks:\n${tasks.join("\n")}\n`);
  writeFileSync(
    join(folder, `${name}.yaml`),
    `suite: ${name}-tasks.yaml
members: [{ name: one, model: compatible/one, ${at} }, { name: spare, model: compatible/spare, ${at} }]
judges: [{ name: judge, model: compatible/judge, ${at} }]
topologies: [{ use: solo, options: { member: one } }]
verifier: none
terms: { attempts: 1, outputCap: 50 }
${more}`,
  );
  const command = (...some: string[]): Promise<Finished> => catallaxy([...some, "--ledger", `${name}.sqlite`], { cwd: folder });
  return { server, command, run: (...some: string[]) => command("run", `${name}.yaml`, "--yes", "--concurrency", "1", ...some) };
}

test("a deadline lets the call in flight end, asks nothing new, and ends the run resumable as unfinished with 4", async () => {
  const { server, run, command } = await laboratory("late", 300);
  const stopped = await run("--deadline", "2s", "--json");
  const { state, progress, run: id } = summaryOf(stopped);
  assert.deepEqual([stopped.code, state], [4, "unfinished"]);
  const finished = progress?.finished ?? 0;
  assert.ok(finished > 0 && finished < 10, String(finished));
  // The preflight is one call more; what was in flight ended and is in the results.
  assert.equal(server.asked.length, finished + 1);
  assert.match(words(stopped), /The deadline of 2 s stopped the run/);
  assert.match(words(stopped), new RegExp(`UNFINISHED: ${finished} of 10 trials .*catallaxy resume ${id} --ledger late\\.sqlite`));
  assert.doesNotMatch(words(stopped), /--failed/);
  const again = await command("resume", "last", "--deadline", "10m", "--json", "--quiet");
  assert.deepEqual([again.code, summaryOf(again).progress?.finished], [0, 10]);
});

test("the experiment's own deadline holds as well, and a wrong one is refused", async () => {
  const { run } = await laboratory("own", 300, "deadline: 1.5s\n");
  assert.equal((await run("--quiet")).code, 4);
  const wrong = await run("--deadline", "soon");
  assert.deepEqual([wrong.code, /90s, 30m/.test(wrong.err)], [2, true]);
});

test("members and judges that nothing asks get no preflight", async () => {
  const { server, run, command } = await laboratory("spare", 1);
  assert.equal((await run("--quiet")).code, 0);
  assert.match((await command("verify", "last")).out, /^Intact: 10 trials, \d+ events, 11 calls\./);
  assert.deepEqual([...new Set(server.asked.map(({ body }) => body["model"]))], ["one"]);
  const rows = (await command("export", "last", "--format", "csv")).out.trim().split("\n").slice(1);
  const cells = rows.map((row) => row.split(","));
  // The columns: run, key, attempt, state, trial, member, model, purpose.
  assert.deepEqual(
    cells.filter(([, , , , trial]) => trial === "").map((row) => row[7]),
    ["preflight"],
  );
  assert.equal(cells.filter(([, , , , trial]) => trial !== "").length, 10);
  const lines = (await command("export", "last")).out.trim().split("\n");
  const marked = lines.filter((line) => line.includes("@preflight"));
  assert.ok(marked.length > 0 && marked.every((line) => (JSON.parse(line) as { preflight?: boolean }).preflight === true));
});

test("a grading that its deadline stops says so, shows whom it asks, and the same command goes on and asks nothing twice", async () => {
  const { server, run, command } = await laboratory("grading", 200);
  assert.equal((await run("--quiet")).code, 0);
  const before = server.asked.length;
  const again = ["regrade", "last", "--yes", "--concurrency", "1", "--grader", '{"kind":"rubric","member":"judge"}'];
  const stopped = await command(...again, "--deadline", "1s");
  const judged = server.asked.length - before;
  assert.ok(judged > 0 && judged < 10, String(judged));
  assert.equal(stopped.code, 4);
  assert.match(words(stopped), /judge asks compatible\/judge at 127\.0\.0\.1:\d+, unencrypted, with no key/);
  assert.doesNotMatch(words(stopped), /one asks/);
  assert.match(words(stopped), /not graded: the deadline was reached/);
  assert.match(words(stopped), /Go on with: catallaxy regrade last --grader \S+ --ledger grading\.sqlite/);
  assert.match(words(stopped), /catallaxy show \S+ --ledger grading\.sqlite/);
  assert.equal((await command(...again, "--quiet")).code, 0);
  assert.equal(server.asked.length - before, 10);
});

test("a run whose limits let no call through is not made, asks nobody, and says which limit is too low, what is held and what to raise", async () => {
  const limits = ["call: 0.000001", "budget: 0.000001", "session: 0.000001", "topology: 0.000001", "cap: 0.000001", "day: 0.000001"];
  for (const [index, limit] of limits.entries()) {
    const { server, run, command } = await laboratory(`low${index}`, 1, `limits: { ${limit} }\n`);
    const told = await run();
    assert.equal(told.code, 2);
    assert.equal(server.asked.length, 0, limit);
    const name = limit.split(":")[0] ?? "";
    assert.match(
      words(told),
      new RegExp(`No trial could pay for an answer\\. .*limits\\.${name} is .* holds \\$0\\.\\d+.*Raise limits\\.${name}`),
    );
    if (name !== "budget") assert.doesNotMatch(words(told), /--budget/);
    assert.match((await command("report", "last")).err, /no run/i);
  }
});

test("answers that are all reused, and a cap that is used up, ask nobody", async () => {
  const { server, run, command } = await laboratory("reused", 1);
  assert.equal((await run("--quiet")).code, 0);
  const before = server.asked.length;
  const reused = summaryOf(await run("--reuse", "--json", "--quiet"));
  assert.deepEqual([server.asked.length, reused.state, reused.progress?.finished], [before, "done", 10]);
  const capped = await laboratory("capped", 1);
  assert.equal((await capped.run("--quiet", "--cap", "0.0004")).code, 3);
  const asked = capped.server.asked.length;
  assert.ok(asked > 0);
  const resumed = await capped.command("resume", "last");
  assert.deepEqual([resumed.code, capped.server.asked.length], [3, asked]);
  assert.match(words(resumed), /cap of \$0\.000400 ended it.*catallaxy resume \S+ --cap <dollars> --ledger capped\.sqlite/);
  // A new cap holds for every command after it.
  const raised = await capped.command("resume", "last", "--cap", "0.00045");
  assert.deepEqual([raised.code, capped.server.asked.length > asked], [3, true]);
  const later = await capped.command("resume", "last");
  assert.equal(later.code, 3);
  assert.match(words(later), /cap of \$0\.000450 ended it/);
  assert.match(words(later), /at most \$0\.000400 by the cap that it had then \(now \$0\.000450\)/);
  assert.equal((await command("verify", "last")).code, 0);
});

test("a run that was begun without a preflight goes on without one, until a resume asks for it", async () => {
  const { server, run, command } = await laboratory("unasked", 500);
  const preflights = (): number => server.asked.filter(({ body }) => JSON.stringify(body["messages"]).includes("word ready")).length;
  const states = [(await run("--no-preflight", "--deadline", "2s", "--quiet")).code];
  states.push((await command("resume", "last", "--deadline", "1.5s", "--quiet", "--concurrency", "1")).code);
  assert.deepEqual([states, preflights()], [[4, 4], 0]);
  states.push((await command("resume", "last", "--preflight", "--deadline", "1.5s", "--quiet", "--concurrency", "1")).code);
  assert.equal(preflights(), 1);
  states.push((await command("resume", "last", "--quiet")).code);
  assert.deepEqual([states.at(-1), preflights()], [0, states[2] === 0 ? 1 : 2]);
});
