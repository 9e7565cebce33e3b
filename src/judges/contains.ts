import { z } from "zod";
import { judgeKind } from "./judge-kind.ts";

/** Characters of an answer that are read. */
const longestText = 200_000;

const part = z.string().regex(/\S/, "wanted a text that is not blank");
const texts = z.union([part, z.array(part).min(1)]);
const containsOptions = z.strictObject({
  kind: z.literal("contains"),
  answer: texts.describe("what the answer must hold, anywhere outside its reasoning"),
  match: z.enum(["all", "any"]).default("all").describe("of several texts: each, or one of them"),
  not: texts.optional().describe("what the answer must not hold"),
  caseSensitive: z.boolean().default(false),
  words: z.boolean().default(false).describe("whole words only: `cat` is not in `concatenate`"),
});

/** Whether texts occur in the answer, white space and Unicode forms folded. An answer that lists every option passes as well: prefer `exact`. */
export const contains = judgeKind({
  name: "contains",
  description: "passes an answer that holds the given texts anywhere outside its reasoning, and none of those it must not hold",
  options: containsOptions,
  keys: ["answer", "not"],
  needs: [],
  cost: "no call",
  open: ({ answer, match, not, caseSensitive, words }) => {
    const fold = (text: string) => {
      const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
      return caseSensitive ? plain : plain.toLowerCase();
    };
    const wanted = [answer].flat();
    const unwanted = [not ?? []].flat();
    const holds = (text: string, part: string) => (words ? holdsWord(text, part) : text.includes(part));
    return {
      name: "contains",
      judge: async (_task, given) => {
        const text = fold(given.text.slice(0, longestText));
        const missing = wanted.filter((part) => !holds(text, fold(part)));
        const found = unwanted.filter((part) => holds(text, fold(part)));
        const passed = (match === "all" ? missing.length === 0 : missing.length < wanted.length) && found.length === 0;
        const why = passed ? "the answer holds what it must" : reason(missing, found);
        const cut = given.text.length > longestText ? `; only its first ${longestText} characters were read` : "";
        return { ok: true, passed, score: passed ? 1 : 0, why: `${why}${cut}` };
      },
    };
  },
});

/** Whether `part` stands in `text` with no letter, digit or underscore beside it. */
function holdsWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const around = [text.slice(0, at).at(-1) ?? "", text[at + part.length] ?? ""];
    if (around.every((character) => !/[\p{L}\p{N}_]/u.test(character))) return true;
  }
  return false;
}

function reason(missing: readonly string[], found: readonly string[]): string {
  const short = (parts: readonly string[]) => parts.slice(0, 5).map((part) => JSON.stringify(part.slice(0, 80)));
  const lacking = missing.length === 0 ? [] : [`the answer lacks ${short(missing).join(", ")}`];
  return [...lacking, ...(found.length === 0 ? [] : [`it holds ${short(found).join(", ")}, which it must not`])].join("; ");
}
