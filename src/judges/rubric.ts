import { z } from "zod";
import type { Form, Json, Judge, Task, Verdict } from "../types.ts";
import { type FencedAnswer, fencedAnswer, fenceRule, isBlank, taskBlocks } from "./fence.ts";
import { type Evidence, evidenceFor } from "./evidence.ts";
import { askForVerdict } from "./ask-for-verdict.ts";
import { independentSeat } from "./independence.ts";
import { type JudgeContext, judgeKind } from "./judge-kind.ts";
import { ownPrompt, ownQuestion } from "./own-prompt.ts";
import { isNoQuote } from "./is-no-quote.ts";
import { isQuoted } from "./quote.ts";

const criterion = z.strictObject({
  id: z.string().min(1),
  statement: z.string().min(1),
  points: z.number().positive().default(1),
  /** A failed must holds the score below the pass line. */
  must: z.boolean().default(false),
  /** Examples for the judge of a text that meets it and of one that does not. */
  anchor: z.strictObject({ pass: z.string().optional(), fail: z.string().optional() }).optional(),
  evidence: z
    .enum(["quote", "absence", "form", "optional"])
    .optional()
    .describe(
      "quote: words of the answer must show it; absence or form: nothing can be quoted; optional: a quote must occur, and none is flagged. By default read off the statement",
    ),
});
export type Criterion = z.output<typeof criterion>;

export const rubricOptions = z.strictObject({
  kind: z.literal("rubric"),
  criteria: z.array(criterion).default([]).describe("without any, the judge says whether the answer is right and complete"),
  prompt: ownPrompt
    .optional()
    .describe("your own question instead of criteria, with {{answer}} and, if wanted, {{prompt}}, {{reference}}, {{context}}"),
  member: z.string().optional().describe("the seat that judges; by default the first"),
  pass: z.number().min(0).max(1).default(0.7).describe("share of the points from which on the answer passes"),
  cap: z.int().positive().default(60_000).describe("characters of the answer that are shown"),
});
export type RubricSettings = z.output<typeof rubricOptions>;

