import { createContext, Script } from "node:vm";
import { z } from "zod";
import { fail, wordsOf } from "../util/failure.ts";
import { judgeKind } from "./judge-kind.ts";

/** No match may take longer: a pattern that tries exponentially many ways is stopped, and the answer stays unscored. */
const longestMs = 1000;
const longestText = 200_000;

const regexOptions = z
  .strictObject({
    kind: z.literal("regex"),
    pattern: z.string().min(1).describe("a JavaScript regular expression, without slashes"),
    flags: z
      .string()
      .regex(/^[imsu]*$/, "wanted flags among i, m, s and u")
      .default(""),
    whole: z.boolean().default(false).describe("the pattern must match the whole answer, white space around it left out"),
  })
  .superRefine(({ pattern, flags, whole }, context) => {
    const fault = faultIn(whole ? `^(?:${pattern})$` : pattern, flags);
    if (fault !== undefined) context.addIssue({ code: "custom", path: ["pattern"], message: fault });
  });

/** Whether a pattern matches the answer. Bounded: a pattern that backtracks without end leaves the answer unscored. */
export const regex = judgeKind({
  name: "regex",
  description: "passes an answer that a regular expression matches, outside its reasoning",
  options: regexOptions,
  needs: [],
  cost: "no call",
  open: ({ pattern, flags, whole }) => ({
    name: "regex",
    judge: async (_task, answer) => {
      const text = answer.text.slice(0, longestText);
      if (text.trim() === "") return { ok: true, passed: false, score: 0, why: "the answer is empty" };
      const matched = matches(whole ? `^(?:${pattern})$` : pattern, flags, whole ? text.trim() : text);
      if (matched === undefined)
        return fail(
          "unknown",
          `The pattern took longer than ${longestMs} ms on this answer: nested repetitions try too many ways. Simplify it.`,
        );
      return { ok: true, passed: matched, score: matched ? 1 : 0, why: matched ? "the pattern matches" : "the pattern does not match" };
    },
  }),
});

const script = new Script("new RegExp(pattern, flags).test(text)");

/** Undefined when the match was stopped. */
function matches(pattern: string, flags: string, text: string): boolean | undefined {
  try {
    return script.runInContext(createContext({ pattern, flags, text }), { timeout: longestMs }) === true;
  } catch {
    return undefined;
  }
}

function faultIn(pattern: string, flags: string): string | undefined {
  try {
    return new RegExp(pattern, flags).source === "" ? "wanted a pattern" : undefined;
  } catch (thrown) {
    return wordsOf(thrown);
  }
}
