import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chownSync, lchownSync, mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isExperiment } from "../src/lab/experiment/find-experiment.ts";
import { importConfig, importPackage } from "../src/lab/experiment/import-config.ts";
import { loadExperiment, loadNamedExperiment } from "../src/lab/index.ts";
import { loadSuite } from "../src/tasks/index.ts";
import { UserError } from "../src/util/bug.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-foreign-"));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
async function messageOf(work: () => Promise<unknown>): Promise<string> {
  const thrown: unknown = await work().then(
    () => "it was taken",
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof UserError, String(thrown));
  return thrown.message;
}
const plain = "members: [{ name: a, model: simulated/a }]\ntopologies: [solo]\n";

test("an experiment that is a pipe, a device, endless or nested without end is a message, and so is a suite", async () => {
  execFileSync("mkfifo", [join(folder, "pipe.yaml"), join(folder, "pipe.ts")]);
  for (const loop of ["loop", "loop.yaml"]) symlinkSync(loop, join(folder, loop));
  symlinkSync("/dev/zero", join(folder, "zero.yaml"));
  truncateSync(file("big.yaml", ""), 10_000_000_000);
  file("deep.yaml", `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`);
  file("deep.json", `{"a": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`);
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x, x]",
    ..."bcdefghi".split("").map((to, i) => `${to}: &${to} [${Array(10).fill(`*${"abcdefgh"[i]}`).join(", ")}]`),
  ];
  file("bomb.yaml", bomb.join("\n"));
  const wanted: readonly (readonly [string, RegExp])[] = [
    ["pipe.yaml", /wanted a file, got a pipe/],
    ["loop", /There is no experiment|neither a bundled suite/],
    ["loop.yaml", /There is no experiment|neither a bundled suite|links lead in a circle/],
    ["zero.yaml", /wanted a file, got a device/],
    ["big.yaml", /wanted at most \d+ bytes/],
    ["deep.yaml", /nested hundreds deep/],
    ["deep.json", /nested hundreds deep/],
    ["bomb.yaml", /taken for a bomb/],
  ];
  for (const [name, words] of wanted) {
    assert.match(await messageOf(() => loadExperiment(join(folder, name))), words, name);
    assert.match(await messageOf(() => loadSuite(join(folder, name))), words, name);
  }
  assert.match(await messageOf(() => loadExperiment(join(folder, "pipe.ts"))), /wanted a file/);
  const lines = file("deep.jsonl", `{"id": "a", "prompt": "p", "meta": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`);
  assert.match(await messageOf(() => loadSuite(lines)), /deep\.jsonl:1: this cannot be read: lists or objects are nested hundreds deep/);
});

test("__proto__ is an unknown field of an experiment and pollutes nothing", async () => {
  for (const [name, text] of [
    ["proto.yaml", `__proto__: { polluted: 1 }\n${plain}suite: generated\n`],
    ["proto.json", `{"__proto__": {"polluted": 1}, "members": [], "topologies": []}`],
  ] as const) {
    assert.match(await messageOf(() => loadExperiment(file(name, text))), /unknown field "__proto__"/);
    assert.equal(Reflect.get({}, "polluted"), undefined);
  }
});

test("symbolic links out of the folder are refused for a suite, a world and the files of a suite's folder", async () => {
  const secret = join(mkdtempSync(join(tmpdir(), "catallaxy-secret-")), "secret.yaml");
  writeFileSync(secret, "tasks: [{ id: a, prompt: p, grader: { kind: exact, answer: '4' } }]\n");
  symlinkSync(secret, join(folder, "linked.yaml"));
  assert.match(
    await messageOf(() => loadExperiment(file("lab1.yaml", `${plain}suite: linked.yaml\n`))),
    /"linked\.yaml" is a symbolic link out of the folder/,
  );
  assert.match(
    await messageOf(() => loadExperiment(file("lab2.yaml", `${plain}suite: generated\nworldFile: linked.yaml\n`))),
    /symbolic link out of the folder/,
  );
  mkdirSync(join(folder, "suite"));
  symlinkSync(secret, join(folder, "suite", "a.yaml"));
  assert.match(await messageOf(() => loadSuite(join(folder, "suite"))), /symbolic link out of the folder/);
  // A path that says where it leads is taken at its word.
  assert.equal((await loadExperiment(file("lab3.yaml", `${plain}suite: ${secret}\n`))).suite, secret);
});

