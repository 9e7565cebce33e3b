import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import stringWidth from "fast-string-width";
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
  - { id: b, category: ${long}, prompt: "And 3 times 6, in digits?", answer: "18" }
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
  const commands = [
    ["runs"],
    ["show", "last"],
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
    ["list", "topologies"],
    ["list", "judges"],
  ];
  for (const words of commands) {
    const { code, out, err } = await catallaxy(words, { cwd: folder });
    assert.equal(code, 0, `${words.join(" ")}: ${err}`);
    assert.deepEqual(tooWide(out), [], words.join(" "));
  }
});
