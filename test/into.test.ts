import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { type ChatServer, chatServer } from "./chat-server.ts";

const folder = temporaryFolder();
const servers: ChatServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

function tasks(name: string, numbers: readonly number[], right = (n: number): number => n + 100): void {
  const lines = numbers.map(
    (n) =>
      `  - { id: t${n}, category: sums, prompt: "What is ${n} + 100?", grader: { kind: exact, answer: "${right(n)}", answerKind: integer } }`,
  );
  writeFileSync(join(folder, `${name}.tasks.yaml`), `tasks:\n${lines.join("\n")}\n`);
}

/** A server that adds, and an experiment of one solo topology per member on its tasks. */
async function laboratory(name: string, onAsk: (model: unknown) => void = () => {}) {
  const server = await chatServer(({ body }) => {
    onAsk(body["model"]);
    return `Answer: ${Number(/What is (\d+)/.exec(JSON.stringify(body["messages"]))?.[1]) + 100}`;
  });
  servers.push(server);
  const write = (members: readonly string[], more = "terms: { attempts: 1, outputCap: 50 }"): void =>
    writeFileSync(
      join(folder, `${name}.yaml`),
      `suite: ${name}.tasks.yaml
members: [${members.map((member) => `{ name: ${member}, model: compatible/${member}, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 } }`).join(", ")}]
topologies: [${members.map((member) => `{ use: solo, name: by-${member}, options: { member: ${member} } }`).join(", ")}]
verifier: none
${more}
`,
    );
  tasks(name, [1, 2]);
  write(["one"]);
  const command = (...words: string[]) => catallaxy([...words, "--ledger", `${name}.sqlite`], { cwd: folder });
  const run = (...words: string[]) => command("run", `${name}.yaml`, "--yes", "--no-preflight", "--json", "--quiet", ...words);
  return { server, write, run, command };
}

test("--into adds a topology with its member, then tasks, then a repetition; nothing that was run is asked again", async () => {
  const { server, write, run, command } = await laboratory("grow");
  const first = summaryOf(await run());
  assert.equal(server.asked.length, 2);
  write(["one", "two"]);
  const wider = summaryOf(await run("--into", "last"));
  assert.equal(wider.run, first.run);
  assert.deepEqual(
    wider.topologies.map(({ name, passed, trials }) => [name, passed, trials]),
    [
      ["by-one", 2, 2],
      ["by-two", 2, 2],
    ],
  );
  // With whom it stands on the frontier depends on who else there is.
  const { frontierShare, ...same } = wider.topologies[0] ?? {};
  assert.ok((frontierShare ?? 0) > 0);
  assert.deepEqual(same, first.topologies[0]);
  assert.equal(server.asked.length, 4);
  tasks("grow", [1, 2, 3]);
  const longer = summaryOf(await run("--into", "last"));
  assert.deepEqual([longer.tasks, longer.topologies.map(({ trials }) => trials), server.asked.length], [3, [3, 3], 6]);
  const twice = summaryOf(await run("--into", "last", "--repetitions", "2"));
  assert.deepEqual([twice.progress, server.asked.length], [{ finished: 12, planned: 12, lost: 0 }, 12]);
  assert.equal((await command("verify", "last")).code, 0);
  assert.deepEqual(summaryOf(await command("resume", "last", "--json", "--quiet")).digest, twice.digest);
  assert.equal(server.asked.length, 12);
});

test("a run that ended, was added to and died meanwhile is as it was written", async () => {
  let asked = 0;
  const { write, run, command } = await laboratory("dead", (model) => {
    asked += 1;
    // What a process that is killed while the last of the new calls is in flight leaves behind.
    if (model === "two" && asked === 4)
      for (const file of ["dead.sqlite", "dead.sqlite-wal"]) copyFileSync(join(folder, file), join(folder, file.replace("dead", "left")));
  });
  summaryOf(await run());
  write(["one", "two"]);
  summaryOf(await run("--into", "last", "--concurrency", "1"));
  assert.equal(asked, 4);
  const left = await catallaxy(["verify", "last", "--ledger", "left.sqlite"], { cwd: folder });
  assert.deepEqual([left.code, left.out.startsWith("Intact: 4 trials, ")], [0, true], left.out);
  assert.match((await command("verify", "last")).out, /^Intact: 4 trials/);
});

