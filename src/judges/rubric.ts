import { z } from "zod";
import type { Judge, Task, Verdict } from "../types.ts";
import { cleaned, fenced, fenceRule, isBlank, nonceFor, taskBlocks } from "./fence.ts";
import { hear } from "./hear.ts";
import { independentSeat } from "./independence.ts";
import { type JudgeContext, judgeKind } from "./judge-kind.ts";
import { isQuoted } from "./quote.ts";

const criterion = z.strictObject({
  id: z.string().min(1),
  statement: z.string().min(1),
  points: z.number().positive().default(1),
  /** A failed must holds the score below the pass line. */
  must: z.boolean().default(false),
  /** Examples for the judge of a text that meets it and of one that does not. */
  anchor: z.strictObject({ pass: z.string().optional(), fail: z.string().optional() }).optional(),
  /** `absence` for what must not occur, which no quote can show. */
  evidence: z.enum(["quote", "absence"]).default("quote"),
});
export type Criterion = z.output<typeof criterion>;

export const rubricOptions = z.strictObject({
  kind: z.literal("rubric"),
  criteria: z.array(criterion).default([]).describe("without any, the judge says whether the answer is right and complete"),
  member: z.string().optional().describe("the seat that judges; by default the first"),
  pass: z.number().min(0).max(1).default(0.7).describe("share of the points from which on the answer passes"),
  cap: z.int().positive().default(60_000).describe("characters of the answer that are shown"),
});
export type RubricSettings = z.output<typeof rubricOptions>;

/** One member judges criterion by criterion with quotes; the number is computed here, never by the judge. */
export const rubric = judgeKind({
  name: "rubric",
  description: "one member judges by criteria with quotes, or says whether the answer is right and complete",
  options: rubricOptions.refine(({ criteria }) => new Set(criteria.map((one) => one.id)).size === criteria.length, {
    message: "two criteria have the same id",
    path: ["criteria"],
  }),
  needs: ["member"],
  cost: "one call, two when the reply does not fit",
  open: (settings, context) => rubricJudge(settings, context),
});

function rubricJudge(settings: RubricSettings, context: JudgeContext): Judge {
  return {
    name: "rubric",
    async judge(task, answer, desk): Promise<Verdict> {
      if (isBlank(answer)) return { ok: true, passed: false, score: 0, why: "the answer holds no letter and no digit" };
      const seat = independentSeat(desk, settings.member, answer, context);
      if (!seat.ok) return seat;
      const shown = cleaned(answer.text, settings.cap);
      const nonce = nonceFor(task, answer.text, desk, context.seed);
      const fence = fenced(shown.text, nonce, shown.cut);
      const { purpose } = context;
      if (settings.criteria.length === 0) {
        const heard = await hear(desk, seat.member.name, { text: wholeQuestion(task, fence, nonce), schema: wholeVerdict, purpose });
        return heard.ok ? { ok: true, ...heard.value } : heard;
      }
      const schema = verdictOn(settings.criteria);
      const heard = await hear(desk, seat.member.name, { text: question(task, fence, nonce, settings.criteria), schema, purpose });
      return heard.ok ? marked(heard.value.criteria, settings, shown.text) : heard;
    },
  };
}

/** The verdict on an answer as a whole. */
export const wholeVerdict = z.strictObject({
  passed: z.boolean().describe("the answer is right and complete"),
  score: z.number().min(0).max(1).describe("share of all marks"),
  why: z.string().describe("one or two sentences"),
});

/** The question whether an answer is right and complete, the same whoever judges. */
export function wholeQuestion(task: Task, fence: string, nonce: string): string {
  return [
    `${taskBlocks(task)}Somebody answered this task.`,
    fence,
    fenceRule([nonce]),
    "Work out for yourself what a right and complete answer needs, then compare. A claim counts only if it holds; length, tone and confidence count for nothing.",
    'Reply with a JSON object: "passed" (true only if the answer is right and complete), "score" (share of all marks, 0 to 1), "why" (one or two sentences).',
  ].join("\n");
}

function question(task: Task, fence: string, nonce: string, criteria: readonly Criterion[]): string {
  const lines = criteria.map(({ id, statement, anchor }) => {
    const met = anchor?.pass === undefined ? "" : ` Met, for example: ${anchor.pass}`;
    const unmet = anchor?.fail === undefined ? "" : ` Not met, for example: ${anchor.fail}`;
    return `- ${id}: ${statement}${met}${unmet}`;
  });
  return [
    `${taskBlocks(task)}<criteria>\n${lines.join("\n")}\n</criteria>\nSomebody answered this task.`,
    fence,
    fenceRule([nonce]),
    "Judge each criterion by itself. It is met only if the answer itself says or does it, rightly; length, tone and confidence count for nothing.",
    'Reply with a JSON object: "criteria", an array with one entry per criterion: "id", "met" (true or false), "quote" (the words of the answer that meet it, copied exactly; empty when it is not met or when it asks for an absence).',
  ].join("\n");
}

function verdictOn(criteria: readonly Criterion[]) {
  const ids = criteria.map((one) => one.id);
  const entry = z.strictObject({ id: z.enum(ids), met: z.boolean(), quote: z.string() });
  return z
    .strictObject({ criteria: z.array(entry) })
    .refine((verdict) => verdict.criteria.length === ids.length && new Set(verdict.criteria.map((one) => one.id)).size === ids.length, {
      message: `wanted exactly one entry for each of ${ids.join(", ")}`,
    });
}

/** Points of the criteria that are met, over all points; a quote that does not occur in the answer meets nothing. */
function marked(entries: readonly { id: string; met: boolean; quote: string }[], settings: RubricSettings, text: string): Verdict {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const invented: string[] = [];
  const unmet = settings.criteria.filter(({ id, evidence }) => {
    const entry = byId.get(id);
    if (entry?.met !== true) return true;
    const shown = evidence === "absence" || isQuoted(entry.quote, text);
    if (!shown) invented.push(id);
    return !shown;
  });
  const all = points(settings.criteria);
  const share = (all - points(unmet)) / all;
  const broken = unmet.filter((one) => one.must).map((one) => one.id);
  const score = broken.length > 0 ? Math.max(0, Math.min(share, settings.pass - 0.01)) : share;
  const why = [
    unmet.length === 0 ? "all criteria met" : `not met: ${unmet.map((one) => one.id).join(", ")}`,
    ...(invented.length > 0 ? [`quotes that do not occur in the answer: ${invented.join(", ")}`] : []),
    ...(broken.length > 0 ? [`musts among them: ${broken.join(", ")}`] : []),
  ].join("; ");
  return { ok: true, passed: broken.length === 0 && score >= settings.pass - 1e-9, score, why };
}

function points(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, one) => sum + one.points, 0);
}
