import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bundledNames, loadExperiment, makePlan } from "../src/lab/index.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const lists = ["topologies", "suites", "models", "judges", "experiments"];

test("--help names every command, and each command's own help its options", async () => {
  const { code, out } = await catallaxy(["--help"]);
  assert.equal(code, 0);
  const wanted = ["run", "resume", "runs", "show", "report", "regrade", "list", "verify", "export", "doctor", "init"];
  for (const command of wanted) assert.match(out, new RegExp(`^  ${command}\\b`, "m"), `${command} is not listed`);
  const helps = await Promise.all(wanted.map((command) => catallaxy([command, "--help"])));
  for (const [index, help] of helps.entries()) {
    assert.deepEqual([help.code, help.err], [0, ""]);
    assert.match(help.out, new RegExp(`^Usage: catallaxy ${wanted[index]}`));
  }
  for (const line of [out, ...helps.map((help) => help.out)].join("\n").split("\n")) assert.ok(line.length <= 100, line);
});

test("each list has entries with a name and a description, as text and as JSON", async () => {
  for (const what of lists) {
    const [text, json] = await Promise.all([catallaxy(["list", what]), catallaxy(["list", what, "--json"])]);
    const entries = JSON.parse(json.out) as { name: string; description: string }[];
    assert.ok(entries.length > 0);
    for (const { name, description } of entries) {
      assert.ok(name.length > 0 && description.length > 0, `${what}: ${name}`);
      assert.ok(text.out.includes(name));
    }
  }
});

test("every bundled experiment that is listed can be planned without a key, and is embedded", async () => {
  const names = bundledNames();
  assert.ok(names.includes("coase-hayek"));
  for (const name of names) {
    const plan = await makePlan(await loadExperiment(name), {});
    assert.ok(plan.topologies.length > 0 && plan.suite.tasks.length > 0, name);
    assert.ok(plan.world === "simulated" || plan.world === "recorded", `${name}: ${plan.world}`);
  }
});

test("doctor names what is here and what is missing, and never shows a key", async () => {
  const secret = "sk-very-secret-0123456789";
  const { code, out, err } = await catallaxy(["doctor"], { cwd: folder, env: { OPENAI_API_KEY: secret } });
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /ok +Node 24/);
  assert.match(out, /ok +key for openai: OPENAI_API_KEY/);
  assert.match(out, /missing +key for anthropic: set ANTHROPIC_API_KEY/);
  assert.match(out, /price book of .*20\d\d-\d\d-\d\d/);
  assert.match(out, /sandbox for javascript/);
  assert.match(out, /^Next: catallaxy /m);
  assert.ok(!out.includes(secret) && !out.includes(secret.slice(0, 12)));
});

test("init writes a configuration and a suite that run as they are, and overwrites neither", async () => {
  const { code, out } = await catallaxy(["init", "lab"], { cwd: folder });
  assert.equal(code, 0);
  assert.match(out, /^Next: catallaxy run lab$/m);
  const run = await catallaxy(["run", join("lab", "lab.config.ts"), "--json", "--quiet"], { cwd: folder });
  assert.equal(run.code, 0, run.err);
  assert.equal(summaryOf(run).tasks, 3);
  writeFileSync(join(folder, "lab", "tasks.yaml"), "mine\n");
  const again = await catallaxy(["init", "lab"], { cwd: folder });
  assert.equal(again.code, 2);
  assert.match(again.err, /already/);
  assert.equal(readFileSync(join(folder, "lab", "tasks.yaml"), "utf8"), "mine\n");
});

test("reading commands without a ledger say so and make none", async () => {
  const empty = temporaryFolder();
  for (const words of [
    ["runs"],
    ["show", "last"],
    ["report", "last"],
    ["verify", "last"],
    ["export", "last"],
    ["regrade", "last"],
    ["resume", "last"],
  ]) {
    const { code, out, err } = await catallaxy(words, { cwd: empty });
    assert.equal(code, 2, words.join(" "));
    assert.equal(out, "");
    assert.match(err, /There is no ledger at .*`catallaxy run` writes one/);
  }
  assert.deepEqual(readdirSync(empty), []);
});

test("nothing that is printed without a terminal is wider than 80 columns", async () => {
  const wide = temporaryFolder();
  const ledger = join(wide, "ledger.sqlite");
  const run = await catallaxy(["run", "examples/house.yaml", "--ledger", ledger]);
  assert.equal(run.code, 0, run.err);
  const commands = [
    ["report", "last", "--ledger", ledger],
    ["runs", "--ledger", ledger],
    ["judges", "last", "--ledger", ledger],
    ["calibration", "last", "--ledger", ledger],
    ["run", "coase-hayek", "--dry-run"],
    ["plan", "coase-hayek"],
    ["check", "suites/coase-hayek"],
    ["prices", "anthropic/claude-opus-4-6"],
    ["doctor"],
    ...lists.map((what) => ["list", what]),
  ];
  const texts = [run.out.replace(/^ \S+\.html$/m, "")];
  texts.push(...(await Promise.all(commands.map((words) => catallaxy(words)))).map(({ out }) => out));
  // A command that is to be copied stands whole on a line of its own.
  const copied = /^(?:catallaxy |\S+$)/;
  for (const line of texts.join("\n").split("\n")) assert.ok(Array.from(line).length <= 80 || copied.test(line.trim()), line);
});
