import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { test } from "node:test";

const stages = ["tasks", "models", "calls", "topologies", "market", "valuation", "judges", "sandbox", "ledger", "statistics", "report"];
/** What each folder may import beside itself, `types`, `summary` and `util`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(stages.map((stage) => [stage, []])),
  util: [],
  topologies: ["market", "valuation"],
  market: ["valuation"],
  lab: stages,
  server: ["lab"],
  exchange: ["lab"],
  cli: ["lab"],
  index: ["calls", "lab", "ledger"],
};

const files = globSync("src/**/*.ts").filter((file) => !file.endsWith(".test.ts") && !file.includes("fixtures"));
const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) =>
    normalize(join(dirname(file), match[1] ?? "")),
  );
const folderOf = (file: string): string => (file.split(sep)[1] ?? "").replace(/\.ts$/, "");

test("stages import nouns and leaf functions, never one another", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .map(folderOf)
      .filter((target) => !["types", "summary", "util", folderOf(file), ...(allowed[folderOf(file)] ?? [])].includes(target))
      .map((target) => `${file} -> ${target}`),
  );
  assert.deepEqual(wrong, []);
});

/** The rooms of the lab, each with those that it may import before it. */
const rooms = [
  "experiment",
  "plan",
  "trials",
  "record",
  "search",
  "estimate",
  "analysis",
  "audit",
  "run",
  "map",
  "decide",
  "edges",
  "solve",
];

test("each room of the lab imports rooms before it, and no file stands outside them", () => {
  const inLab = files.filter((file) => file.startsWith(join("src", "lab") + sep) && file !== join("src", "lab", "index.ts"));
  const roomOf = (file: string): number => rooms.indexOf(file.split(sep)[2] ?? "");
  assert.deepEqual(
    inLab.filter((file) => roomOf(file) === -1),
    [],
  );
  const back = inLab.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith(join("src", "lab") + sep) && roomOf(target) > roomOf(file))
      .map((target) => `${file} -> ${target}`),
  );
  assert.deepEqual(back, []);
  assert.deepEqual(
    [...new Set(inLab.map(roomOf))].toSorted((one, other) => one - other),
    [...rooms.keys()],
  );
});

test("the nouns import nothing", () => {
  assert.deepEqual(importsOf(join("src", "types.ts")), []);
  assert.equal(/^import /m.test(readFileSync("src/types.ts", "utf8")), false);
});

test("no file sits in an import cycle, type imports included", () => {
  const graph = new Map(files.map((file) => [file, importsOf(file)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  assert.deepEqual(cycles, []);
});

test("every relative import ends in .ts and exists", () => {
  const known = new Set(globSync("src/**/*.ts"));
  assert.deepEqual(
    files.flatMap((file) => importsOf(file).filter((target) => !known.has(target) && !target.endsWith(".json"))),
    [],
  );
});

test("no bare error, no skipped test, no wall clock or unseeded chance in the stages", () => {
  const found = files.flatMap((file) => {
    // Programs for the sandbox stand in strings and may throw what they like.
    const text = readFileSync(file, "utf8").replaceAll(/`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"/gs, '""');
    const bare = /throw new (Type|Range)?Error\(/.test(text) ? [`${file}: bare error`] : [];
    const pure = ["topologies", "market", "valuation", "judges", "statistics", "report", "tasks", "calls"].includes(folderOf(file));
    const loose = pure && /\bDate\.now\(|\bMath\.random\(/.test(text) ? [`${file}: clock or chance`] : [];
    return [...bare, ...loose];
  });
  assert.deepEqual(found, []);
});

test("no test holds a stopwatch: how long something takes is measured by `npm run bench`", () => {
  const tests = globSync(["src/**/*.test.ts", "test/**/*.test.ts"]).filter((file) => !file.endsWith("layers.test.ts"));
  const watches = tests.filter((file) =>
    /performance\.now|hrtime|cpuUsage|Date\.now\(\) *[-<>]|(?<!=)[-<>] *Date\.now/.test(readFileSync(file, "utf8")),
  );
  assert.deepEqual(watches, []);
});
