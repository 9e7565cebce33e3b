import assert from "node:assert/strict";
import { chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { z } from "zod";
import { UserError } from "../../util/bug.ts";
import { beside } from "./beside.ts";
import { importConfig, importPackage } from "./import-config.ts";
import { keepKinds } from "./keep-kinds.ts";
import { check } from "./load-experiment.ts";
import { itemAt, registries, usePlugin } from "./plugin.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-keep-kinds-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const refusal = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown));
    return thrown.message.replaceAll(`${folder}/`, "");
  }
  return "";
};

test("kinds that stand in a configuration as objects are registered and stand by their names, their addresses among the plugins", () => {
  const none = () => ({});
  const kinds = {
    topology: { name: "own-topology", make: none, calls: none },
    judge: { name: "own-judge", open: none, options: z.unknown() },
    mechanism: { name: "own-mechanism", payment: none },
    family: { name: "own-family", make: none, category: "c" },
  };
  const kept = keepKinds(
    {
      topologies: ["solo", { use: kinds.topology, options: { mechanism: kinds.mechanism } }],
      verifier: { kind: kinds.judge, strict: true },
      generate: { families: [kinds.family, "counting"] },
      plugins: ["./p.ts"],
    },
    "lab.config.ts",
  ) as Record<string, unknown>;
  const { plugins, ...rest } = kept;
  assert.deepEqual(rest, {
    topologies: ["solo", { use: "own-topology", options: { mechanism: "own-mechanism" } }],
    verifier: { kind: "own-judge", strict: true },
    generate: { families: ["own-family", "counting"] },
  });
  const [module, ...addresses] = plugins as string[];
  assert.equal(module, "./p.ts");
  assert.deepEqual(
    addresses.map((address) => itemAt(address)),
    [
      { point: "topologies", name: "own-topology" },
      { point: "mechanisms", name: "own-mechanism" },
      { point: "judges", name: "own-judge" },
      { point: "families", name: "own-family" },
    ],
  );
  for (const [point, name] of [
    ["topologies", "own-topology"],
    ["judges", "own-judge"],
    ["mechanisms", "own-mechanism"],
    ["families", "own-family"],
  ] as const)
    assert.ok(
      registries[point].all.some((one) => one.name === name),
      name,
    );
  // The same kind in two places is one plugin.
  const twice = keepKinds({ topologies: [{ use: kinds.topology }, { use: kinds.topology, name: "again" }] }, "lab.config.ts") as {
    plugins: string[];
  };
  assert.equal(twice.plugins.length, 1);
});

test("what is no kind is left as it is, and a configuration without one is given back itself", () => {
  class Kind {
    name = "instance";
    make = () => ({});
    calls = () => ({});
  }
  const configurations: unknown[] = [
    7,
    null,
    undefined,
    "text",
    [1],
    new Kind(),
    { topologies: ["solo", { use: "solo", options: { n: 1, list: [null, 2] } }] },
    { topologies: [new Kind()], instance: { use: new Kind() } },
    {
      a: { name: "x", make: () => ({}) },
      b: { name: "y", open: () => ({}) },
      c: { name: 7, payment: () => ({}) },
      d: { make: () => ({}), calls: () => ({}) },
    },
    { a: { name: "x", calls: () => ({}) }, b: { name: "x", category: "c" }, c: { name: "x", options: 1 } },
  ];
  for (const value of configurations) assert.equal(keepKinds(value, "lab.config.ts"), value);
});

const plain = { members: [{ name: "a", model: "x/y" }], topologies: ["solo"] };
const own = (more: object) => check({ suite: "coase-hayek", ...plain, ...more }, "x");

