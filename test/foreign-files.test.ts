import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { importConfig } from "../src/lab/experiment/import-config.ts";
import { loadExperiment } from "../src/lab/index.ts";
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
