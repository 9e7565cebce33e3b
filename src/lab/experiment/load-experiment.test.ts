import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { PartError } from "../../util/part-error.ts";
import { check, loadExperiment, loadNamedExperiment } from "./load-experiment.ts";
import { placedIn, sourceOf, withSource } from "./sources.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-load-experiment-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const refusal = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown));
    return thrown.message.replaceAll(`${folder}/`, "").replaceAll(folder, "here");
  }
  return "";
};
const yaml = "suite: coase-hayek\nmembers: [{ name: a, model: x/y }]\ntopologies: [solo]\n";
const code = `export default { suite: "coase-hayek", members: [{ name: "a", model: "x/y" }], topologies: ["solo"] };\n`;

test("an experiment is loaded from data, code, a folder or by a bundled name, and is called by its own name or its file's", async () => {
  for (const name of ["one.yaml", "two.yml", "three.json", "FOUR.YAML"]) {
    const text = name.endsWith("json")
      ? JSON.stringify({ suite: "x", members: [{ name: "a", model: "x/y" }], topologies: ["solo"] })
      : yaml;
    assert.equal((await loadExperiment(file(name, text))).name, name.replace(/\.[^.]*$/, ""));
  }
  for (const name of ["five.mjs", "six.ts", "seven.js"])
    assert.equal((await loadExperiment(file(name, code))).name, name.replace(/\.[^.]*$/, ""));
  assert.equal((await loadExperiment(file("named.yaml", `${yaml}name: mine\n`))).name, "mine");
  mkdirSync(join(folder, "configured"));
  writeFileSync(join(folder, "configured", "lab.config.yaml"), yaml);
  assert.equal((await loadExperiment(join(folder, "configured"))).name, "lab.config");
  assert.equal((await loadExperiment("coase-hayek")).name, "coase-hayek");
});

test("where each part of an experiment stands is kept beside it: file, line and column of data, the file of code", async () => {
  const data = sourceOf(await loadExperiment(file("placed.yaml", yaml)));
  assert.equal(data?.place(["members", 0, "model"]).replace(`${folder}/`, ""), "placed.yaml:2:29");
  assert.equal(data?.place([]).replace(`${folder}/`, ""), "placed.yaml:1:1");
  assert.equal(sourceOf(await loadExperiment(file("placed.mjs", code)))?.place(["members"]), join(folder, "placed.mjs"));
  assert.equal(sourceOf(await loadExperiment("coase-hayek")), undefined);
});

test("what is no experiment's name is refused with the nearest, a folder with how to begin, a program that another names not at all", async () => {
  assert.equal(
    await refusal(() => loadExperiment("coase-hayec")),
    'There is no experiment "coase-hayec". Did you mean "coase-hayek"? A lab.config.ts, a .yaml file or a folder with one would do too.',
  );
  mkdirSync(join(folder, "bare"));
  assert.match(
    await refusal(() => loadExperiment(join(folder, "bare"))),
    /^The folder bare has no lab\.config \(\.ts, \.js, \.yaml, \.json\)\. Name the file of an experiment, or write one: `catallaxy init .*bare`\.$/,
  );
  assert.match(await refusal(() => loadExperiment(join(folder, "gone.yaml"))), /^There is no experiment gone\.yaml\./);
  assert.match(await refusal(() => loadExperiment(join(folder, "gone.ts"))), /^There is no experiment gone\.ts\./);
  const program = file("program.mjs", code);
  assert.match(
    await refusal(() => loadNamedExperiment(program)),
    /^before: program\.mjs is a program, which no experiment may start\. Name it itself: `catallaxy run .*program\.mjs`$/,
  );
  assert.equal((await loadNamedExperiment(file("data.yaml", yaml))).name, "data");
  assert.match(
    await refusal(() => loadExperiment(file("long.yaml", `${yaml}#${"x".repeat(16_000_000)}\n`))),
    /An experiment is short; tasks belong into a suite of their own\.$/,
  );
});

const plain = { suite: "tasks.yaml", members: [{ name: "a", model: "x/y" }], topologies: ["solo"] };
const faults = async (more: object, where = "x.yaml"): Promise<string[]> =>
  (await refusal(() => check({ ...plain, ...more }, where))).split("\n").slice(1, -1);
const one = async (more: object, where?: string): Promise<string> => (await faults(more, where)).join("\n").trim();

test("a fault says its place, what was wanted and the very value that was got, in place of its type", async () => {
  assert.match(await one({ repetitions: "two" }), /^repetitions: must be a number; got "two"$/);
  assert.match(await one({ repetitions: [1] }), /^repetitions: .*; got \[1\]$/);
  assert.doesNotMatch(await one({ repetitions: "two" }), /got text/);
  // No number that has no end, and none of what may hold a secret.
  assert.doesNotMatch(await one({ margin: Number.NaN }), /NaN.*NaN/);
  for (const field of ["baseUrl", "apiKeyEnv"]) assert.doesNotMatch(await one({ members: [{ name: "a", [field]: 1234567 }] }), /1234567/);
  assert.doesNotMatch(await one({ members: [{ name: "a", settings: { headers: 1234567 } }] }), /1234567/);
  assert.doesNotMatch(await one({ terms: { note: "my secret" }, repetitions: "secret words" }), /secret words/);
  // An unknown field is named by its message alone.
  assert.match(await one({ repetition: 3 }), /unknown field "repetition"/);
  assert.doesNotMatch(await one({ repetition: 3 }), /got 3/);
  assert.match(
    await refusal(() => check(plain && { ...plain, repetitions: 0 }, "x.yaml")),
    /^The experiment x\.yaml does not fit:\n {2}repetitions: .*\ndocs\/experiments\.md of the package \(node_modules\/catallaxy\/docs\/experiments\.md\) has every field\.$/,
  );
});