test("code that another user owns is run only after a person has agreed", async (context) => {
  const path = file("theirs.mjs", "globalThis.theirsRan = true; export default { name: 'theirs' };");
  // The administrator can give the file away; anybody else is made to look like another.
  if (process.getuid?.() === 0) chownSync(path, 4242, 4242);
  else {
    const { getuid } = process;
    Reflect.set(process, "getuid", () => 4242);
    context.after(() => Reflect.set(process, "getuid", getuid));
  }
  assert.match(
    await messageOf(() => importConfig(path)),
    /belongs to another user \(id \d+\), and loading it runs its code\. Read it, then add --yes/,
  );
  assert.equal(Reflect.get(globalThis, "theirsRan"), undefined);
  const asked: number[] = [];
  await importConfig(path, { foreign: (_path, owner) => void asked.push(owner) });
  assert.equal(Reflect.get(globalThis, "theirsRan"), true);
  assert.equal(asked.length, 1);
});

test("a folder that is named as a file, has a suite beside a program, or leads out by a link runs nothing", async () => {
  const code = "globalThis.folderRan = true; export default { suite: 'generated', members: [], topologies: ['solo'] };";
  const outside = join(mkdtempSync(join(tmpdir(), "catallaxy-outside-")), "lab.config.mjs");
  writeFileSync(outside, code);
  for (const name of ["exp.yaml", "exp.json", "suite.csv", "both", "linked"]) mkdirSync(join(folder, name));
  for (const name of ["exp.yaml", "exp.json", "suite.csv", "both"]) file(join(name, "lab.config.mjs"), code);
  file("both/suite.yaml", "tasks: [{ id: a, prompt: p, grader: { kind: exact, answer: '4' } }]\n");
  symlinkSync(outside, join(folder, "linked", "lab.config.mjs"));
  for (const name of ["exp.yaml", "exp.yaml/", "exp.json", "suite.csv"])
    for (const work of [loadExperiment, loadNamedExperiment, async (path: string) => isExperiment(path)])
      assert.match(await messageOf(async () => work(`${folder}/${name}`)), /is a folder, not a file\. Name the file in it that is meant/);
  assert.match(await messageOf(() => loadExperiment(join(folder, "linked"))), /symbolic link out of the folder/);
  assert.match(await messageOf(async () => isExperiment(join(folder, "linked"))), /symbolic link out of the folder/);
  assert.match(await messageOf(async () => isExperiment(join(folder, "both"))), /has a suite \(suite\.yaml\) and an experiment/);
  assert.match(await messageOf(() => loadNamedExperiment(join(folder, "both"))), /is a program, which no experiment may start/);
  // A folder without such a name is a documented form, and code that is named by itself is meant.
  mkdirSync(join(folder, "empty.yaml"));
  assert.match(await messageOf(() => loadExperiment(join(folder, "empty.yaml"))), /is a folder, not a file with an experiment/);
  assert.equal(Reflect.get(globalThis, "folderRan"), undefined);
});

test("a link of another user that leads to a program, and a package of another user, are asked about like their files", async (context) => {
  if (process.getuid?.() !== 0) return context.skip("only the administrator can give links away");
  const own = file("mine.mjs", "globalThis.linkedRan = true; export default { name: 'mine' };");
  const links = ["theirs-link.mjs", "their-folder"].map((name) => join(folder, name));
  symlinkSync(own, links[0] ?? "");
  symlinkSync(folder, links[1] ?? "");
  for (const link of links) lchownSync(link, 4242, 4242);
  for (const path of [links[0] ?? "", join(links[1] ?? "", "mine.mjs")])
    assert.match(await messageOf(() => importConfig(path)), /belongs to another user \(id 4242\)/);
  mkdirSync(join(folder, "node_modules", "theirs"), { recursive: true });
  file("node_modules/theirs/package.json", '{"name": "theirs", "exports": {"import": "./in.mjs"}}');
  chownSync(file("node_modules/theirs/in.mjs", "globalThis.linkedRan = true; export default { name: 'theirs' };"), 4242, 4242);
  const from = join(folder, "lab.config");
  assert.match(await messageOf(async () => importPackage("theirs", from)), /in\.mjs belongs to another user \(id 4242\)/);
  assert.equal(Reflect.get(globalThis, "linkedRan"), undefined);
  await importPackage("theirs", from, { foreign: () => {} });
  assert.equal(Reflect.get(globalThis, "linkedRan"), true);
  assert.match(await messageOf(async () => importPackage("absent", from)), /There is no package "absent"/);
});