test("paths of an experiment are meant from where its file stands, those of firms' members too; what is no file stays a name", () => {
  const lab = join(folder, "in", "lab.yaml");
  mkdirSync(join(folder, "in"));
  for (const [name, text] of [
    ["tasks.yaml", "tasks: []"],
    ["outcomes.csv", "item,model,passed"],
    ["world.json", '{ "prices": { "a": 1 }, "items": "score" }'],
    ["keys.env", "A=1"],
  ] as const)
    writeFileSync(join(folder, "in", name), text);
  const at = (name: string): string => join(folder, "in", name);
  assert.equal(beside(own({ suite: "tasks.yaml" }), lab).suite, at("tasks.yaml"));
  assert.equal(beside(own({ suite: "recorded/outcomes.csv" }), lab).suite, `recorded/${at("outcomes.csv")}`);
  for (const suite of ["coase-hayek", "recorded/zeroeval", "inline", "gone.yaml", "recorded/", ""])
    assert.equal(beside(own({ suite }), lab).suite, suite);
  const inner = { name: "b", model: "x/y", settings: { ca: "b.pem" } };
  const members = [
    { name: "a", model: "x/y", settings: { ca: "a.pem", timeoutMs: 1 } },
    { name: "firm", firm: { topology: "solo", members: [inner] } },
  ];
  const {
    ca,
    members: made,
    judges,
    envFile,
    world,
    worldFile,
  } = beside(
    own({ members, judges: [inner], ca: "ca.pem", envFile: "keys.env", worldFile: "world.json", world: { items: "choose" } }),
    lab,
  );
  const whole = { name: "b", model: "x/y", settings: { ca: at("b.pem") } };
  assert.deepEqual([ca, judges, envFile], [at("ca.pem"), [whole], at("keys.env")]);
  assert.deepEqual(made, [
    { ...members[0], settings: { ca: at("a.pem"), timeoutMs: 1 } },
    { name: "firm", firm: { topology: "solo", members: [whole] } },
  ]);
  // What stands in the experiment goes before its file of settings, of which the run keeps a copy.
  assert.deepEqual([world, worldFile], [{ prices: { a: 1 }, items: "choose" }, undefined]);
  const bare = beside(own({}), lab);
  assert.deepEqual(
    ["ca", "envFile", "worldFile"].filter((field) => field in bare),
    [],
  );
  writeFileSync(at(".env"), "A=1");
  assert.equal(beside(own({}), lab).envFile, at(".env"));
});