test("--into adds the tasks of a wider, another or no selection to those that were run, and says so where nothing is to be added", async () => {
  const { server, run } = await laboratory("pick");
  tasks("pick", [1, 2, 3, 4, 5, 6]);
  const sizes = async (...words: string[]): Promise<readonly [number, number, string]> => {
    const ran = await run(...words);
    const { tasks: count, topologies } = summaryOf(ran);
    return [count, topologies[0]?.trials ?? 0, ran.err.trim()];
  };
  const nothing = /Nothing is added to pick-\S+: it already has every task, topology and repetition that this asks for\./;
  assert.deepEqual(await sizes("--limit", "2"), [2, 2, ""]);
  assert.deepEqual(await sizes("--limit", "3", "--into", "last"), [3, 3, ""]);
  assert.deepEqual(await sizes("--sample", "5", "--limit", "5", "--into", "last"), [5, 5, ""]);
  const [count, trials, said] = await sizes("--limit", "1", "--into", "last");
  assert.deepEqual([count, trials], [5, 5]);
  assert.match(said, nothing);
  assert.equal(server.asked.length, 5);
  assert.deepEqual(await sizes("--into", "last"), [6, 6, ""]);
  assert.match((await sizes("--into", "last"))[2], nothing);
  assert.equal(server.asked.length, 6);
});

test("--into adds inline tasks and tagged ones to those that were run", async () => {
  const { server, command } = await laboratory("inline");
  const write = (numbers: readonly number[]): void => {
    const lines = numbers.map(
      (n) =>
        `  - { id: t${n}, category: sums, tags: [${n % 2 === 0 ? "even" : "odd"}], prompt: "What is ${n} + 100?", grader: { kind: exact, answer: "${n + 100}", answerKind: integer } }`,
    );
    writeFileSync(
      join(folder, "inline.yaml"),
      `suite: inline
tasks:
${lines.join("\n")}
members: [{ name: one, model: compatible/one, baseUrl: "${server.url}/v1", price: { input: 1, output: 4 } }]
topologies: [solo]
verifier: none
terms: { attempts: 1, outputCap: 50 }
`,
    );
  };
  const run = async (...words: string[]) =>
    summaryOf(await command("run", "inline.yaml", "--yes", "--no-preflight", "--json", "--quiet", ...words)).tasks;
  write([1, 2, 3]);
  assert.equal(await run("--tag", "odd"), 2);
  assert.equal(await run("--tag", "even", "--into", "last"), 3);
  write([1, 2, 3, 4, 5]);
  assert.equal(await run("--tag", "even", "--into", "last"), 4);
  assert.equal(await run("--into", "last"), 5);
  assert.equal(server.asked.length, 5);
});

test("--into refuses what would make old trials others, says both sides, and leaves the run as it was", async () => {
  const { server, write, run, command } = await laboratory("keep");
  const first = summaryOf(await run());
  const refused = async (message: RegExp): Promise<void> => {
    const { code, err } = await run("--into", "last");
    assert.equal(code, 2, err);
    assert.match(err, message);
    assert.match(err, /--reuse/);
  };
  write(["one"], "terms: { attempts: 1, outputCap: 60 }");
  await refused(/terms: the run has .*50.*, this says .*60/);
  write(["one"]);
  tasks("keep", [1, 2], (n) => n + 101);
  await refused(/the task "t1" has changed: .*grader\.answer was "\d+" and is now "\d+"/);
  tasks("keep", [1, 3]);
  await refused(/the task "t2" is missing/);
  tasks("keep", [1, 2]);
  assert.equal(server.asked.length, 2);
  assert.equal((await command("verify", "last")).code, 0);
  assert.equal(JSON.parse((await command("report", "last", "--format", "json")).out).digest, first.digest);
});

test("--dry-run --into shows what would be added and what it would cost, and changes nothing", async () => {
  const { server, write, run, command } = await laboratory("dry");
  const first = summaryOf(await run());
  write(["one", "two"]);
  const plan = await command("run", "dry.yaml", "--into", "last", "--dry-run");
  assert.equal(plan.code, 0, plan.err);
  assert.match(
    plan.out.replaceAll(/\s+/g, " "),
    new RegExp(`2 trials would be added to ${first.run}, which would then have 4\\. 2 would be run\\. Nothing was changed\\.`),
  );
  assert.match(plan.out, /by-two +2 +2 /);
  const { added, left, likely } = JSON.parse((await command("run", "dry.yaml", "--into", "last", "--dry-run", "--json")).out) as {
    [name: string]: number;
  };
  assert.deepEqual([added, left, (likely ?? 0) > 0, server.asked.length], [2, 2, true, 2]);
  const after = summaryOf(await command("report", "last", "--format", "json"));
  assert.deepEqual([after.digest, after.topologies.length, after.progress?.planned], [first.digest, 1, 2]);
});
