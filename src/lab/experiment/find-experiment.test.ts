import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { configurationIn, isExperiment, usualExperiment, wantFile } from "./find-experiment.ts";

const root = mkdtempSync(join(tmpdir(), "catallaxy-find-"));
after(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
/** A folder with these files. */
const folderOf = (files: Readonly<Record<string, string>>, name = `f${(folders += 1)}`): string => {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
};
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    assert.ok(thrown instanceof UserError);
    return thrown.message.replaceAll(`${root}/`, "");
  }
  return "";
};
const experiment = "members: []\ntopologies: []\n";
const code = "import { defineConfig } from 'catallaxy';\nexport default defineConfig({});\n";

test("a folder's configuration is its lab.config, TypeScript before JavaScript before data", () => {
  const all = ["ts", "mts", "cts", "js", "mjs", "cjs", "yaml", "yml", "json"].map((extension) => `lab.config.${extension}`);
  for (const [index, name] of all.entries()) {
    const folder = folderOf(Object.fromEntries(all.slice(index).map((each) => [each, ""])));
    assert.equal(configurationIn(folder), join(folder, name));
  }
  assert.equal(configurationIn(folderOf({ "other.yaml": experiment })), undefined);
});

test("a folder that is called as files with data are is refused, and a link out of it", () => {
  for (const name of ["data.yaml", "data.YML", "data.jsonl", "data.json", "data.csv", "data.tsv", "data.mts", "data.js"]) {
    const folder = folderOf({ "lab.config.ts": code }, name);
    assert.equal(
      refusal(() => configurationIn(folder)),
      `${name} is a folder, not a file. Name the file in it that is meant, such as ${name}/lab.config.ts.`,
    );
  }
  assert.equal(configurationIn(folderOf({}, "empty.yaml")), undefined);
  const linked = folderOf({});
  symlinkSync(join(folderOf({ "lab.yaml": experiment }), "lab.yaml"), join(linked, "lab.config.yaml"));
  assert.match(
    refusal(() => configurationIn(linked)),
    /symbolic link out of the folder/,
  );
});

test("where nothing is named the folder's configuration is run, else its one experiment, else the bundled one; which of several is asked", () => {
  const configured = folderOf({ "lab.config.ts": code, "other.yaml": experiment });
  assert.deepEqual(usualExperiment(configured), { experiment: join(configured, "lab.config.ts"), why: "the configuration of this folder" });
  const one = folderOf({ "b.yaml": experiment, "tasks.yaml": "tasks: []\n", "notes.txt": experiment, "in/other.yaml": experiment });
  assert.deepEqual(usualExperiment(one), { experiment: "b.yaml", why: "the only experiment in this folder" });
  assert.deepEqual(usualExperiment(folderOf({ "tasks.yaml": "tasks: []\n" })), {
    experiment: "coase-hayek",
    why: "the bundled one; no experiment is in this folder",
  });
  const several = folderOf({ "b.yaml": experiment, "a.json": JSON.stringify({ members: [], topologies: [] }), "c.ts": code });
  assert.equal(
    refusal(() => usualExperiment(several)),
    "Which experiment? This folder has a.json, b.yaml, c.ts. Name one: `catallaxy run a.json`",
  );
});

test("a file holds an experiment where its outermost object has members and topologies, or its code defines and exports one", () => {
  const holds = (name: string, text: string): boolean => isExperiment(join(folderOf({ [name]: text }), name));
  const yes: readonly [string, string][] = [
    ["a.yaml", experiment],
    ["a.yml", "{ topologies: [], members: [] }"],
    ["a.json", '{\n"members": [],\n"topologies": []}'],
    ["a.YAML", experiment],
    // What cannot be parsed is judged by its lines.
    ["a.yaml", 'members: [\n"topologies": []\n'],
    ["a.yaml", "  members: [\n  'topologies' : []\n"],
    ["a.ts", code],
    ["a.mjs", "const topologies = [];\nexport default { topologies };\n"],
    ["a.cjs", "module.exports = { topologies: [] };\n"],
    ["a.js", "export   default defineConfig ({});\n"],
  ];
  const no: readonly [string, string][] = [
    ["a.yaml", "members: []\n"],
    ["a.yaml", "topologies: []\n"],
    ["a.yaml", "inner: { members: [], topologies: [] }\n"],
    ["a.yaml", "- members\n- topologies\n"],
    ["a.yaml", "inner: [\n# members and topologies\n"],
    ["a.ts", "const topologies = [];\nexport { topologies };\n"],
    ["a.ts", "export default { members: [] };\n"],
    ["a.txt", experiment],
    ["a.yaml", `${experiment}# ${"x".repeat(1_000_000)}\n`],
  ];
  for (const [name, text] of yes) assert.ok(holds(name, text), `${name}: ${text}`);
  for (const [name, text] of no) assert.ok(!holds(name, text), `${name}: ${text.slice(0, 80)}`);
  const folder = folderOf({ "lab.config.yaml": experiment });
  assert.deepEqual([isExperiment(folder), isExperiment(join(folder, "none.yaml")), isExperiment(folderOf({}))], [true, false, false]);
  mkdirSync(join(folder, "x.yaml"));
  assert.equal(isExperiment(join(folder, "x.yaml")), false);
});

test("a folder with a suite and an experiment asks which is meant", () => {
  for (const suite of ["suite.yaml", "suite.yml", "suite.json"]) {
    const name = `both-${suite.slice(6)}`;
    const folder = folderOf({ [suite]: "tasks: []", "lab.config.ts": code }, name);
    assert.equal(
      refusal(() => isExperiment(folder)),
      `The folder ${name} has a suite (${suite}) and an experiment (lab.config.ts). Name the file that is meant.`,
    );
    assert.equal(isExperiment(folderOf({ [suite]: "tasks: []" })), false);
  }
});

test("a file that is not there is told with the nearest of its folder, a folder as such, and what does not exist", () => {
  const folder = folderOf({ "lab.yaml": experiment, "other.yaml": "" }, "there");
  assert.equal(
    refusal(() => wantFile(join(folder, "lab.yaml"), "experiment")),
    "",
  );
  assert.equal(
    refusal(() => wantFile(folder, "experiment")),
    `${folder.replace(`${root}/`, "")} is a folder, not a file with an experiment. Name the file itself.`,
  );
  assert.match(
    refusal(() => wantFile(folder, "plugin")),
    /not a file with a plugin\./,
  );
  assert.match(
    refusal(() => wantFile(join(folder, "lap.yaml"), "experiment")),
    /^There is no experiment there\/lap\.yaml\. Did you mean "lab\.yaml"\?/,
  );
  assert.match(
    refusal(() => wantFile(join(folder, "zzzzzzzz"), "plugin")),
    /^There is no plugin there\/zzzzzzzz\. The folder has: .*lab\.yaml/,
  );
  mkdirSync(join(root, "bare", "inner"), { recursive: true });
  assert.equal(
    refusal(() => wantFile(join(root, "bare", "x.yaml"), "experiment")),
    "There is no experiment bare/x.yaml. The folder is empty.",
  );
  assert.equal(
    refusal(() => wantFile(join(root, "nowhere", "x.yaml"), "experiment")),
    "There is no experiment nowhere/x.yaml: the folder nowhere does not exist.",
  );
});
