import { createContext, Script } from "node:vm";
import { z } from "zod";
import { fail, wordsOf } from "../util/failure.ts";
import { judgeKind } from "./judge-kind.ts";

/** No match may take more work, in CPU time of this thread: a pattern that tries exponentially many ways is stopped, and the answer stays unscored. */
const mostWorkMs = 1000;
/** A busy machine may take so long for that work. */
const longestMs = 40_000;
const longestText = 200_000;

/** A pattern as code has it, whose slashes would count as signs of the answer: with an anchor behind the first or before the last it can match nothing. */
const slashed = /^\/\^[^]*\/[a-z]*$|^\/[^]*\$\/[a-z]*$|^\/[^/]+\/[gimsuy]{1,4}$/;
const inSlashes = "write the pattern without slashes around it, and its flags as flags: i";

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
    const fault = slashed.test(pattern) ? inSlashes : faultIn(whole ? `^(?:${pattern})$` : pattern, /^[imsu]*$/.test(flags) ? flags : "");
    if (fault !== undefined) context.addIssue({ code: "custom", path: ["pattern"], message: fault });
  });

/** Whether a pattern matches the answer. Bounded by work, not by the clock, so that load changes no verdict: a pattern that backtracks without end leaves the answer unscored. */
export const regex = judgeKind({
  name: "regex",
  description:
    "passes an answer that a regular expression matches, outside its reasoning; a match may take one second of processor time and reads 200,000 characters",
  options: regexOptions,
  needs: [],
  cost: "no call",
  open: ({ pattern, flags, whole }) => ({
    name: "regex",
    judge: async (_task, answer) => {
      const text = answer.text.slice(0, longestText);
      if (text.trim() === "") return { ok: true, passed: false, score: 0, why: "the answer is empty" };
      const matched = matches(whole ? `^(?:${pattern})$` : pattern, flags, whole ? text.trim() : text);
      if (matched === "endless")
        return fail(
          "unknown",
          `The pattern took more than ${mostWorkMs} ms of work on this answer: nested repetitions try too many ways. Simplify it.`,
        );
      if (matched === "starved")
        return fail(
          "setup",
          `The machine was too busy to match the pattern within ${longestMs / 1000} s. Grade again when it is less busy.`,
        );
      const cut = answer.text.length > longestText ? `; only the first ${longestText} characters of the answer were read` : "";
      return {
        ok: true,
        passed: matched,
        score: matched ? 1 : 0,
        why: `${matched ? "the pattern matches" : "the pattern does not match"}${cut}`,
      };
    },
  }),
});

const script = new Script("new RegExp(pattern, flags).test(text)");

/** Whether the pattern matches; "endless" when it took too much work, "starved" when the machine did not get that far. */
function matches(pattern: string, flags: string, text: string): boolean | "endless" | "starved" {
  // The engine can be stopped by the clock alone. What was done until then decides; where it was little, there is more time.
  for (let timeout = mostWorkMs; timeout < longestMs; timeout *= 2) {
    const before = process.threadCpuUsage();
    try {
      return script.runInContext(createContext({ pattern, flags, text }), { timeout }) === true;
    } catch {
      const { user, system } = process.threadCpuUsage(before);
      if (user + system > mostWorkMs * 900) return "endless";
    }
  }
  return "starved";
}

function faultIn(pattern: string, flags: string): string | undefined {
  try {
    return new RegExp(pattern, flags).source === "" ? "wanted a pattern" : undefined;
  } catch (thrown) {
    return wordsOf(thrown);
  }
}
