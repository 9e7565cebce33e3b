import { z } from "zod";
import type { Task, Verdict } from "../types.ts";
import { caught, fail } from "../util/failure.ts";
import { fencedAnswer } from "./fence.ts";
import { judgeKind } from "./judge-kind.ts";

export const humanOptions = z.strictObject({
  kind: z.literal("human"),
  cap: z.int().positive().default(20_000).describe("characters of the answer that are shown"),
});

/** Shows the answer to a person and waits. Not told who wrote it. No person, or two replies that say nothing: a failure. */
export const human = judgeKind({
  name: "human",
  description: "shows the answer to a person and waits for pass or fail",
  options: humanOptions,
  needs: ["person"],
  cost: "no call, a person's time",
  open: ({ cap }, context) => ({
    name: "human",
    async judge(task, answer): Promise<Verdict> {
      const { ask } = context;
      if (ask === undefined)
        return fail("unknown", 'Judge "human" needs somebody to ask: run it at a terminal or with the dashboard open.');
      const question = questionOn(task, fencedAnswer(answer.text, cap).text);
      for (const words of [question, `Please reply with pass or fail, and a score from 0 to 1 if you like.\n${question}`]) {
        const heard = await caught("unknown", () => ask(words));
        if (!heard.ok) return heard;
        const verdict = verdictIn(heard.value);
        if (verdict !== undefined) return verdict;
      }
      return fail("malformed", "A person was asked twice for pass or fail and gave neither.");
    },
  }),
});

function questionOn(task: Task, answer: string): string {
  const before = (task.dialogue ?? []).map((turn) => `${turn.prompt}\n\n${fencedAnswer(turn.answer, 20_000).text}\n\n`);
  return `Task ${task.id}\n\n${before.join("")}${task.prompt}\n\n${answer}\n\nIs it right and complete? (pass / fail, optionally a score from 0 to 1 and a reason)`;
}

function verdictIn(reply: string): Verdict | undefined {
  const match = /^\s*(pass(?:ed)?|yes|y|fail(?:ed)?|no|n)\b[\s,:]*(1(?:\.0+)?|0?\.\d+|0)?[\s,:]*([\s\S]*)$/i.exec(reply);
  if (match === null) return undefined;
  const passed = /^[py]/i.test(match[1] ?? "");
  const score = match[2] === undefined ? Number(passed) : Number(match[2]);
  return { ok: true, passed, score, why: match[3]?.trim() || "judged by a person" };
}