/** One member judges criterion by criterion with quotes; the number is computed here, never by the judge. */
export const rubric = judgeKind({
  name: "rubric",
  description: "one member judges by criteria with quotes, or says whether the answer is right and complete",
  options: rubricOptions
    .refine(({ criteria, prompt }) => criteria.length === 0 || prompt === undefined, {
      message: "wanted either criteria or a prompt of your own, got both",
      path: ["prompt"],
    })
    .refine(({ criteria }) => new Set(criteria.map((one) => one.id)).size === criteria.length, {
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
      const fence = fencedAnswer(answer.text, settings.cap);
      const { purpose } = context;
      if (settings.criteria.length === 0) {
        const own = settings.prompt === undefined ? undefined : ownQuestion(settings.prompt, task, fence);
        if (own?.ok === false) return own;
        const text = own?.text ?? wholeQuestion(task, fence);
        const heard = await askForVerdict(desk, seat.member.name, { text, schema: wholeVerdict, purpose });
        return heard.ok ? { ok: true, ...heard.value } : heard;
      }
      const schema = verdictOn(settings.criteria);
      const text = question(task, fence, settings.criteria);
      const heard = await askForVerdict(desk, seat.member.name, { text, schema, purpose, form: formOf(settings.criteria) });
      if (!heard.ok) return heard;
      const mark = marked(heard.value.criteria, settings, fence.shown);
      for (const [name, criteria] of [["overruled", mark.overruled] as const, ["no-quote", mark.unquoted] as const])
        if (criteria.length > 0) desk.note({ type: "own", name, value: { judge: seat.member.name, criteria } });
      return mark.verdict;
    },
  };
}

/** The verdict on an answer as a whole. */
export const wholeVerdict = z.strictObject({
  // The reason comes first, so that the verdict follows from it.
  why: z.string().describe("one or two sentences"),
  passed: z.boolean().describe("the answer is right and complete"),
  score: z.number().min(0).max(1).describe("share of all marks"),
});

/** The question whether an answer is right and complete, the same whoever judges. */
export function wholeQuestion(task: Task, fence: FencedAnswer): string {
  return [
    `${taskBlocks(task)}Somebody answered this task.`,
    fence.text,
    fenceRule([fence.code]),
    "Work out for yourself what a right and complete answer needs, then compare. A claim counts only if it holds; length, tone and confidence count for nothing.",
    'Reply with a JSON object: "why" (one or two sentences), "passed" (true only if the answer is right and complete), "score" (share of all marks, 0 to 1).',
  ].join("\n");
}

function question(task: Task, fence: FencedAnswer, criteria: readonly Criterion[]): string {
  const lines = criteria.map((criterion) => {
    const { id, statement, anchor } = criterion;
    const met = anchor?.pass === undefined ? "" : ` Met, for example: ${anchor.pass}`;
    const unmet = anchor?.fail === undefined ? "" : ` Not met, for example: ${anchor.fail}`;
    return `- ${id}: ${statement}${met}${unmet} (${asked(evidenceOf(criterion))})`;
  });
  return [
    `${taskBlocks(task)}<criteria>\n${lines.join("\n")}\n</criteria>\nSomebody answered this task.`,
    fence.text,
    fenceRule([fence.code]),
    "Judge each criterion by itself. It is met only if the answer itself says or does it, rightly; length, tone and confidence count for nothing.",
    'Reply with a JSON object: "criteria", an array with one entry per criterion: "id", "quote", "met" (true or false).',
    '"quote" holds the words of the answer that meet the criterion, copied exactly, as few as show it; a list of texts when they stand in several places, and "..." where words between are left out. Where the criterion says that a quote is needed, one that does not occur in the answer, or none, makes the criterion count as not met, whatever "met" says; where a quote is optional, so does one that does not occur, and none leaves it met. Leave it empty where the criterion is not met, needs no quote, or no words can show it.',
  ].join("\n");
}

function asked(evidence: Evidence): string {
  if (evidence === "quote") return "A quote is needed: quote the words that meet it.";
  return evidence === "optional" ? "A quote is optional: quote words that meet it, if there are any." : "No quote is needed.";
}

/** Every criterion has its verdict, once. */
function formOf(criteria: readonly Criterion[]): Form {
  return {
    faultOf(object) {
      const given = (object as unknown as { readonly criteria: readonly Entry[] }).criteria.map(({ id }) => id);
      const lacking = criteria.filter(({ id }) => !given.includes(id)).map(({ id }) => id);
      if (lacking.length > 0) return verdictsOf(lacking, "is missing", "are missing");
      const double = [...new Set(given.filter((id, index) => given.indexOf(id) !== index))];
      return double.length > 0 ? verdictsOf(double, "is given more than once", "are given more than once") : undefined;
    },
    example: { criteria: criteria.map((one) => ({ id: one.id, quote: evidenceOf(one) === "quote" ? "..." : "", met: false })) as Json },
  };
}

function verdictsOf(ids: readonly string[], one: string, several: string): string {
  const shown = ids.slice(0, 8).map((id) => JSON.stringify(id));
  const more = ids.length > 8 ? ` and ${ids.length - 8} more` : "";
  return ids.length === 1
    ? `The verdict for criterion ${shown[0]} ${one}.`
    : `The verdicts for criteria ${shown.join(", ")}${more} ${several}.`;
}

function verdictOn(criteria: readonly Criterion[]) {
  const ids = criteria.map((one) => one.id);
  // Where nothing is to be quoted, judges write null as often as an empty text.
  const quote = z.union([z.string(), z.array(z.string()), z.null()]);
  const entry = z.strictObject({ id: z.enum(ids), quote, met: z.boolean() });
  return z.strictObject({ criteria: z.array(entry) });
}

/** What shows that a criterion is met: as it is set, else as its statement says. */
function evidenceOf({ evidence, statement }: Criterion): Evidence {
  return evidence ?? evidenceFor(statement);
}

interface Entry {
  readonly id: string;
  readonly met: boolean;
  readonly quote: string | readonly string[] | null;
}

interface Mark {
  readonly verdict: Verdict;
  readonly overruled: readonly string[];
  readonly unquoted: readonly string[];
}

/**
 * Points of the criteria that are met, over all points. A criterion is overruled that needs a quote and has none that occurs in the answer,
 * and one that may have a quote and has another; where it has none, it stays met and is told.
 */
function marked(entries: readonly Entry[], settings: RubricSettings, text: string): Mark {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const quoteOf = (id: string) => byId.get(id)?.quote ?? "";
  const found = settings.criteria.filter(({ id }) => byId.get(id)?.met === true);
  const optional = found.filter((one) => evidenceOf(one) === "optional");
  const unquoted = optional.filter(({ id }) => isNoQuote(quoteOf(id))).map(({ id }) => id);
  const overruled = found
    .filter((one) => evidenceOf(one) === "quote" || (optional.includes(one) && !unquoted.includes(one.id)))
    .filter(({ id }) => !isQuoted(quoteOf(id), text))
    .map(({ id }) => id);
  const unmet = settings.criteria.filter(({ id }) => byId.get(id)?.met !== true || overruled.includes(id));
  const all = points(settings.criteria);
  const share = (all - points(unmet)) / all;
  const broken = unmet.filter((one) => one.must).map((one) => one.id);
  const score = broken.length > 0 ? Math.max(0, Math.min(share, settings.pass - 0.01)) : share;
  const why = [
    unmet.length === 0 ? "all criteria met" : `not met: ${unmet.map((one) => one.id).join(", ")}`,
    ...overruled.map((id) => `${id} was overruled: ${missing(quoteOf(id))}`),
    ...unquoted.map((id) => `${id} has no quote`),
    ...(broken.length > 0 ? [`musts among them: ${broken.join(", ")}`] : []),
  ].join("; ");
  const names = [...(overruled.length > 0 ? ["overruled"] : []), ...(unquoted.length > 0 ? ["no-quote"] : [])];
  const flags = names.length > 0 ? { flags: names } : {};
  return { verdict: { ok: true, passed: broken.length === 0 && score >= settings.pass - 1e-9, score, why, ...flags }, overruled, unquoted };
}

/** Why a quote shows nothing. */
function missing(quote: string | readonly string[]): string {
  const text = (typeof quote === "string" ? [quote] : quote).join(" ... ").trim();
  if (text === "") return "the judge found it met without a quote";
  return `the quote ${JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text)} does not occur in the answer`;
}

function points(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, one) => sum + one.points, 0);
}
