import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { publint } from "publint";
import { unnamedTypes } from "./named-types.ts";
import { bareEnvironment, root, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const home = join(folder, "home");
const installed = join(home, "node_modules", "catallaxy");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  name: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
};

function ran(command: string, words: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, env: bareEnvironment(), encoding: "utf8", maxBuffer: 64_000_000 });
  return { code: status, out: stdout, err: stderr };
}
const node = (...words: string[]) => ran(process.execPath, words, home);

/** A copy of the clone is packed, so that building leaves nothing in it; what npm would install stands beside it by link. */
before(() => {
  const source = join(folder, "source");
  const kept = ran("git", ["ls-files", "-co", "--exclude-standard"], root).out.trim().split("\n");
  mkdirSync(source);
  for (const file of kept.filter((name) => existsSync(join(root, name)))) {
    mkdirSync(dirname(join(source, file)), { recursive: true });
    writeFileSync(join(source, file), readFileSync(join(root, file)));
  }
  symlinkSync(join(root, "node_modules"), join(source, "node_modules"), "junction");
  const packed = ran("npm", ["pack", "--silent", "--pack-destination", folder], source);
  assert.equal(packed.code, 0, packed.err + packed.out);
  mkdirSync(installed, { recursive: true });
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "no tarball");
  const opened = ran("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"], folder);
  assert.equal(opened.code, 0, opened.err);
  for (const name of Object.keys(manifest.dependencies)) {
    const place = join(home, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, "node_modules", name), place, "junction");
  }
  writeFileSync(join(home, "package.json"), JSON.stringify({ name: "home", private: true, type: "module" }));
});

test("the package runs the main experiment from an empty folder, with the figures of the clone", () => {
  const finished = node(join(installed, "dist", "cli", "main.js"), "run", "--json", "--quiet", "--repetitions", "1");
  assert.equal(finished.code, 0, finished.err);
  const clone = ran(
    process.execPath,
    ["--conditions=catallaxy-source", join(root, "src", "cli", "main.ts"), "run", "--json", "--quiet", "--repetitions", "1"],
    folder,
  );
  assert.equal(summaryOf(finished).tasks, 15);
  assert.equal(summaryOf(finished).digest, summaryOf(clone).digest);
});

test("the package replays recorded outcomes, and what it writes for a start runs", () => {
  const main = join(installed, "dist", "cli", "main.js");
  const recorded = node(main, "run", "recorded/strangeloopcanon", "--json", "--quiet");
  assert.equal(recorded.code, 0, recorded.err);
  assert.equal(summaryOf(recorded).world, "recorded");
  const written = node(main, "init", "lab");
  assert.equal(written.code, 0, written.err);
  const own = node(main, "run", join("lab", "lab.config.ts"), "--json", "--quiet");
  assert.equal(own.code, 0, own.err);
  assert.equal(summaryOf(own).tasks, 3);
  const told = /^# yaml-language-server: \$schema=(.+)$/m.exec(readFileSync(join(home, "lab", "tasks.yaml"), "utf8"))?.[1] ?? "none";
  assert.equal(told, "../node_modules/catallaxy/suites/schema.json");
  assert.ok(existsSync(join(home, "lab", told)));
});

test("every list, the doctor and the help find their data in the package", () => {
  const main = join(installed, "dist", "cli", "main.js");
  for (const words of [
    ["list", "topologies"],
    ["list", "suites"],
    ["list", "models"],
    ["list", "judges"],
    ["list", "experiments"],
    ["doctor"],
    ["run", "--help"],
  ]) {
    const { code, out, err } = node(main, ...words);
    assert.deepEqual([code, err], [0, ""], words.join(" "));
    assert.ok(out.length > 100);
  }
});

test("every subpath is importable, exports something, and has types", () => {
  const subpaths = Object.entries(manifest.exports).filter(([name]) => name !== "./package.json");
  assert.ok(subpaths.length > 5);
  for (const [name, target] of subpaths) {
    assert.ok(typeof target !== "string" && existsSync(join(installed, target.types)), `${name} has no types`);
    const specifier = name.replace(/^\./, "catallaxy");
    const script = `const names = Object.keys(await import(${JSON.stringify(specifier)})); if (names.length === 0) process.exit(3);`;
    const { code, err } = node("--input-type=module", "-e", script);
    assert.equal(code, 0, `${specifier}: ${err}`);
  }
});

test("every type that a public declaration names can be imported from the package", () => {
  const entries = Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [] : [join(installed, target.types)]));
  assert.deepEqual(unnamedTypes(entries), []);
  // Of one entry alone much is left that others export: the walk sees what is named.
  assert.ok(unnamedTypes(entries.slice(1, 2)).includes("Desk of types.d.ts, named by TopologyFunction"));
});

test("a program that uses the package's types compiles, with library checks on and no types of its own, and a wrong one does not", () => {
  const sound = `import { defineConfig, type Topology } from "catallaxy";\nimport { wilson } from "catallaxy/statistics";\nconst mine: Topology = { name: "mine", solve: async (task, desk) => ({ ok: true, text: task.prompt, by: desk.members[0]?.name ?? "" }) };\nexport default defineConfig({ suite: "x", members: [{ name: "a", model: "simulated/large" }], topologies: [mine.name] });\nexport { wilson };\n`;
  const names = node("--input-type=module", "-e", 'console.log(Object.keys(await import("catallaxy/statistics"))[0])').out.trim();
  writeFileSync(join(home, "sound.ts"), sound.replaceAll("wilson", names));
  writeFileSync(
    join(home, "wrong.ts"),
    'import { defineConfig } from "catallaxy";\nexport default defineConfig({ suite: 3, members: [], topologies: [] });\n',
  );
  const tsc = join(root, "node_modules", ".bin", "tsc");
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--module", "nodenext", "--target", "es2024", "--types", ""];
  const all = Object.keys(manifest.exports).filter((name) => name !== "./package.json");
  const lines = all.map((name, index) => `export * as part${index} from "${name.replace(/^\./, "catallaxy")}";`);
  writeFileSync(join(home, "all.ts"), lines.join("\n"));
  const whole = ran(tsc, [...flags, "all.ts"], home);
  assert.equal(whole.code, 0, whole.out);
  const compiled = ran(tsc, [...flags, "sound.ts"], home);
  assert.equal(compiled.code, 0, compiled.out);
  assert.notEqual(ran(tsc, [...flags, "wrong.ts"], home).code, 0);
});

test("the package carries no tests, no fixtures and no ledgers, and publint finds nothing wrong", async () => {
  const files = globSync("**/*", { cwd: installed });
  assert.deepEqual(
    files.filter((name) => /\.test\.|\.sqlite|\.tgz$|(^|[/\\])fixtures[/\\]/.test(name)),
    [],
  );
  assert.ok(files.includes("LICENSE") && files.includes("README.md"));
  const { messages } = await publint({ pkgDir: installed, level: "error" });
  assert.deepEqual(messages, []);
});
