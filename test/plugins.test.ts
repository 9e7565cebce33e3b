import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { catallaxy as started, type Finished } from "./catallaxy.ts";

const root = mkdtempSync(join(tmpdir(), "catallaxy-plugins-"));
after(() => rmSync(root, { recursive: true, force: true }));
const here = (name: string): string => {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
};
/** Each in a process of its own: a plugin that was loaded stays known to a process. */
const catallaxy = (words: readonly string[], settings: { readonly cwd?: string }): Promise<Finished> =>
  started(words, { ...settings, alone: true });
const example = (name: string): string => readFileSync(join("examples", "plugin", name), "utf8");

test("everything that the example plugins bring holds the cases of its plug-in point", async () => {
  for (const [file, kinds] of [
    ["relay.ts", ["topology relay", "judge brief", "mechanism flat", "family sums", "report line"]],
    ["house.ts", ["provider parrot", "ledger folder"]],
  ] as const) {
    const { code, out } = await catallaxy(["conformance", join("examples", "plugin", file)], {});
    assert.equal(code, 0, out);
    for (const kind of kinds) assert.match(out, new RegExp(`^ok {3}${kind}: \\d+ cases of \\d+ held$`, "m"));
  }
});

test("the plugin on the page about extending holds its cases, and the experiment beside it runs", async () => {
  const folder = here("page");
  const page = readFileSync(join("docs", "extending.md"), "utf8");
  const [, plugin = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const [, lab = ""] = /^```yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];
  writeFileSync(join(folder, "second.ts"), plugin);
  writeFileSync(join(folder, "lab.yaml"), lab);
  const tried = await catallaxy(["conformance", "./second.ts"], { cwd: folder });
  assert.equal(tried.code, 0, tried.out);
  const run = await catallaxy(["run", "lab.yaml", "--allow-plugins", "--json", "--quiet"], { cwd: folder });
  assert.equal(run.code, 0, run.err);
  assert.deepEqual(
    (JSON.parse(run.out) as { topologies: { name: string }[] }).topologies.map(({ name }) => name),
    ["solo", "second"],
  );
});

test("a plugin that breaks its word fails by case, with exit code 1", async () => {
  const folder = here("broken");
  const broken = example("relay.ts")
    .replace("return { ok: true, ...answer };", 'throw new Error("out of breath");')
    .replace("deposit: 0 }", "deposit: -1 }")
    .replace("wrong: [`Answer: ${sum + 10}`", "wrong: [`Answer: ${sum}`");
  writeFileSync(join(folder, "plugin.ts"), broken);
  const { code, out } = await catallaxy(["conformance", "plugin.ts", "--json"], { cwd: folder });
  assert.equal(code, 1);
  const { kinds } = JSON.parse(out) as { kinds: { name: string; faults: string[] }[] };
  const faultsOf = (name: string): string => kinds.find((kind) => kind.name === name)?.faults.join("\n") ?? "";
  assert.match(faultsOf("relay"), /out of breath/);
  assert.match(faultsOf("flat"), /the deposit covers what the winner may owe: deposit -1, may owe 0/);
  assert.match(faultsOf("sums"), /its grader fails each wrong answer/);
  assert.equal(faultsOf("brief"), "");
});

test("an experiment runs a plugin's topology, mechanism and family from elsewhere, and its report is read without the plugin", async () => {
  const folder = here("used");
  cpSync(join("examples", "plugin"), folder, { recursive: true });
  const run = await catallaxy(["run", "lab.yaml", "--allow-plugins", "--json", "--quiet"], { cwd: folder });
  assert.equal(run.code, 0, run.err);
  const { topologies } = JSON.parse(run.out) as { topologies: { name: string; trials: number; passed: number }[] };
  assert.deepEqual(
    topologies.map(({ name, trials }) => [name, trials]),
    [
      ["solo", 12],
      ["relay", 12],
      ["market", 12],
    ],
  );
  assert.ok(topologies.every(({ passed }) => passed > 0));
  const line = await catallaxy(["report", "last", "--format", "line", "--plugin", "./relay.ts"], { cwd: folder });
  assert.match(line.out, /^solo \d+\.\d%, relay \d+\.\d%, market \d+\.\d%\n$/);
  const changed = example("relay.ts").replace("Improve on it", "Mend it");
  writeFileSync(join(folder, "relay.ts"), changed);
  const resumed = await catallaxy(["resume", "last", "--allow-plugins"], { cwd: folder });
  assert.notEqual(resumed.code, 0);
  assert.match(resumed.err, /"topology:relay" has changed since this run began/);
  rmSync(join(folder, "relay.ts"));
  const resumedWithout = await catallaxy(["resume", "last", "--allow-plugins"], { cwd: folder });
  assert.match(resumedWithout.err, /The plugin .*relay\.ts of the run .* cannot be loaded/);
});

test("kinds stand as objects in lab.config.ts, and a package is found where the file stands", async () => {
  const folder = here("objects");
  const installed = join(folder, "node_modules", "catallaxy-house");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), '{"name":"catallaxy-house","type":"module","exports":"./house.js"}');
  writeFileSync(
    join(installed, "house.js"),
    'export default { name: "house", reports: [{ name: "count", write: ({ topologies }) => String(topologies.length) }] };\n',
  );
  writeFileSync(
    join(folder, "lab.config.ts"),
    `import { defineConfig } from "catallaxy";
import { defineKind } from "catallaxy/topologies";
import { z } from ${JSON.stringify(pathToFileURL(join("node_modules", "zod", "index.js")).href)};
const echo = defineKind({
  name: "echo", gist: "says it again", description: "One call.", options: z.strictObject({ twice: z.boolean().default(false) }), formula: "1", sees: "the task", ignores: [],
  calls: () => ({ least: 1, most: 1 }),
  make: () => ({ name: "echo", solve: (task, desk) => desk.ask(desk.members[0].name, { purpose: "attempt", messages: [{ role: "user", text: task.prompt }], maxTokens: 400 }).then((reply) => (reply.ok ? { ok: true, text: reply.text, by: desk.members[0].name } : { ok: false, failure: reply.failure })) }),
});
export default defineConfig({
  plugins: ["catallaxy-house"],
  suite: [{ id: "a", prompt: "What is 2 + 2?", answer: "4" }],
  members: [{ name: "own", model: () => "4" }],
  topologies: [{ use: echo, options: { twice: true } }, { use: "market", options: { mechanism: { name: "nothing", told: "Nobody is paid.", payment: () => ({ onPass: 0, onFail: 0, deposit: 0 }) }, bidding: "track-record" } }],
  verifier: "none",
});
`,
  );
  const run = await catallaxy(["run", "--json", "--quiet"], { cwd: folder });
  assert.equal(run.code, 0, run.err);
  const { topologies } = JSON.parse(run.out) as { topologies: { name: string; passed: number }[] };
  assert.deepEqual(
    topologies.map(({ name, passed }) => [name, passed]),
    [
      ["echo", 1],
      ["market", 1],
    ],
  );
  const report = await catallaxy(["report", "last", "--format", "count", "--plugin", "catallaxy-house"], { cwd: folder });
  assert.equal(report.out, "2\n");
  const terminal = await catallaxy(["report", "last"], { cwd: folder });
  assert.equal(terminal.code, 0, terminal.err);
  assert.match(terminal.out, /echo/);
});

test("a plugin's ledger keeps runs at its address, and a plugin's models answer", async () => {
  const folder = here("ledger");
  writeFileSync(join(folder, "house.ts"), example("house.ts"));
  writeFileSync(
    join(folder, "lab.yaml"),
    "suite: tasks.yaml\nplugins: [./house.ts]\nmembers: [{ name: grey, model: parrot/grey }]\ntopologies: [solo]\nverifier: none\n",
  );
  writeFileSync(join(folder, "tasks.yaml"), 'tasks: [{ id: a, prompt: "Say the last line.\\nAnswer: 7", answer: "7" }]\n');
  const where = pathToFileURL(folder).href.replace(/^file:/, "folder:");
  // Nothing is written there yet: that is a ledger without past replies, which looking at a plan does not make.
  for (const look of [
    ["run", "lab.yaml", "--dry-run"],
    ["plan", "lab.yaml"],
  ])
    assert.equal((await catallaxy([...look, "--ledger", where, "--plugin", "./house.ts"], { cwd: folder })).code, 0);
  const planned = await catallaxy(["run", "lab.yaml", "--dry-run", "--allow-plugins"], { cwd: folder });
  assert.match(planned.out.replace(/\s+/g, " "), /Prices: the provider's own for parrot\/grey\./);
  assert.match(planned.out.replace(/\s+/g, " "), /grey asks parrot\/grey at an address of its provider's, with no key/);
  const card = await catallaxy(["prices", "--experiment", "lab.yaml", "--allow-plugins"], { cwd: folder });
  assert.match(card.out, /Price: stated by its provider\.\n.*\n +base +1\.00 +0\.00 /);
  assert.match(card.out, /Source: the provider parrot\./);
  const early = await catallaxy(["resume", "last", "--ledger", where, "--plugin", "./house.ts"], { cwd: folder });
  assert.match(early.err, /There is no ledger at/);
  assert.ok(!existsSync(join(folder, "runs.sqlite")));
  const run = await catallaxy(["run", "lab.yaml", "--ledger", where, "--plugin", "./house.ts", "--yes", "--json", "--quiet"], {
    cwd: folder,
  });
  assert.equal(run.code, 0, run.err);
  assert.equal((JSON.parse(run.out) as { topologies: { passed: number }[] }).topologies[0]?.passed, 1);
  const verified = await catallaxy(["verify", "last", "--ledger", where, "--plugin", "./house.ts"], { cwd: folder });
  assert.equal(verified.code, 0, verified.err);
  const without = await catallaxy(["verify", "last", "--ledger", where], { cwd: folder });
  assert.match(without.err, /The ledger folder:\/\/\.\.\. needs a plugin that brings "folder"/);
});

test("what is wrong in a plugin is said with its place", async () => {
  const folder = here("wrong");
  const faults: readonly (readonly [text: string, words: RegExp])[] = [
    ["export default 4;\n", /p\.mjs: wanted a plugin/],
    ['export default { name: "x" };\n', /the plugin "x" brings nothing/],
    ['export default { name: "x", topology: [] };\n', /a plugin has no field "topology"/],
    ['export default { name: "x", judges: {} };\n', /judges of the plugin "x" must be a list/],
    ['export default { name: "x", judges: [{ name: "a b" }] };\n', /judges\[0\] needs a name of letters/],
    ['export default { name: "x", judges: [{ name: "a" }] };\n', /judges\[0\]: the judge "a" has no method open/],
    [
      'export default { name: "x", reports: [], topologies: [{ name: "solo", make() {}, calls() {} }] };\n',
      /brings a topology named "solo"; Catallaxy has one of that name itself/,
    ],
  ];
  writeFileSync(join(folder, "lab.yaml"), "plugins: [./p.mjs]\nsuite: none\nmembers: []\ntopologies: []\n");
  for (const [text, words] of faults) {
    writeFileSync(join(folder, "p.mjs"), text);
    const { code, err } = await catallaxy(["check", "lab.yaml", "--allow-plugins"], { cwd: folder });
    assert.equal(code, 2, err);
    assert.match(err, words);
  }
});

test("no plugin that a YAML file or a stored run names is run unasked, and what would run is said", async () => {
  const folder = here("unasked");
  const installed = join(folder, "node_modules", "house");
  mkdirSync(installed, { recursive: true });
  const mark = join(folder, "RAN");
  const program = (name: string): string =>
    `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(mark)}, "");\nexport default { name: "${name}", reports: [{ name: "${name}", write: () => "" }] };\n`;
  const ran = (): boolean => {
    const did = existsSync(mark);
    rmSync(mark, { force: true });
    return did;
  };
  writeFileSync(join(installed, "package.json"), '{"name":"house","type":"module","exports":"./house.js"}');
  writeFileSync(join(installed, "house.js"), program("house"));
  writeFileSync(join(folder, "evil.mjs"), program("evil"));
  writeFileSync(join(folder, "evil.config.mjs"), program("config"));
  const rest = "suite: tasks.yaml\nmembers: [{ name: m, model: simulated/large }]\ntopologies: [solo]\nverifier: none\n";
  writeFileSync(join(folder, "lab.yaml"), `plugins: [./evil.mjs, house]\n${rest}`);
  writeFileSync(join(folder, "tasks.yaml"), 'tasks: [{ id: a, prompt: "What is 2 + 2?", answer: "4" }]\n');
  for (const command of [
    ["run", "lab.yaml"],
    ["run", "lab.yaml", "--dry-run"],
    ["run", "lab.yaml", "--yes"],
    ["plan", "lab.yaml"],
    ["check", "lab.yaml"],
    ["prices", "--experiment", "lab.yaml"],
  ]) {
    const { code, err } = await catallaxy(command, { cwd: folder });
    assert.equal(code, 2, err);
    assert.match(
      err.replace(/\s+/g, " "),
      /lab\.yaml names \.\/evil\.mjs, house, and plugins are programs.* add --allow-plugins to agree/,
      command.join(" "),
    );
    assert.ok(!ran(), command.join(" "));
  }
  assert.match((await catallaxy(["doctor"], { cwd: folder })).out.replace(/\s+/g, " "), /lab\.yaml names \.\/evil\.mjs, house/);
  assert.ok(!ran(), "doctor");
  for (const command of [["plan"], ["check"], ["run", "--dry-run"]]) {
    const { code, out } = await catallaxy([command[0] ?? "", "lab.yaml", "--allow-plugins", ...command.slice(1)], { cwd: folder });
    assert.equal(code, 0, out);
    assert.match(out.replace(/\s+/g, " "), /Plugins are programs, and these run: evil\.mjs, house\./);
    assert.ok(ran());
  }
  const named = ["--plugin", "./evil.mjs", "house"];
  const run = await catallaxy(["run", "lab.yaml", "--json", "--quiet", ...named], { cwd: folder });
  assert.equal(run.code, 0, run.err);
  ran();
  for (const command of [
    ["resume", "last"],
    ["regrade", "last"],
  ]) {
    const { code, err } = await catallaxy(command, { cwd: folder });
    assert.equal(code, 2, err);
    assert.match(err.replace(/\s+/g, " "), /The run \S+ names evil\.mjs, house, and plugins are programs.* add --allow-plugins/);
    assert.ok(!ran(), command.join(" "));
    assert.equal((await catallaxy([...command, ...named], { cwd: folder })).code, 0);
    ran();
  }
  writeFileSync(join(folder, "before.yaml"), `before: [./evil.config.mjs]\n${rest}`);
  const before = await catallaxy(["run", "before.yaml"], { cwd: folder });
  assert.match(before.err, /evil\.config\.mjs is a program, which no experiment may start/);
  assert.ok(!ran(), "before");
});
