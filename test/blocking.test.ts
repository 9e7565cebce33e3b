import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { blockedWords } from "../src/util/watchdog.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();

/** A topology of two tasks that does `work` on the second, beside a plain one; with these settings of `functions`. */
async function ran(name: string, work: string, functions: string, ...words: string[]) {
  writeFileSync(
    join(folder, `${name}.config.ts`),
    `export default {
  suite: [1, 2].map((n) => ({ id: "t" + n, prompt: n + " + 1", grader: { kind: "exact", answer: String(n + 1) } })),
  members: [{ name: "m", model: "simulated/small" }],
  topologies: [{ name: "mine", use: async (task, desk) => {
    if (task.id === "t2") { ${work} }
    return "2";
  } }],
  verifier: "none",
  functions: { ${functions} },
};
`,
  );
  const finished = await catallaxy(["run", `${name}.config.ts`, "--ledger", `${name}.sqlite`, ...words], { cwd: folder });
  return { ...finished, said: finished.err.replaceAll(/\s+/g, " ") };
}

test("a loop without an end ends the process with 1, with the function, the trial and the line, and the ledger stays whole", async () => {
  for (const [name, work] of [
    ["loop", "for (;;) { try { JSON.parse('{'); } catch {} }"],
    ["turns", "for (;;) await null;"],
    ["pattern", "/^(a+)+$/.test('a'.repeat(60) + 'b');"],
  ] as const) {
    const { code, said, out } = await ran(name, work, "blockedMs: 600", "--quiet");
    assert.equal(code, 1, said);
    assert.match(
      said,
      new RegExp(
        `The topology "mine" \\(${name}\\.config\\.ts:\\d+:\\d+\\) let nothing else run for 0\\.6 seconds, in trial mine/t2/0 \\(${name}\\.config\\.ts:5:\\d+\\)`,
      ),
    );
    assert.match(said, new RegExp(`catallaxy resume (?!last)\\S+ --config ${name}\\.config\\.ts --ledger ${name}\\.sqlite`));
    assert.doesNotMatch(said + out, /debugger|pass rate/);
    assert.equal((await catallaxy(["verify", "last", "--ledger", `${name}.sqlite`], { cwd: folder })).code, 0);
  }
});

test("a command that a function waits for and that does not end is ended with the process, which says where it waited", async () => {
  for (const [name, work] of [
    ["shell", "(await import('node:child_process')).execSync('sleep 3021');"],
    ["spawn", "(await import('node:child_process')).spawnSync('sleep', ['3021'], { stdio: 'ignore' });"],
  ] as const) {
    const { code, said } = await ran(name, work, "blockedMs: 600", "--quiet");
    assert.equal(code, 1, said);
    // The line is there where the code had not gone on yet when it was asked.
    const where = new RegExp(
      `The topology "mine" \\(${name}\\.config\\.ts:\\d+:\\d+\\) let nothing else run for 0\\.6 seconds, in trial mine/t2/0( \\(${name}\\.config\\.ts:\\d+:\\d+\\))?: it waited for a command that did not end, which was ended with it`,
    );
    assert.match(said, where);
    assert.match(said, new RegExp(`catallaxy resume (?!last)\\S+ --config ${name}\\.config\\.ts --ledger ${name}\\.sqlite`));
    const left = spawnSync("ps", ["-A", "-o", "args="], { encoding: "utf8" }).stdout;
    assert.doesNotMatch(left, /^(\S*sh -c )?sleep 3021$/m);
  }
});

test("a read that nobody ends is killed with the function that began last and how to go on", async () => {
  const pipe = join(folder, "pipe");
  spawnSync("mkfifo", [pipe]);
  const { code, said } = await ran("deaf", `(await import('node:fs')).readFileSync(${JSON.stringify(pipe)});`, "blockedMs: 600", "--quiet");
  assert.notEqual(code, 0);
  assert.match(
    said,
    /stood still for 0\.6 s, in a call that does not end .*what began last is the topology "mine" \(\S+\) in trial mine\/t2\/0/,
  );
  assert.match(said, /exit code 137.*catallaxy resume (?!last)\S+ --config deaf\.config\.ts --ledger deaf\.sqlite/);
});

test("a run that a blocking function ended goes on with the mended one", async () => {
  assert.equal((await ran("mended", "for (;;) {}", "blockedMs: 600", "--quiet")).code, 1);
  const source = (n: string) => `export default {
  suite: [1, 2].map((n) => ({ id: "t" + n, prompt: n + " + 1", grader: { kind: "exact", answer: String(n + 1) } })),
  members: [{ name: "m", model: "simulated/small" }],
  topologies: [{ name: "mine", use: async (task) => String(Number(task.prompt[0]) + ${n}) }],
  verifier: "none",
};
`;
  writeFileSync(join(folder, "mended.config.ts"), source("1"));
  const words = ["resume", "last", "--config", "mended.config.ts", "--accept-changes", "--ledger", "mended.sqlite", "--json", "--quiet"];
  const { state, topologies } = summaryOf(await catallaxy(words, { cwd: folder }));
  assert.deepEqual([state, topologies[0]?.passed, topologies[0]?.trials], ["done", 2, 2]);
});

test("a configuration that loops while it is loaded is told as that", () => {
  assert.equal(
    blockedWords({ what: "configuration endless.config.ts", place: " (endless.config.ts:1:6)", ms: 60_000 }),
    "The configuration endless.config.ts let nothing else run for 60 seconds (endless.config.ts:1:6): a loop without an end, or long work without an await.",
  );
});

test("functions.timeoutMs ends a promise that never settles, also where a server that it opened keeps the process alive", async () => {
  const open = "(await import('node:http')).createServer().listen(0);";
  const { code, out, said } = await ran("never", `${open} await new Promise(() => {});`, "timeoutMs: 700", "--json", "--quiet");
  assert.equal(code, 4, said);
  const summary = summaryOf({ code, out, err: "" });
  assert.deepEqual(summary.progress, { finished: 1, planned: 2, lost: 0, broken: 1 });
  assert.match(
    summary.warnings.join(" "),
    /The topology "mine" \(\S+\.config\.ts:\d+:\d+\) did not end: it took more than 0\.7 s \(functions\.timeoutMs in the configuration\)/,
  );
});

test("a member's own timeoutMs goes before that of all functions", async () => {
  writeFileSync(
    join(folder, "member.config.ts"),
    `export default {
  suite: [{ id: "t1", prompt: "1 + 1", grader: { kind: "exact", answer: "2" } }],
  members: [{ name: "slow", model: () => new Promise((resolve) => setTimeout(() => resolve("2"), 60_000).unref()), settings: { timeoutMs: 400 } }],
  topologies: ["solo"],
  verifier: "none",
  functions: { timeoutMs: 50_000 },
};
`,
  );
  const { err, out } = await catallaxy(["run", "member.config.ts", "--ledger", "member.sqlite", "--json", "--quiet"], { cwd: folder });
  assert.match(`${out}${err}`, /The member \\?"slow\\?" \(\S+\) did not end: it (took more than 0\.4 s|waits for a promise)/);
});
