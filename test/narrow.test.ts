import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Command } from "commander";
import stringWidth from "fast-string-width";
import { buildProgram } from "../src/cli/program.ts";
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

/** Lines of several words that are wider than 80 columns; names, paths and commands to be copied stand alone on theirs. */
function tooWide(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => stringWidth(line) > 80 && line.trim().includes(" ") && !/^ ?(?:npx )?catallaxy [a-z]/.test(line));
}

test("no command prints a line over 80 columns into a pipe, however long and wide the names are", async () => {
  const run = await catallaxy(["run", "lab.yaml"], { cwd: folder });
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
    ["verify", "last"],
    ["settle", "last"],
    ["regrade", "last"],
    ["resume", "last"],
    ["du"],
    ["check", "tasks.yaml"],
    ["plan", "lab.yaml"],
    ["run", "lab.yaml", "--dry-run"],
    ["doctor"],
    ["prices"],
    ["prices", "openai/gpt-5.1"],
    ...["topologies", "judges", "suites", "models", "experiments"].map((what) => ["list", what]),
  ];
  for (const words of commands) {
    const { code, out, err } = await catallaxy(words, { cwd: folder });
    assert.equal(code, 0, `${words.join(" ")}: ${err}`);
    assert.deepEqual(tooWide(out + err), [], words.join(" "));
  }
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
