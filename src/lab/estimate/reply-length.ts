import type { Ask, Json, JsonSchema, Model, Task, Thinking } from "../../types.ts";

/** Tokens of a text, at four characters each. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/**
 * Output tokens that an answer to this task is likely to have, by the suite's own lengths: a short key is answered in about as many
 * words as the question has, a program follows its description and its checks, prose goes on a little longer than it was asked for.
 * What leads to a key is no longer than half of a question of a few words.
 */
export function answerTokens({ prompt, grader, meta }: Pick<Task, "prompt" | "grader" | "meta">): number {
  const asked = Math.min(600, tokensOf(prompt));
  const reference = meta?.["reference"];
  if (typeof reference === "string" && reference !== "") return 20 + tokensOf(reference);
  if (grader.kind === "exact") return Math.min(20, Math.ceil(asked / 2)) + tokensOf(plain(grader["answer"])) + asked;
  if (grader.kind === "program") return 20 + asked + Math.min(600, tokensOf(JSON.stringify(grader["checks"] ?? [])));
  return 30 + Math.round(1.5 * asked);
}

function plain(key: Json | undefined): string {
  return typeof key === "string" ? key : JSON.stringify(key ?? "");
}

/** Families that think unless they are told not to, and what names of thinking models end in by custom. */
const thinkers =
  /(^|[/:._-])(o[134](-|$)|gpt-5|gpt-oss|r1|qwq|qwen3|magistral|grok-(3-mini|4)|gemini-(2\.5|3)|kimi-k2-thinking|glm-4\.[5-9])|[^/][-_.](thinking|reasoner|reasoning)(?=$|[-_.:@])/i;

/** Names of models that say themselves that they answer at once, and of the answering kind of families that think. */
const answersAtOnce = /(non?|without|not|zero)[-_ ]?(think|reason)|instruct|(^|[/:._-])chat([-_.:]|$)/i;

const usual = 600;
/** Hidden tokens before a whole answer at each effort: half, twice, four and eight times the usual. */
const byEffort: ReadonlyMap<string, number> = new Map([
  ["none", 0],
  ["minimal", 60],
  ["low", usual / 2],
  ["medium", usual],
  ["high", 2 * usual],
  ["xhigh", 4 * usual],
  ["max", 8 * usual],
]);

/**
 * Hidden tokens before a whole answer, by what the member's settings say of thinking; where they say nothing by the model's family, of
 * which a part of its name is the only sign. What the ask itself says, by its purpose, goes first. A budget of tokens is a bound: what
 * fills half of the usual bounds is expected.
 */
export function thoughtTokens({ id, thinks }: Pick<Model, "id" | "thinks">, { effort, maxThinking }: Thinking = {}): number {
  if (id.startsWith("simulated/")) return 500;
  const says = effort ?? thinks ?? maxThinking;
  if (typeof says === "number") return Math.min(Math.round(says / 2), 4 * usual);
  const told = byEffort.get(says ?? "") ?? (thinkers.test(id) && !answersAtOnce.test(id) ? usual : 0);
  return Math.min(told, maxThinking ?? Number.POSITIVE_INFINITY);
}

/** How much of that a reply takes: a whole answer all, a judgment, a bid or a plan less. */
export function thoughtShare(shape: Ask["shape"]): number {
  return shape === undefined || holdsAnswer(shape) ? 1 : 0.4;
}

/** Fields of a shaped reply in which a whole answer stands. */
export const answerFields: ReadonlySet<string> = new Set(["answer", "contribution", "program", "solution", "text"]);

function holdsAnswer(shape: JsonSchema): boolean {
  return Object.keys((shape["properties"] ?? {}) as object).some((name) => answerFields.has(name));
}
