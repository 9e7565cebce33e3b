import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { z } from "zod";
import { fakeDesk } from "../../calls/fake-desk.ts";
import type { Answer, Task } from "../../types.ts";
import { generate } from "../../tasks/index.ts";
import { UserError } from "../../util/bug.ts";
import { itemAt, keepItem, type Plugin, registries, usePlugin } from "./plugin.ts";
import { loadNamedPlugins, loadPlugins, pluginNotes, pluginOf, reloadPlugins, standInPlugins } from "./load-plugins.ts";
import { standInFor } from "./plugin-stand-ins.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-load-plugins-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const lab = join(folder, "lab.yaml");
const family = (name: string): string => `{ name: "${name}", category: "${name}", make: () => ({}) }`;
const moduleOf = (file: string, ...families: string[]): string => {
  const path = join(folder, file);
  writeFileSync(path, `export default { name: "${file}", families: [${families.map(family).join(", ")}] };\n`);
  return path;
};
const named = (addresses: readonly string[]): (string | undefined)[] =>
  addresses.map((address) => itemAt(address)?.name ?? relative(folder, address));
const refusal = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown));
    return thrown.message.replaceAll(`${folder}/`, "");
  }
  return "";
};

test("plugins that code names are loaded, files by their whole paths, objects by their items, each once", async () => {
  moduleOf("one.mjs", "one-a", "one-b");
  const object: Plugin = { name: "object", families: [{ name: "object-a", category: "c", make: () => ({}) } as never] };
  const kept = await loadPlugins(["./one.mjs", object, "./one.mjs"], lab);
  assert.deepEqual(named(kept), ["one.mjs", "one-a", "one-b", "object-a"]);
  assert.ok(registries.families.all.some(({ name }) => name === "one-b"));
  // An address of what is kept already stands as it is.
  assert.deepEqual(await loadPlugins(kept.slice(1), lab), kept.slice(1));
  assert.equal(
    await refusal(() => loadPlugins([7], "lab.yaml")),
    "lab.yaml: plugins[0]: wanted a plugin, { name, topologies | judges | providers | mechanisms | families | ledgers | reports }; got none. Write `export default definePlugin({ ... })`.",
  );
});

test("plugins that data names run only when somebody agrees, who is asked once for all and never again", async () => {
  moduleOf("two.mjs", "two-a");
  moduleOf("three.mjs", "three-a");
  assert.equal(
    await refusal(() => loadNamedPlugins(["./two.mjs"], lab)),
    "lab.yaml names ./two.mjs, and a plugin is a program, which runs as it is loaded, with all that you may do. Read it, then add --allow-plugins to agree.",
  );
  assert.match(
    await refusal(() => loadNamedPlugins(["./two.mjs", "./three.mjs"], lab)),
    /^lab\.yaml names \.\/two\.mjs, \.\/three\.mjs, and plugins are programs, which run as they are loaded, with all that you may do\. Read them, then add/,
  );
  assert.ok(!registries.families.all.some(({ name }) => name === "two-a"));
  const asked: unknown[] = [];
  const agrees = { plugins: (modules: readonly string[], by: string) => void asked.push([modules, by]) };
  const kept = await loadNamedPlugins(["./two.mjs", "./three.mjs"], lab, agrees);
  assert.deepEqual(named(kept), ["two.mjs", "two-a", "three.mjs", "three-a"]);
  assert.deepEqual(await loadNamedPlugins(["./two.mjs", ...kept.slice(1, 2)], lab, agrees), kept.slice(0, 2));
  assert.deepEqual(asked, [[["./two.mjs", "./three.mjs"], lab]]);
  // A module that code named is allowed as well; a package is another one in each folder.
  moduleOf("four.mjs", "four-a");
  await loadPlugins(["./four.mjs"], lab);
  await loadNamedPlugins(["./four.mjs"], lab);
  assert.match(await refusal(() => loadNamedPlugins(["a-package"], lab)), /^lab\.yaml names a-package, and/);
});