test("eight faults are told, and how many more there are", async () => {
  const members = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `m${i}`, temperature: "warm" }));
  assert.equal((await faults({ members: members(8) })).length, 8);
  const nine = await faults({ members: members(9) });
  assert.deepEqual([nine.length, nine.at(-1)], [9, "  and 1 more"]);
});

test("what is most often meant is said with the fault", async () => {
  assert.match(
    await one({ members: ["openai/gpt-5", "x"] }),
    /members\.0: .*\. Write \{ name: gpt-5, model: openai\/gpt-5 \}\n.*members\.1: .*\. Write \{ name: x, model: x \}/,
  );
  assert.match(await one({ judges: ["openai/gpt-5"] }), /judges\.0: .*\. Write \{ name: gpt-5, model: openai\/gpt-5 \}/);
  for (const list of ["members", "judges", "topologies"]) {
    assert.match(await one({ [list]: "solo" }), new RegExp(`^${list}: .*\\. Begin each entry with "- "$`));
    assert.match(await one({ [list]: "solo" }, "lab.config.ts"), new RegExp(`^${list}: .*\\. Write its entries between \\[ and \\]$`));
  }
  for (const list of ["members", "topologies"]) assert.doesNotMatch(await one({ [list]: [] }), /Begin each|Write its/);
  assert.match(await one({ topologies: [{ use: "solo", verifier: "oracle" }] }), /verifier.*\. Write \{ kind: oracle \}/);
  assert.doesNotMatch(await one({ verifier: 7 }), /Write \{ kind/);
  assert.match(
    await one({ members: [{ name: "a", price: 3 }] }),
    /price: .*\. Write \{ input: 0\.5, output: 2 \} in dollars per million tokens, or free/,
  );
  assert.doesNotMatch(await one({ suite: undefined }), /Write suite/);
});

test("a suite that is an object and names no file is told what a suite may be, its own faults left out", async () => {
  const words = "must be a bundled name, a file of tasks, inline, generated, recorded/<set>, or { recorded: <file of outcomes> }";
  assert.match(await one({ suite: { file: "x" } }), new RegExp(`^suite: ${words.replaceAll(/[{}/|]/g, "\\$&")}`));
  assert.equal((await faults({ suite: { file: "x" }, repetitions: 0 })).length, 2);
  assert.match(await one({ suite: [] }), /^suite: must be a bundled name/);
  assert.match(await one({ suite: { recorded: 7 } }), /recorded/);
  assert.doesNotMatch(await one({ suite: { recorded: 7 } }), /must be a bundled name/);
  assert.doesNotMatch(await one({ suite: { file: "x" } }), /its tasks stand beside/);
});

test("what is no experiment at all is told what it is", async () => {
  const told = (value: unknown, lineOf?: () => string) => refusal(() => check(value, "x.yaml", lineOf));
  const suite =
    "this is a suite of tasks, not an experiment. Name it as `suite` in an experiment, or run a bundled one on it: `catallaxy run coase-hayek --suite <file>`.";
  assert.equal(await told([{ prompt: "1 + 1?" }]), `x.yaml: ${suite}`);
  assert.equal(await told({ tasks: [] }, () => "x.yaml:1:1: "), `x.yaml:1:1: ${suite}`);
  for (const value of [[], [7], [{}], [null]])
    assert.match(await told(value), /^x\.yaml: wanted an experiment: an object with suite, members and topologies; got \[/);
  assert.match(await told("words"), /; got "words"\. `catallaxy init` writes one to start from\.$/);
  // With members it is an experiment with faults.
  assert.match(await told({ tasks: [], members: [] }), /^The experiment x\.yaml does not fit:/);
});

test("a part of an entry that stands elsewhere in the file is found by the entry's name, or by its kind where it has none", () => {
  const topologies = [{ use: "best-of" }, { use: "solo", name: "mine", options: { member: "a" } }, "cascade"];
  const written = check({ ...plain, topologies: topologies.toReversed() }, "x.yaml");
  const experiment = withSource(check({ ...plain, topologies }, "x.yaml"), { written, place: (path) => `x.yaml:${path.join("/")}` });
  const place = (...part: (string | number)[]): string => (placedIn(experiment, PartError.of(part, "Wrong.")) as Error).message;
  assert.equal(place("topologies", 0, "use"), "x.yaml:topologies/2/use: Wrong.");
  assert.equal(place("topologies", 1, "options", "member"), "x.yaml:topologies/1/options/member: Wrong.");
  assert.equal(place("topologies", 2), "x.yaml:topologies/0: Wrong.");
  // Of a list as a whole the place is the same.
  assert.equal(place("members"), "x.yaml:members: Wrong.");
});