test("files that an experiment names and that are not there, or are none, are refused", async () => {
  const lab = join(folder, "lab.yaml");
  const told = (more: object) => refusal(() => beside(own(more), lab));
  assert.equal(await told({ envFile: "gone.env" }), "Wanted the variables in gone.env, which envFile names; there is no such file.");
  assert.match(await told({ worldFile: "gone.json" }), /^gone\.json: this file cannot be read/);
  for (const [text, words] of [
    ["[1]", /^Wanted an object with settings of a world in world\.json\. `catallaxy fit --write` makes one\.$/],
    ["null", /^Wanted an object/],
    ["7", /^Wanted an object/],
    ["{", /^Wanted the settings of a world in world\.json: /],
  ] as const) {
    writeFileSync(join(folder, "world.json"), text);
    assert.match(await told({ worldFile: "world.json" }), words);
  }
  const outside = mkdtempSync(join(tmpdir(), "catallaxy-outside-"));
  after(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(join(outside, "w.json"), "{}");
  symlinkSync(join(outside, "w.json"), join(folder, "link.json"));
  assert.match(await told({ worldFile: "link.json" }), /symbolic link out of the folder/);
  assert.match(await told({ suite: "link.json" }), /symbolic link out of the folder/);
});

const administrator = process.getuid?.() === 0;
const stranger = 54_321;

test("code that another user owns, or that another user's link leads to, runs only when somebody agrees", {
  skip: !administrator && "needs to give files away",
}, async () => {
  const theirs = join(folder, "theirs.mjs");
  writeFileSync(theirs, "export default { name: 'theirs' };\n");
  chownSync(theirs, stranger, stranger);
  const words = (name: string): string =>
    `${name} belongs to another user (id ${stranger}), and loading it runs its code. Read it, then add --yes to agree or make a copy of your own.`;
  assert.equal(await refusal(() => importConfig(theirs)), words("theirs.mjs"));
  const asked: unknown[] = [];
  assert.deepEqual(await importConfig(theirs, { foreign: (path, owner) => void asked.push([path, owner]) }), { name: "theirs" });
  assert.deepEqual(asked, [[theirs, stranger]]);
  // Who made the link chose which file runs; a link in the name of a folder counts as well, and so does the file behind one's own link.
  writeFileSync(join(folder, "mine.mjs"), "export default { name: 'mine' };\n");
  symlinkSync("mine.mjs", join(folder, "their-link.mjs"));
  lchownSync(join(folder, "their-link.mjs"), stranger, stranger);
  assert.equal(await refusal(() => importConfig(join(folder, "their-link.mjs"))), words("their-link.mjs"));
  mkdirSync(join(folder, "real"));
  writeFileSync(join(folder, "real", "c.mjs"), "export default { name: 'c' };\n");
  symlinkSync(join(folder, "real"), join(folder, "their-folder"));
  lchownSync(join(folder, "their-folder"), stranger, stranger);
  assert.equal(await refusal(() => importConfig(join(folder, "their-folder", "c.mjs"))), words("their-folder/c.mjs"));
  symlinkSync(theirs, join(folder, "my-link.mjs"));
  assert.equal(await refusal(() => importConfig(join(folder, "my-link.mjs"))), words("my-link.mjs"));
  symlinkSync("mine.mjs", join(folder, "own-link.mjs"));
  assert.deepEqual(await importConfig(join(folder, "own-link.mjs")), { name: "mine" });
  // Who became the administrator by sudo owns his files still.
  process.env["SUDO_UID"] = String(stranger);
  try {
    assert.deepEqual(await importConfig(theirs), { name: "theirs" });
  } finally {
    delete process.env["SUDO_UID"];
  }
  mkdirSync(join(folder, "node_modules", "their-package"), { recursive: true });
  writeFileSync(join(folder, "node_modules", "their-package", "package.json"), '{"name":"their-package","type":"module","main":"i.js"}');
  const entry = join(folder, "node_modules", "their-package", "i.js");
  writeFileSync(entry, "export default 7;\n");
  chownSync(entry, stranger, stranger);
  assert.match(
    await refusal(() => importPackage("their-package", join(folder, "lab.yaml"))),
    /their-package\/i\.js belongs to another user/,
  );
  assert.equal(await importPackage("their-package", join(folder, "lab.yaml"), { foreign: () => {} }), 7);
});

test("a configuration that is no file, or exports nothing, is refused; what it exports is unwrapped where it was compiled", async () => {
  assert.equal(await refusal(() => importConfig(folder)), `${folder}: wanted a file with an experiment; it is none.`);
  const of = async (name: string, text: string, what?: string): Promise<unknown> => {
    writeFileSync(join(folder, name), text);
    return importConfig(join(folder, name), {}, what);
  };
  const nothing = (name: string, define: string): string =>
    `${name} has no default export. Write \`export default ${define}({ ... })\` (CommonJS: \`module.exports = ...\`).`;
  assert.equal(await refusal(() => of("none.mjs", "export const a = 1;\n")), nothing("none.mjs", "defineConfig"));
  assert.equal(await refusal(() => of("none.cjs", "exports.x;\n", "plugin")), nothing("none.cjs", "definePlugin"));
  assert.deepEqual(await of("compiled-two.cjs", "exports.__esModule = true;\nexports.default = { a: 1 };\n"), { a: 1 });
  assert.deepEqual(await of("more.cjs", "exports.default = { a: 1 };\nexports.b = 2;\n"), { default: { a: 1 }, b: 2 });
});

test("an object that a plugin brings and that stands in a configuration too is one kind; another object of its name is refused", async () => {
  const payment = () => ({ onPass: 0, onFail: 0, deposit: 0 });
  const shared = { name: "shared-mechanism", told: "nothing", payment };
  const plugin = { name: "bringer", mechanisms: [shared] };
  const [address = ""] = usePlugin(plugin, "bringer");
  const named = (mechanism: object) =>
    keepKinds({ topologies: [{ use: "market", options: { mechanism } }], plugins: ["bringer", address] }, "a.ts");
  assert.deepEqual(named(shared), {
    topologies: [{ use: "market", options: { mechanism: "shared-mechanism" } }],
    plugins: ["bringer", address],
  });
  // The other way round, from another plugin, and again from the same one.
  assert.deepEqual(usePlugin({ name: "other-bringer", mechanisms: [shared] }, "other"), [address]);
  assert.deepEqual(usePlugin(plugin, "bringer"), [address]);
  assert.equal(registries.mechanisms.all.filter(({ name }) => name === "shared-mechanism").length, 1);
  assert.match(await refusal(() => named({ ...shared })), /the plugin "bringer" brings one of that name too/);
  // Once its plugin brings another in its place, the former one is a stranger.
  usePlugin({ name: "bringer", mechanisms: [{ ...shared, told: "still nothing" }] }, "bringer");
  assert.match(await refusal(() => named(shared)), /the plugin "bringer" brings one of that name too/);
});

test("a provider of models stands where a member's model would, alone for the model of the member's name, or with a name", () => {
  const provider = { name: "own-provider", homes: [], keys: [], load: () => assert.fail() };
  const kept = keepKinds(
    {
      members: [
        { name: "a", model: provider, price: "free" },
        { name: "b", model: { provider, name: "big/one" } },
        { name: "f", firm: { topology: "solo", members: [{ name: "c", model: { provider } }] } },
        { name: "own", model: "simulated/large" },
        { name: "odd", model: { name: "x" } },
      ],
    },
    "lab.config.ts",
  ) as { members: unknown; plugins: string[] };
  assert.deepEqual(kept.members, [
    { name: "a", model: "own-provider/a", price: "free" },
    { name: "b", model: "own-provider/big/one" },
    { name: "f", firm: { topology: "solo", members: [{ name: "c", model: "own-provider/c" }] } },
    { name: "own", model: "simulated/large" },
    { name: "odd", model: { name: "x" } },
  ]);
  assert.deepEqual(kept.plugins.map(itemAt), [{ point: "providers", name: "own-provider" }]);
});
