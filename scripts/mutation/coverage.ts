import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Checkout } from "./checkout.ts";

/** What one test does on the unchanged code. */
export interface Baseline {
  readonly passed: boolean;
  readonly ms: number;
  /** Per source file the hash that it had, and the ranges of its text that were executed, by the test or by processes it started. */
  readonly executed: Readonly<
    Record<string, { readonly hash: string; readonly ranges: readonly (readonly [start: number, end: number])[] }>
  >;
}

interface Dump {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { startOffset: number; endOffset: number; count: number }[] }[];
  }[];
}

/** Short hashes of the texts of a project's code and tests. */
export function hashesOf(root: string): ReadonlyMap<string, string> {
  const files = globSync("{src,test,examples,scripts,bench}/**/*.ts", { cwd: root });
  const hash = (file: string): string =>
    createHash("sha256")
      .update(readFileSync(join(root, file)))
      .digest("hex")
      .slice(0, 16);
  return new Map(files.map((file) => [file, hash(file)]));
}

/** Runs a test on unchanged code with coverage, once per state of the test and of the files that it executes. */
export async function baselineOf(test: string, checkout: Checkout, cache: string, hashes: ReadonlyMap<string, string>): Promise<Baseline> {
  const kept = join(cache, "baselines", `${test.replaceAll("/", "--")}.json`);
  const own = hashes.get(test);
  if (existsSync(kept)) {
    const stored = JSON.parse(readFileSync(kept, "utf8")) as Baseline & { own: string };
    if (stored.own === own && Object.entries(stored.executed).every(([file, { hash }]) => hashes.get(file) === hash)) return stored;
  }
  const dumps = join(checkout.folder, ".coverage");
  const { end, ms } = await checkout.run(test, 900_000, { NODE_V8_COVERAGE: dumps, NODE_COMPILE_CACHE: "" });
  const baseline: Baseline = { passed: end === "passed", ms, executed: executedIn(dumps, checkout.folder, hashes) };
  rmSync(dumps, { recursive: true, force: true });
  mkdirSync(join(cache, "baselines"), { recursive: true });
  writeFileSync(kept, JSON.stringify({ own, ...baseline }));
  return baseline;
}

function executedIn(dumps: string, root: string, hashes: ReadonlyMap<string, string>): Baseline["executed"] {
  const prefix = `${pathToFileURL(root).href}/`;
  const hit = new Map<string, Uint8Array>();
  for (const name of existsSync(dumps) ? readdirSync(dumps) : []) {
    for (const script of readDump(join(dumps, name)).result) {
      if (!script.url.startsWith(`${prefix}src/`)) continue;
      const file = decodeURIComponent(script.url.slice(prefix.length)).replace(/\?.*$/, "");
      const length = script.functions[0]?.ranges[0]?.endOffset ?? 0;
      const now = new Uint8Array(length);
      // Outer ranges come before those in them.
      for (const { ranges } of script.functions)
        for (const { startOffset, endOffset, count } of ranges) now.fill(Math.min(count, 1), startOffset, endOffset);
      const past = hit.get(file) ?? new Uint8Array(length);
      hit.set(
        file,
        past.map((one, at) => one | (now[at] ?? 0)),
      );
    }
  }
  return Object.fromEntries([...hit].map(([file, marks]) => [file, { hash: hashes.get(file) ?? "", ranges: rangesOf(marks) }]));
}

/** A process that was killed leaves half a file. */
function readDump(file: string): Dump {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Dump;
  } catch {
    return { result: [] };
  }
}

function rangesOf(marks: Uint8Array): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = 0; at < marks.length; at++) {
    if (marks[at] === 1 && marks[at - 1] !== 1) ranges.push([at, at]);
    const last = ranges.at(-1);
    if (marks[at] === 1 && last !== undefined) last[1] = at + 1;
  }
  return ranges;
}

/** Whether a test executes the text at a place of a file. */
export function reaches(baseline: Baseline, file: string, place: number): boolean {
  return (baseline.executed[file]?.ranges ?? []).some(([start, end]) => start <= place && place < end);
}
