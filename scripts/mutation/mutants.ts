import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Mutation, mutationsOf } from "./operators.ts";

/** The folders of src/ whose tests the gate holds. */
export const folders = ["calls", "statistics", "market", "lab", "ledger", "judges"] as const;

export interface Mutant extends Mutation {
  readonly folder: string;
  readonly file: string;
  readonly line: number;
  /** The line's text, without the blanks around it. */
  readonly code: string;
  readonly from: string;
  /** The same for the same change of the same text of the file. */
  readonly key: string;
}

/** Every mutant of a folder's code; tests, what tests read and the conformance cases are no code of it. */
export function mutantsOf(root: string, folder: string): Mutant[] {
  const files = globSync(`src/${folder}/**/*.ts`, { cwd: root }).filter(
    (file) => !file.endsWith(".test.ts") && !file.includes("/fixtures/") && !file.endsWith("/cases.ts"),
  );
  return files.sort().flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return mutationsOf(file, source).map((mutation) => {
      const before = source.slice(0, mutation.start).split("\n");
      return {
        ...mutation,
        folder,
        file,
        line: before.length,
        code: (source.split("\n")[before.length - 1] ?? "").trim(),
        from: source.slice(mutation.start, mutation.end),
        key: digest(source, String(mutation.start), String(mutation.end), mutation.text),
      };
    });
  });
}

/** The first `count` of the mutants in an order that the seed draws: a larger sample holds the smaller one. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: string): Mutant[] {
  const place = (mutant: Mutant): string => digest(seed, mutant.file, mutant.code, String(mutant.start), mutant.text);
  return mutants
    .map((mutant) => ({ mutant, place: place(mutant) }))
    .toSorted((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** A short digest of texts. */
export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 20);
}
