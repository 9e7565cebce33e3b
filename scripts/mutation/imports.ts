import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** How many imports each file is away from those who reach it: per test, the source files by distance. */
export type Distances = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What the tests of a checkout reach, by imports of any kind; tests that start the command line reach what it imports. */
export function distancesFrom(root: string): Distances {
  const graph = new Map<string, readonly string[]>();
  for (const file of globSync("{src,test,examples,scripts,bench}/**/*.ts", { cwd: root })) graph.set(file, importsOf(root, file));
  const tests = [...graph.keys()].filter((file) => file.endsWith(".test.ts"));
  return new Map(tests.map((test) => [test, from(test, graph)]));
}

function importsOf(root: string, file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  const named = [...source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.ts)"/g)].map((match) =>
    normalize(join(dirname(file), match[1] ?? "")),
  );
  return file === "test/catallaxy.ts" ? [...named, "src/cli/main.ts"] : named;
}

function from(test: string, graph: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const distance = new Map([[test, 0]]);
  const queue = [test];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const target of graph.get(next) ?? []) {
      if (distance.has(target)) continue;
      distance.set(target, (distance.get(next) ?? 0) + 1);
      queue.push(target);
    }
  }
  return distance;
}

/** The tests that reach a file, nearest first: its own, then those of its folder, then others by distance, whole runs last. */
export function testsOf(file: string, distances: Distances): string[] {
  const rank = (test: string): number => {
    if (test === file.replace(/\.ts$/, ".test.ts")) return 0;
    const far = distances.get(test)?.get(file) ?? 0;
    if (dirname(test) === dirname(file)) return far;
    return far + (test.startsWith("test/") ? 2000 : 1000);
  };
  return [...distances.keys()]
    .filter((test) => distances.get(test)?.has(file))
    .toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}
