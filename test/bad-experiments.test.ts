import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadExperiment, makePlan } from "../src/lab/index.ts";
import { UserError } from "../src/util/bug.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const tasks = `name: two
tasks:
  - { id: one, category: sums, prompt: "1 + 1? End with Answer: <number>", grader: { kind: exact, answer: "2", answerKind: integer } }
  - { id: two, category: sums, prompt: "2 + 2? End with Answer: <number>", grader: { kind: exact, answer: "4", answerKind: integer } }
`;
writeFileSync(join(folder, "tasks.yaml"), tasks);
const sound = `suite: tasks.yaml
members:
  - { name: strong, model: simulated/large }
  - { name: cheap, model: simulated/small }
judges:
  - { name: judge, model: simulated/judge }
topologies: [solo, market]
verifier: { kind: rubric, member: judge }
`;
let files = 0;

/** What a plan of this text is refused with; asks no model and opens no ledger. */
async function refusal(text: string): Promise<string> {
  assert.notEqual(text, sound);
  const name = join(folder, `lab-${files++}.yaml`);
  writeFileSync(name, text);
  try {
    await makePlan(await loadExperiment(name), {});
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, `expected a UserError, got ${String(thrown)}`);
    assert.equal(thrown.exitCode, 2);
    assert.ok(!/undefined|\[object/.test(thrown.message), thrown.message);
    return thrown.message;
  }
  return assert.fail("nothing was refused");
}
const swap = (from: string, to: string) => (text: string) => text.replace(from, to);

const wrong: readonly (readonly [string, (text: string) => string, readonly RegExp[]])[] = [
  [
    "a member's name with a bidirectional character",
    swap("name: cheap", 'name: "ch\\u202eeap"'),
    [/lab-\d+\.yaml:4:13: members\.1\.name: must be a name of visible characters only/],
  ],
  [
    "a topology's name with a control character",
    swap("[solo, market]", '[{ use: solo, name: "so\\u0007lo" }]'),
    [/topologies\.0\.name: must be a name of visible characters only/],
  ],
  ["an experiment's name with a zero-width character", (text) => `name: "a\\u200bb"\n${text}`, [/:1:7: name: must be a name of visible/]],
  [
    "an address in place of a model's name",
    swap("simulated/small", "compatible/http://127.0.0.1:9/v1"),
    [
      /has an address where the name of its model belongs/,
      /model: compatible\/<model>\n\s+baseUrl: "http:\/\/127\.0\.0\.1:9\/v1"/,
      /--member cheap=compatible\/<model>@http:\/\/127\.0\.0\.1:9\/v1,price=free/,
    ],
  ],
  ["an unknown topology", swap("market]", "mraket]"), [/yaml:7:20: .*"mraket"/, /Did you mean "market"/]],
  ["an unknown topology by `use`", swap("market]", "{ use: mraket }]"), [/yaml:7:27: .*"mraket"/, /Did you mean "market"/]],
  [
    "two wrong options of a topology",
    swap("market]", "{ use: market, options: { mechanism: x, house: { awards: 0 } } }]"),
    [/topology "market" do not fit:\n/, /yaml:7:57: mechanism: must be one of/, /yaml:7:77: house\.awards: must be at least 1/],
  ],
  [
    "an option that names no member",
    swap("solo,", "{ use: solo, options: { member: strng } },"),
    [/yaml:7:46: .*"strng"/, /Did you mean "strong"/],
  ],
  [
    "an option that names no member in a list",
    swap("solo,", "{ use: cascade, options: { order: [cheap, strng] } },"),
    [/yaml:7:56: .*"cascade" wants the member "strng"/],
  ],
  [
    "a topology of unknown members",
    swap("solo,", "{ use: solo, members: [cheep] },"),
    [/yaml:7:37: .*"solo" wants the member "cheep"/, /"cheap"/],
  ],
  [
    "a wrong option inside a firm",
    swap("model: simulated/small", "firm: { topology: solo, options: { member: two }, members: [{ name: one, model: simulated/small }] }"),
    [/yaml:4:63: The firm "cheap" wants the member "two"/],
  ],
  ["a question about no topology", (text) => `${text}until: { question: { better: solo, than: makret } }\n`, [/yaml:9:20: .*"makret"/]],
  ["a tag that no task has", (text) => `${text}tags: [hard]\n`, [/yaml:9:7: No task of "two" is tagged "hard"/]],
  [
    "survivors of no tasks",
    swap("[solo, market]", "[{ use: experts, options: { curation: { survivors: 0 } } }]"),
    [/yaml:\d+:\d+: curation\.survivors: must be at least 1/],
  ],
  [
    "a curation that there is not",
    swap("[solo, market]", "[{ use: experts, options: { curation: sometimes } }]"),
    [/curation: must be one of "none", "random", "auto", "ask", or an object; got text/],
  ],
  [
    "roles that are neither a list nor none",
    swap("[solo, market]", "[{ use: sequential, options: { roles: some } }]"),
    [/roles: must be "none", or a list; got text/],
  ],
  ["a role's suitability below nothing", (text) => `${text}world: { roles: { fit: -1 } }\n`, [/roles\.fit/]],
  ["an insight above one", (text) => `${text}world: { roles: { insight: 2 } }\n`, [/roles\.insight/]],
  ["a setting of roles that there is not", (text) => `${text}world: { roles: { talent: 1 } }\n`, [/unknown field "talent"/]],
  ["a setting that the simulated world has not", (text) => `${text}world: { weather: 1 }\n`, [/yaml:9:19: unknown field "weather"/]],
  ["unknown cache rules", swap("simulated/large", "simulated/large, cache: lru"), [/yaml:3:52: .*"lru"/]],
  ["a cap finer than a nano-dollar", (text) => `${text}limits: { cap: 0.1234567891 }\n`, [/yaml:9:16: limits\.cap: .*nine decimals/]],
  ["budgets finer than a nano-dollar", (text) => `${text}limits: { budget: [1, 1e-10] }\n`, [/yaml:9:23: limits\.budget\.1: .*nine/]],
  [
    "a reserve finer than a nano-dollar",
    swap("market]", "{ use: market, options: { house: { reserve: 0.00000000015 } } }]"),
    [/yaml:7:64: house\.reserve: must be an amount of dollars with nine decimals at most/],
  ],
  ["an endless cap", (text) => `${text}limits: { cap: .inf }\n`, [/limits\.cap: must be a number; got Infinity$/m]],
  ["an unknown suite", swap("tasks.yaml", "coase-hayk"), [/"coase-hayk"/, /Did you mean "coase-hayek"/]],
  ["a suite file that is not there", swap("tasks.yaml", "nothing.yaml"), [/nothing\.yaml/]],
  ["an unknown judge", swap("kind: rubric", "kind: rubrik"), [/"rubrik"/, /Did you mean "rubric"/]],
  ["an unknown setting of a judge", swap("kind: rubric,", "kind: rubric, mood: good,"), [/rubric/, /mood/]],
  [
    "a verifier that asks nobody it knows",
    swap("member: judge", "member: jugde"),
    [/verifier of "solo" wants the judge "jugde"/, /"judge"/, /Its judges: judge; judges are listed under `judges:`/],
  ],
  ["a verifier that asks a model where there is no judge", swap(/judges:\n.*\n/.exec(sound)?.[0] ?? "", ""), [/judge/]],
  ["an unknown simulated member", swap("simulated/large", "simulated/lrge"), [/simulated\/lrge/, /Did you mean "simulated\/large"/]],
  ["an unknown provider", swap("simulated/large", "opnai/gpt-5"), [/opnai\/gpt-5/, /Did you mean "openai"/]],
  ["a recorded member beside tasks of one's own", swap("simulated/large", "recorded/zeroeval/x"), [/recorded\/zeroeval/, /suite/]],
  ["two members of one name", swap("name: cheap", "name: strong"), [/Two members are named "strong"/]],
  ["two topologies of one name", swap("market]", "solo]"), [/Two topologies are named "solo"/, /name/]],
  ["a member without a model", swap("name: strong, model: simulated/large", "name: strong"), [/"strong"/, /model/]],
  ["no member at all", swap(/members:\n.*\n.*\n/.exec(sound)?.[0] ?? "", "members: []\n"), [/lab-\d+\.yaml:2:\d+: members/]],
  ["an unknown field", (text) => `${text}topologeis: [solo]\n`, [/lab-\d+\.yaml:9:\d+/, /"topologeis"/, /Did you mean "topologies"/]],
  ["an unknown field of a member", swap("name: cheap,", "name: cheap, modle: x,"), [/lab-\d+\.yaml:4:\d+/, /"modle"/]],
  [
    "a price that is none",
    swap("simulated/large }", "simulated/large, price: cheap }"),
    [/lab-\d+\.yaml:3:\d+: members\.0\.price/, /"free"/],
  ],
  ["a missing suite", swap("suite: tasks.yaml\n", ""), [/suite: is missing; it must be text/]],
  [
    "generated tasks without their suite",
    swap("suite: tasks.yaml\n", "generate: { n: 4 }\n"),
    [/suite: is missing; it must be text or an object\. Write suite: generated/],
  ],
  [
    "tasks without their suite",
    swap("suite: tasks.yaml\n", "tasks: [{ id: a, prompt: p }]\n"),
    [/suite: is missing; it must be text or an object\. Write suite: inline/],
  ],
  [
    "a suite that is an object of tasks",
    swap("suite: tasks.yaml\n", "suite: { tasks: [{ id: a, prompt: p }] }\n"),
    [
      /suite: must be a bundled name, a file of tasks, inline, .*its tasks stand beside it, as in \{ suite: inline, tasks/,
      /^(?![^]*suite\.recorded)/,
    ],
  ],
  ["a negative budget", (text) => `${text}limits: { budget: -1 }\n`, [/lab-\d+\.yaml:9:\d+: limits\.budget/, /must be more than 0/]],
  ["a negative cap", (text) => `${text}limits: { cap: -1 }\n`, [/lab-\d+\.yaml:9:\d+: limits\.cap/]],
  ["no attempt", (text) => `${text}terms: { attempts: 0 }\n`, [/lab-\d+\.yaml:9:\d+: terms\.attempts/]],
  ["a baseline that is no topology", (text) => `${text}baseline: sola\n`, [/baseline/, /Did you mean "solo"/]],
  ["YAML that does not parse", swap("members:\n  - { name: strong,", "members:\n  - { name: strong"), [/lab-\d+\.yaml:3:\d+/, /YAML/]],
  ["YAML with a tab for an indent", swap("members:\n  -", "members:\n\t-"), [/lab-\d+\.yaml:3:\d+/]],
  ["a key given twice", (text) => `${text}suite: other.yaml\n`, [/lab-\d+\.yaml:9:\d+/]],
  ["an empty file", () => "", [/lab-\d+\.yaml:1:1: wanted an experiment: .*got an empty file/]],
  ["a suite in its place", () => tasks, [/this is a suite of tasks, not an experiment/]],
  ["a colon without its space", swap("suite: tasks", "suite:tasks"), [/lab-\d+\.yaml:1:7: .*a space is missing after the colon/]],
  ["a budget in words", (text) => `${text}limits: { budget: many }\n`, [/limits\.budget: must be a number or a list; got "many"/]],
  ["a verifier that is a text", swap("{ kind: rubric, member: judge }", "rubric"), [/verifier: .*got "rubric"\. Write \{ kind: rubric \}/]],
  ["a topology that names its kind as kind", swap("solo,", "{ kind: solo },"), [/The kind of a topology is named by "use"/]],
  ["a list instead of an experiment", () => "- solo\n- market\n", [/lab-\d+\.yaml/]],
];
for (const [what, change, messages] of wrong) {
  test(`${what} is refused with words that help`, async () => {
    const message = await refusal(change(sound));
    for (const words of messages) assert.match(message, words);
    assert.match(message, /lab-\d+\.yaml:\d+:\d+: /);
  });
}

test("a part that the command line says instead has no place in the file", async () => {
  writeFileSync(join(folder, "said.yaml"), sound.replace("[solo, market]", "[{ use: solo, options: { member: strng } }]"));
  const own = await catallaxy(["run", "said.yaml", "--dry-run"], { cwd: folder });
  assert.match(own.err, /^catallaxy: said\.yaml:7:46: The topology "solo" wants/);
  const topology = await catallaxy(["run", "said.yaml", "--dry-run", "--topology", "maket"], { cwd: folder });
  assert.match(topology.err, /^catallaxy: A topology was wanted; there is none named "maket"/);
  const suite = await catallaxy(["run", "said.yaml", "--dry-run", "--suite", "nothing.yaml"], { cwd: folder });
  assert.match(suite.err, /^catallaxy: Wanted a suite, got "nothing\.yaml"/);
});

test("a cap of nine decimals is taken to the nano-dollar", async () => {
  const file = join(folder, "nine.yaml");
  writeFileSync(file, `${sound}limits: { cap: 0.123456789, budget: 0.1 }\n`);
  const plan = await makePlan(await loadExperiment(file), {});
  assert.equal(plan.cap, 123_456_789);
  assert.deepEqual(plan.topologies[0]?.limits, { cost: 100_000_000 });
});

const suites: readonly (readonly [string, string, readonly RegExp[]])[] = [
  ["a suite without tasks", "name: none\ntasks: []\n", [/task/]],
  ["an empty suite file", "", [/suite\.yaml/]],
  ["tasks of one id", tasks.replace("id: two", "id: one"), [/"?one"?/, /twice|two|duplicate|both|again/i]],
  ["a grader that does not exist", tasks.replace("kind: exact", "kind: exakt"), [/exakt/, /Did you mean "exact"/]],
  ["a grader without its answer", tasks.replace('answer: "2", ', ""), [/one/, /answer/]],
  ["a suite that does not parse", tasks.replace("id: one,", "id: [one,"), [/suite\.yaml:3:\d+/]],
  ["a task without a prompt", tasks.replace(/prompt: "1[^"]*", /, ""), [/suite\.yaml:3:\d+/, /prompt/]],
];
for (const [what, text, messages] of suites) {
  test(`${what}: refused with words that help`, async () => {
    writeFileSync(join(folder, "suite.yaml"), text);
    const message = await refusal(sound.replace("tasks.yaml", "suite.yaml"));
    for (const words of messages) assert.match(message, words);
  });
}

test("an experiment that is no file and no name is refused with the nearest, or with what there is", async () => {
  const slip = await catallaxy(["run", "coase-hayk"], { cwd: folder });
  assert.equal(slip.code, 2);
  assert.match(slip.err, /"coase-hayk"\. Did you mean "coase-hayek"/);
  const file = await catallaxy(["run", "nothing.yaml"], { cwd: folder });
  assert.equal(file.code, 2);
  assert.match(file.err, /nothing\.yaml/);
});

test("a configuration in TypeScript that does not parse, throws or exports nothing is refused by its name", async () => {
  const configurations = [
    ["broken.ts", "export default {", /broken\.ts/],
    ["throwing.ts", 'throw new RangeError("my own mistake");', /my own mistake/],
    ["silent.ts", "export const experiment = {};", /default export.*defineConfig/s],
    ["wrong.ts", 'export default { suite: "coase-hayek", members: [], topologies: ["solo"] };', /wrong\.ts.*members/s],
  ] as const;
  for (const [name, text, message] of configurations) {
    writeFileSync(join(folder, name), text);
    const { code, out, err } = await catallaxy(["run", name], { cwd: folder });
    assert.deepEqual([code, out], [2, ""], `${name}: ${err}`);
    assert.match(err, message);
  }
});

test("what is wrong is told on stderr with exit code 2, and no ledger is made", async () => {
  writeFileSync(join(folder, "lab.yaml"), sound.replace("market]", "mraket]"));
  const { code, out, err } = await catallaxy(["run", "lab.yaml"], { cwd: folder });
  assert.deepEqual([code, out], [2, ""]);
  assert.match(err, /^catallaxy: .*Did you mean "market"/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => !/\.(yaml|ts)$/.test(name)),
    [],
  );
});

test("tasks in Python without a sandbox are named by check and the dry run, and a run of them alone is refused before it begins", async () => {
  const grader = '{ kind: program, language: python, checks: [{ name: sums, code: "assert add(1, 2) == 3" }] }';
  writeFileSync(
    join(folder, "python.yaml"),
    `name: py\ntasks:\n  - { id: add, category: code, prompt: "Write add(a, b).", grader: ${grader} }\n`,
  );
  writeFileSync(join(folder, "lab-python.yaml"), sound.replace("tasks.yaml", "python.yaml"));
  const bare = { cwd: folder, env: { PATH: folder } };
  const [checked, dry, ran] = await Promise.all([
    catallaxy(["check", "python.yaml"], bare),
    catallaxy(["run", "lab-python.yaml", "--dry-run", "--json"], bare),
    catallaxy(["run", "lab-python.yaml", "--ledger", "python.sqlite", "--yes"], bare),
  ]);
  assert.equal(checked.code, 1);
  assert.match(checked.out, /error +no-sandbox +The only task asks for Python programs \(add\)/);
  assert.ok((JSON.parse(dry.out) as { notes: string[] }).notes.some((note) => note.includes("not scored")));
  assert.equal(ran.code, 2);
  assert.match(ran.err, /no sandbox to run them in/);
  assert.ok(!readdirSync(folder).includes("python.sqlite"));
  const sum = '  - { id: sum, prompt: "2 + 2?", answer: "4" }\n';
  writeFileSync(join(folder, "python.yaml"), `${readFileSync(join(folder, "python.yaml"), "utf8")}${sum}`);
  const mixed = await catallaxy(["run", "lab-python.yaml", "--ledger", "mixed.sqlite", "--yes"], bare);
  assert.match(mixed.err, /1 of 2 tasks asks for Python programs \(add\), and there is no sandbox.*lab-python {2}0\/4 trials/s);
});
