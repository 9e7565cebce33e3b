import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkout } from "./checkout.ts";
import { type Baseline, baselineOf, reaches } from "./coverage.ts";
import { type Distances, testsOf } from "./imports.ts";
import { digest, type Mutant } from "./mutants.ts";

export type Outcome = "killed" | "timed out" | "survived" | "no coverage";

export interface Trial {
  readonly key: string;
  readonly outcome: Outcome;
  /** The test that decided, or how many passed in spite of the change. */
  readonly by: string;
  /** Digest of the tests that this outcome rests on. */
  readonly tests: string;
}

export interface Terms {
  readonly cache: string;
  readonly distances: Distances;
  /** Of the unchanged files. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Tests of the code's own folder alone: a harder measure, and a faster one. */
  readonly near: boolean;
  /** So many of the nearest tests alone. */
  readonly nearest?: number;
  /** How many tests that execute the changed text may pass before it counts as survived. */
  readonly bound: number;
}

const begun = new Map<string, Promise<Baseline>>();
const known = new Map<string, Baseline>();

/** Runs the tests that execute the changed text, nearest first, until one fails. */
export async function tryMutant(mutant: Mutant, checkout: Checkout, terms: Terms): Promise<Trial> {
  const candidates = candidatesOf(mutant, terms);
  let passed = 0;
  for (const test of candidates) {
    const baseline = await baselineFor(test, candidates, checkout, terms);
    if (!baseline.passed || !reaches(baseline, mutant.file, mutant.start)) continue;
    checkout.change(mutant.file, mutant);
    // Beside other work a test takes several times as long; a loop without end takes all of it.
    const { end } = await checkout.run(test, 20_000 + 5 * baseline.ms, { NODE_COMPILE_CACHE: join(terms.cache, "compiled") });
    checkout.change(mutant.file, undefined);
    if (end !== "passed")
      return { key: mutant.key, outcome: end === "failed" ? "killed" : "timed out", by: test, tests: restingOn(terms, [test]) };
    passed += 1;
    if (passed === terms.bound) break;
  }
  const outcome = passed === 0 ? "no coverage" : "survived";
  return { key: mutant.key, outcome, by: passed === 1 ? "1 test" : `${passed} tests`, tests: restingOn(terms, candidates, terms.bound) };
}

function candidatesOf(mutant: Mutant, { distances, near, nearest = Infinity }: Terms): string[] {
  return testsOf(mutant.file, distances)
    .filter((test) => !near || test.startsWith(`src/${mutant.folder}/`))
    .slice(0, nearest);
}

/** The baseline of a test. While another worker makes it, this one makes the next that is wanted: all workers want them in much the same order. */
async function baselineFor(test: string, wanted: readonly string[], checkout: Checkout, terms: Terms): Promise<Baseline> {
  for (;;) {
    const found = known.get(test);
    if (found !== undefined) return found;
    const next = begun.has(test) ? wanted.find((one) => !begun.has(one)) : test;
    if (next === undefined) return (await begun.get(test)) as Baseline;
    const baseline = baselineOf(next, checkout, terms.cache, terms.hashes);
    begun.set(next, baseline);
    known.set(next, await baseline);
  }
}

function restingOn({ hashes }: Terms, tests: readonly string[], bound = 0): string {
  return digest(String(bound), ...tests.map((test) => `${test} ${hashes.get(test)}`));
}

/** What is known of a mutant from before, as long as its file and the tests that decided are the same. */
export function openTrials(terms: Terms): { find(mutant: Mutant): Trial | undefined; keep(trial: Trial): void } {
  const file = join(terms.cache, "trials.jsonl");
  const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  const known = new Map(lines.map((line) => JSON.parse(line) as Trial).map((trial) => [trial.key, trial]));
  return {
    find: (mutant) => {
      const trial = known.get(mutant.key);
      if (trial === undefined) return undefined;
      const decided = trial.outcome === "killed" || trial.outcome === "timed out";
      const rests = decided ? [trial.by] : candidatesOf(mutant, terms);
      return trial.tests === restingOn(terms, rests, decided ? 0 : terms.bound) ? trial : undefined;
    },
    keep: (trial) => {
      mkdirSync(terms.cache, { recursive: true });
      appendFileSync(file, `${JSON.stringify(trial)}\n`);
    },
  };
}
