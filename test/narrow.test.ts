import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Command } from "commander";
import stringWidth from "fast-string-width";
import { buildProgram } from "../src/cli/program.ts";
import { chatServer } from "./chat-server.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const long = "a-name-that-is-much-longer-than-any-column-of-a-table-can-be";
const wide = "名前がとても長いので表からはみ出るかもしれないものを確かめる";
writeFileSync(
  join(folder, "lab.yaml"),
  `name: ${wide}-${long}
suite: ./tasks.yaml
members:
  - { name: ${wide}, model: simulated/large }
  - { name: ${long}, model: simulated/small }
judges: [{ name: judge, model: simulated/judge }]
topologies: [{ use: solo, name: ${wide} }, { use: market, name: ${long} }, cascade]
verifier: { kind: rubric, member: judge }
`,
);
writeFileSync(
  join(folder, "tasks.yaml"),
  `name: ${wide}-${long}
tasks:
  - { id: ${wide}-${long}, category: ${wide}, prompt: "What is 2 + 2?", answer: "4" }
  - id: b
    category: ${long}
    prompt: "And 3 times 6, in digits, where what is asked stands in one line that is longer than a terminal is wide? ${wide.repeat(3)}"
    answer: "18"
`,
);

/** Commands, and lines for a file or a command line. */
const copied = /^ *(?:(?:npx )?catallaxy [a-z]+(?: |$)|--member |baseUrl: )/;

/** Lines of several words that are wider than the terminal; names, paths and commands to be copied stand alone on theirs. */
function tooWide(text: string, width = 80): string[] {
  return text.split("\n").filter((line) => stringWidth(line) > width && line.trim().includes(" ") && !copied.test(line));
}

/** The command line where what it says is broken: in a pipe whose reader has so many columns. */
function narrow(words: readonly string[], cwd = folder, columns = "80") {
  return catallaxy(words, { cwd, env: { COLUMNS: columns } });
}

test("no command prints a line over 80 columns into a pipe, however long and wide the names are", async () => {
  const run = await narrow(["run", "lab.yaml"]);
  assert.equal(run.code, 0, run.err);
  assert.deepEqual(tooWide(run.out + run.err), [], "run");
  const trials = JSON.parse((await catallaxy(["show", "last", "--json"], { cwd: folder })).out) as { trial: string }[];
  const commands = [
    ["runs"],
    ["show", "last"],
    ...[0, trials.length - 1].map((i) => ["show", "last", trials[i]?.trial ?? ""]),
    ["report", "last"],
    ["judges", "last"],
    ["calibration", "last"],
    ["learnt", "last"],
    ["verify", "last"],
    ["settle", "last"],
    ["regrade", "last"],
    ["resume", "last"],
    ["du"],
    ["check", "tasks.yaml"],
    ["plan", "lab.yaml"],
    ["run", "lab.yaml", "--dry-run"],
    ["doctor"],
    ["seal", "last"],
    ["init", "fresh"],
    ["run", "--into", "last", "lab.yaml", "--repetitions", "2", "--dry-run"],
    ["prices"],
    ["prices", "openai/gpt-5.1"],
    ...["topologies", "judges", "suites", "models", "experiments"].map((what) => ["list", what]),
  ];
  for (const words of commands) {
    const { code, out, err } = await narrow(words);
    assert.equal(code, 0, `${words.join(" ")}: ${err}`);
    assert.deepEqual(tooWide(out + err), [], words.join(" "));
  }
});

test("no fault is told in a line over 80 columns, or over 40 where there are no more; addresses and paths stay whole", async () => {
  const all = buildProgram().commands.map((command) => command.name());
  const faulty = [
    ["nonsense"],
    ...all.flatMap((name) => [
      [name, "--nonsense"],
      [name, "no-such-thing-as-this", "and-another"],
    ]),
    ...["show", "report", "regrade", "resume", "settle", "verify", "seal", "delete", "calibration", "judges", "learnt"].flatMap((name) => [
      [name],
      [name, "no-such-run"],
    ]),
    ["run", "missing.yaml"],
    ["run", "lab.yaml", "--member", `${long}=openai/gpt-5.1`],
    ["run", "lab.yaml", "--member", "x=compatible/foo"],
    ["run", "lab.yaml", "--member", "x=compatible/foo@http://127.0.0.1:1/v1"],
    ["run", "lab.yaml", "--cap", "nonsense"],
    ["check", "missing.jsonl"],
    ["settle", "last", "--cost", "3"],
    ["list", "nonsense"],
    ["prices", long],
  ];
  for (const columns of ["80", "40"]) {
    for (const words of columns === "80" ? faulty : faulty.filter((_, at) => at % 5 === 0)) {
      const { code, out, err } = await narrow(words, folder, columns);
      assert.notEqual(code, 0, words.join(" "));
      const shown = (out + err).split("\nUsage")[0] ?? "";
      assert.deepEqual(tooWide(shown, Number(columns)), [], words.join(" "));
    }
  }
  const path = join(folder, "a-folder-of-a-name-that-is-long", "ledger.sqlite");
  assert.ok((await narrow(["runs", "--ledger", path], folder, "40")).err.split("\n").some((line) => line.startsWith(path)));
});

test("calls of unknown outcome are listed, settled and asked about in 80 columns", async () => {
  const there = temporaryFolder();
  const server = await chatServer((_, response) => {
    response.destroy();
    return undefined;
  });
  writeFileSync(
    join(there, "lab.yaml"),
    `suite: ./tasks.yaml\nmembers: [{ name: ${long}, model: compatible/m, baseUrl: ${server.url}, price: { input: 1, output: 1 } }]\ntopologies: [solo]\n`,
  );
  copyFileSync(join(folder, "tasks.yaml"), join(there, "tasks.yaml"));
  const run = await narrow(["run", "lab.yaml", "--yes", "--no-preflight"], there);
  assert.deepEqual(tooWide(run.out + run.err), []);
  for (const more of [[], ["--ask-provider", "--all"], ["--all", "--cost", "0.01"], ["--all", "--cost", "0"], ["--all", "--cost", "0"]]) {
    const { out, err } = await narrow(["settle", "last", ...more], there);
    assert.notEqual(out + err, "");
    assert.deepEqual(tooWide(out + err), [], more.join(" "));
  }
  await server.close();
});

test("the help of no command has a line over 80 columns", () => {
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  const commands = all(buildProgram());
  assert.ok(commands.length > 20);
  for (const command of commands) {
    const wide = command
      .helpInformation()
      .split("\n")
      .filter((line) => stringWidth(line) > 80);
    assert.deepEqual(wide, [], command.name());
  }
});

test("ids that are typed again stand whole in lists, however narrow", async () => {
  const { out } = await catallaxy(["prices"]);
  const known = JSON.parse((await catallaxy(["prices", "--json"])).out) as { models: { id: string }[] };
  const shown = new Set(out.split("\n").map((line) => line.split(/ +/)[0]));
  assert.deepEqual(
    known.models.map(({ id }) => id).filter((id) => !shown.has(id)),
    [],
  );
  const runs = JSON.parse((await catallaxy(["runs", "--json"], { cwd: folder })).out) as { id: string };
  assert.ok((await catallaxy(["du"], { cwd: folder })).out.split("\n").some((line) => line.split(" ")[0] === runs.id));
});
