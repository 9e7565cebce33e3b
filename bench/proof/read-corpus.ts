import { readFileSync } from "node:fs";
import type { ScriptProgram } from "../../src/types.ts";

export interface CorpusProgram {
  readonly name: string;
  readonly program: ScriptProgram;
}

/** The programs of a corpus file: `=== name`, the program, then each check after `---`, on its line or on the lines below. */
export function readCorpus(language: ScriptProgram["language"], kind: "right" | "wrong"): readonly CorpusProgram[] {
  const text = readFileSync(new URL(`./corpus/${language}-${kind}.txt`, import.meta.url), "utf8");
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head = "", ...checks] = block.split(/^---(?:\n| )/m);
      const end = head.indexOf("\n");
      const named = checks.map((code, i) => ({ name: `${i + 1}: ${code.trim().slice(0, 80)}`, code }));
      return { name: head.slice(0, end), program: { language, code: head.slice(end + 1), checks: named } };
    });
}