test("a plugin that is not there, is a link out of the folder or no plugin is refused by its name", async () => {
  assert.match(await refusal(() => loadPlugins(["./gone.mjs"], lab)), /^There is no plugin gone\.mjs\./);
  assert.match(
    await refusal(() => loadPlugins(["no-such-package"], lab)),
    /^There is no package "no-such-package" where lab\.yaml stands\. Install it there \(`npm install no-such-package`\), or give the path of a file, as in \.\/plugin\.ts\.$/,
  );
  const outside = mkdtempSync(join(tmpdir(), "catallaxy-outside-"));
  after(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(join(outside, "p.mjs"), "export default { name: 'x' };\n");
  symlinkSync(join(outside, "p.mjs"), join(folder, "link.mjs"));
  assert.match(await refusal(() => loadPlugins(["./link.mjs"], lab)), /symbolic link out of the folder/);
  writeFileSync(join(folder, "empty.mjs"), "export const other = 1;\n");
  assert.match(
    await refusal(() => loadPlugins(["./empty.mjs"], lab)),
    /^empty\.mjs has no default export\. Write `export default definePlugin\(/,
  );
  writeFileSync(join(folder, "bare.mjs"), "export default { name: 'bare' };\n");
  assert.match(await refusal(() => pluginOf("bare.mjs", lab)), /^bare\.mjs: the plugin "bare" brings nothing\./);
});

test("a package that is installed beside the file is a plugin by its name", async () => {
  mkdirSync(join(folder, "node_modules", "my-plugin"), { recursive: true });
  writeFileSync(join(folder, "node_modules", "my-plugin", "package.json"), '{"name":"my-plugin","type":"module","main":"index.js"}');
  writeFileSync(
    join(folder, "node_modules", "my-plugin", "index.js"),
    `export default { name: "my-plugin", families: [${family("packaged")}] };\n`,
  );
  assert.equal((await pluginOf("my-plugin", lab)).name, "my-plugin");
  assert.deepEqual(named(await loadPlugins(["my-plugin"], lab)).at(-1), "packaged");
  writeFileSync(join(folder, "node_modules", "my-plugin", "broken.js"), "throw new Error('on purpose');\n");
  assert.match(await refusal(() => pluginOf("my-plugin/broken", lab)), /my-plugin\/broken/);
});

test("a package of TypeScript is told that packages publish JavaScript", async () => {
  const home = join(folder, "typed");
  const installed = join(home, "node_modules", "typed-kinds");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), '{"name":"typed-kinds","type":"module","exports":"./kinds.ts"}');
  writeFileSync(join(installed, "kinds.ts"), "const name: string = 'typed-kinds';\nexport default { name, families: [] };\n");
  for (const named of ["typed-kinds", "./node_modules/typed-kinds/kinds.ts"]) {
    const words = await refusal(() => loadPlugins([named], join(home, "lab.yaml")));
    assert.match(
      words,
      /kinds\.ts is TypeScript, which Node does not run below node_modules\. A package publishes JavaScript: build it/,
      named,
    );
  }
});

test("the programs that an experiment named are said, by their way from here", () => {
  assert.deepEqual(
    [pluginNotes({}), pluginNotes({ plugins: [] }), pluginNotes({ plugins: ["function:family:x#0123456789ab"] })],
    [[], [], []],
  );
  assert.deepEqual(pluginNotes({ plugins: [join(process.cwd(), "in", "p.ts"), "pack", process.cwd()] }), [
    `Plugins are programs, and these run: in/p.ts, pack, ${process.cwd()}.`,
  ]);
});

test("a stored run's plugins are loaded anew when somebody agrees; one that is gone is told with its run", async () => {
  const path = moduleOf("five.mjs", "five-a");
  const record = (plugins: readonly string[]) => ({ id: "r-1", config: { experiment: { plugins: [...plugins] } } }) as never;
  assert.match(await refusal(() => reloadPlugins(record([path]))), /^The run r-1 names .*five\.mjs, and a plugin is a program/);
  const agrees = { plugins: () => {} };
  await reloadPlugins(record([path, "function:family:five-a#0123456789ab"]), agrees);
  assert.ok(registries.families.all.some(({ name }) => name === "five-a"));
  assert.match(
    await refusal(() => reloadPlugins(record([join(folder, "gone.mjs")]), agrees)),
    /^The plugin gone\.mjs of the run r-1 cannot be loaded: There is no plugin gone\.mjs\./,
  );
  await reloadPlugins({ id: "r-2", config: {} });
});

test("what is not loaded of a stored run stands by its name: it can be read about, and neither run nor asked", async () => {
  const item = (what: string, name: string): string => `function:${what}:${name}#0123456789ab`;
  const plugins = [
    item("topology", "far-t"),
    item("judge", "far-j"),
    item("mechanism", "far-m"),
    item("provider", "far-p"),
    item("family", "far-f"),
    item("report", "far-r"),
  ];
  standInPlugins({ config: { configFile: "lab.yaml", experiment: { plugins: ["far-package", ...plugins, "module.ts"] } } });
  const found = (point: keyof typeof registries, name: string) => registries[point].all.find((one) => one.name === name) as never;
  const words = (what: string, name: string): string =>
    `The ${what} "${name}" of this run is a plugin's, which is not loaded. Add --plugin far-package.`;
  const kind = found("topologies", "far-t") as {
    description: string;
    calls: () => unknown;
    ignores: unknown;
    make: () => { name: string; solve: () => Promise<unknown> };
    options: z.ZodType;
  };
  const unsupported = (why: string) => ({ ok: false, failure: { code: "unsupported", message: why } });
  assert.deepEqual(
    [kind.description, kind.calls(), kind.ignores, kind.make().name],
    [words("topology", "far-t"), { least: 0, most: 0 }, [], "far-t"],
  );
  assert.deepEqual(await kind.make().solve(), unsupported(words("topology", "far-t")));
  assert.equal(kind.options.safeParse({ any: 1 }).success, true);
  const judge = found("judges", "far-j") as { needs: unknown; open: () => { judge: () => Promise<unknown> } };
  assert.deepEqual([judge.needs, await judge.open().judge()], [[], unsupported(words("judge", "far-j"))]);
  const mechanism = found("mechanisms", "far-m") as { payment: () => unknown };
  assert.equal(await refusal(() => mechanism.payment()), words("mechanism", "far-m"));
  const provider = found("providers", "far-p") as { forcesShape: boolean; load: () => Promise<unknown> };
  assert.equal(provider.forcesShape, false);
  assert.equal(await refusal(() => provider.load()), words("provider", "far-p"));
  // Whatever is asked of its tasks, what is missing is said; reports are needed for nothing that is read.
  const asked = { n: 1, seed: 1, families: ["far-f"], difficulty: 9, parts: 3 };
  assert.equal(await refusal(() => generate(asked)), words("family", "far-f"));
  assert.equal(found("reports", "far-r"), undefined);
  standInPlugins({ config: { configFile: "lab.config.ts", experiment: { plugins: ["some-package", item("family", "far-g")] } } });
  assert.match(await refusal(() => generate({ ...asked, families: ["far-g"] })), /Add --plugin lab\.config\.ts\.$/);
  standInPlugins({ config: { experiment: { plugins: [item("family", "far-h")] } } });
  assert.match(await refusal(() => generate({ ...asked, families: ["far-h"] })), /Name its module with --plugin <module>\.$/);
  const before = registries.topologies.all.length;
  standInFor({ point: "topologies", name: "solo" });
  standInFor({ point: "topologies", name: "far-t" });
  assert.equal(registries.topologies.all.length, before);
  // A plugin that comes later takes the place of its stand-in.
  usePlugin({ name: "late", topologies: [{ ...(kind as object), name: "far-t", description: "loaded" }] }, "p.ts");
  assert.equal((found("topologies", "far-t") as { description: string }).description, "loaded");
});

const task: Task = { id: "t", category: "c", prompt: "p", grader: { kind: "exact", answer: "1" } };
const answer: Answer = { text: "1", by: "m" };

test("what a plugin's topology or judge throws is a failure that names it, and what it gives back is left as it is", async () => {
  const thrown = (): never => {
    throw new Error("on purpose");
  };
  usePlugin(
    {
      name: "guarded",
      topologies: [
        { name: "throws-t", calls: () => ({ least: 0, most: 0 }), make: () => ({ name: "throws-t", solve: thrown }) },
        {
          name: "works-t",
          calls: () => ({ least: 0, most: 0 }),
          make: () => ({ name: "works-t", solve: async () => ({ ok: true, text: "1", by: "m" }) }),
        },
      ],
      judges: [
        { name: "throws-j", open: () => ({ name: "throws-j", judge: thrown }) },
        { name: "works-j", open: () => ({ name: "works-j", judge: async () => ({ ok: true, passed: true, score: 1, why: "yes" }) }) },
      ],
    },
    "p.ts",
  );
  const { desk } = fakeDesk({ members: {} });
  const made = (name: string) =>
    (
      registries.topologies.all.find((one) => one.name === name) as never as {
        make: (options: unknown) => { solve: (...given: unknown[]) => Promise<unknown> };
      }
    ).make({});
  const opened = (name: string) =>
    (
      registries.judges.all.find((one) => one.name === name) as never as {
        open: () => { judge: (...given: unknown[]) => Promise<unknown> };
      }
    ).open();
  const failure = async (work: Promise<unknown>): Promise<{ code: string; message: string }> =>
    ((await work) as { failure: { code: string; message: string } }).failure;
  assert.match((await failure(made("throws-t").solve(task, desk))).message, /throws-t.*on purpose/s);
  const judged = await failure(opened("throws-j").judge(task, answer, desk));
  assert.match(judged.message, /judge "throws-j" of guarded.*on purpose/s);
  assert.deepEqual(await opened("works-j").judge(task, answer, desk), { ok: true, passed: true, score: 1, why: "yes" });
  assert.equal(((await made("works-t").solve(task, desk)) as { text?: string }).text, "1");
});

test("an item is known by its name and its source: code, values and schemas, at any depth and in a ring", () => {
  const address = (item: object): string => keepItem("families", { name: "k", ...item });
  const base = address({ n: 1, make: () => 1 });
  assert.match(base, /^function:family:k#[0-9a-f]{12}$/);
  assert.equal(address({ n: 1, make: () => 1 }), base);
  const others = [
    address({ n: 2, make: () => 1 }),
    address({ n: 1, make: () => 2 }),
    address({ m: 1, make: () => 1 }),
    address({ n: 1, make: () => 1, inner: { deep: [1] } }),
    address({ n: 1, make: () => 1, inner: { deep: [2] } }),
    address({ n: 1, make: () => 1, options: z.strictObject({ a: z.number() }) }),
    address({ n: 1, make: () => 1, options: z.strictObject({ a: z.string() }) }),
    address({ n: null, make: () => 1 }),
  ];
  assert.equal(new Set([base, ...others]).size, others.length + 1);
  const ring: { self?: object } = {};
  ring.self = ring;
  assert.equal(address({ ring }), address({ ring }));
});
