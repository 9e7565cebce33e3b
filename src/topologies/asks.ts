import { z } from "zod";
import type { Answer, Ask, Brief, Desk, Form, Json, JsonSchema, Message, Purpose, Reply, Result, Terms } from "../types.ts";
import { fail } from "../util/failure.ts";
import { fence } from "../util/fence.ts";
import { readReply } from "../util/read-reply.ts";
import type { Assignment, Attempt, FailedAttempt } from "./attempt.ts";
import { defined } from "../util/defined.ts";
import { authorFor } from "./labels.ts";
import { blockWords } from "../util/block-words.ts";

/** A plain attempt: the same bytes from every topology, so that draws are shared. */
export function attemptAsk(brief: Brief, terms: Terms): Ask {
  return asking(brief, "attempt", terms, { texts: [headOf(brief)] });
}

/**
 * An attempt by `member` after failed ones: shows what `terms.feedback` and `terms.visibility` allow.
 * With nothing to show it is a plain attempt, byte for byte, and so a fresh draw.
 */
export function retryAsk(attempt: Attempt, member: string): Ask {
  const shown = pastBlocks(attempt, member);
  const head = headOf(attempt.task);
  return asking(attempt.task, "retry", attempt.desk.terms, { texts: [shown.length === 0 ? head : [head, ...shown].join("\n")] });
}

/** A plain attempt when nothing was tried, else one after failed ones. */
export function tryAsk(attempt: Attempt, member: string): Ask {
  const { task, desk, past } = attempt;
  return past.length === 0 ? attemptAsk(task, desk.terms) : retryAsk(attempt, member);
}

/** The answer and feedback blocks of earlier tries that `member` may see under the terms; empty when it may see none. */
export function pastBlocks({ desk, past }: Attempt, member: string): string[] {
  const { terms } = desk;
  if (terms.feedback === "none") return [];
  const seen = terms.visibility === "all" ? past : past.filter((tried) => tried.answer.by === member);
  return seen.flatMap((tried) => [
    block("answer", tried.answer.text, { by: authorFor(desk, tried.answer.by, member) }),
    block(
      "feedback",
      terms.feedback === "reason" && tried.why !== "" ? `${verdictWords(tried)} Reason: ${clip(tried.why, 4000)}` : verdictWords(tried),
    ),
  ]);
}

function verdictWords({ score, passed }: FailedAttempt): string {
  if (score === undefined) return notPassed;
  const share = `${score.toFixed(2)} of 1`;
  if (passed === true) return `This answer passed with a score of ${share}. Give another, complete answer to the task that is better.`;
  return `This answer did not pass, with a score of ${share}. Give another, complete answer to the task.`;
}
const notPassed = "This answer did not pass. Give another, complete answer to the task.";

/** What stands in an ask after the task: material that members share, then the role and the instruction. */
export interface Request {
  readonly purpose: Purpose;
  /** Blocks that several members read, in append-only order: they stay cacheable. */
  readonly shared?: readonly string[];
  /** Role and instruction: what is particular to this member and step. */
  readonly instruction: string;
  readonly shape?: JsonSchema;
}

/** An ask with the particular last: context and task, shared material, then role and instruction. */
export function roleLast(brief: Brief, terms: Terms, request: Request): Ask {
  const shared = request.shared ?? [];
  const head = [headOf(brief), ...shared].join("\n");
  return asking(brief, request.purpose, terms, { texts: [head, request.instruction], shape: request.shape });
}

/** `roleLast` where an object is wanted: the instruction ends with the names that the schema asks for. */
export function shapedAsk(brief: Brief, terms: Terms, request: Request & { readonly shape: JsonSchema }): Ask {
  const names = Object.keys((request.shape.properties ?? {}) as { [name: string]: Json });
  const instruction = `${request.instruction}\nReply with one JSON object and nothing else. Properties: ${names.join(", ")}.`;
  return roleLast(brief, terms, { ...request, instruction });
}

/**
 * `shapedAsk` where part of the object is an answer, a program or other work: the reply is text, with a block for each property, so that
 * nothing of it needs escapes. The instruction ends with the blocks and what stands in each.
 */
export function blockAsk(brief: Brief, terms: Terms, request: Request & { readonly shape: JsonSchema }): Ask {
  const { shape, ...rest } = request;
  return { ...roleLast(brief, terms, { ...rest, instruction: `${request.instruction}\n${blockWords(shape)}` }), blocks: shape };
}

/** The context block, if there is one, and the task block with the prompt unchanged. Behind a dialogue the context stands with its first turn. */
export function headOf({ prompt, context, dialogue = [] }: Brief): string {
  const task = `<task>\n${prompt}\n</task>`;
  return context === undefined || dialogue.length > 0 ? task : `<context>\n${context}\n</context>\n${task}`;
}

/** The turns before this one as they were said: the user's as a task of its own, the answer that was given as the member's. */
function dialogueOf({ id, category, context, dialogue = [] }: Brief): Message[] {
  return dialogue.flatMap(({ prompt, answer }, at): Message[] => [
    { role: "user", text: headOf({ id, category, prompt, ...(at === 0 ? defined({ context }) : {}) }) },
    { role: "assistant", text: answer },
  ]);
}

interface Words {
  readonly texts: readonly string[];
  readonly shape?: JsonSchema | undefined;
}
function asking(brief: Brief, purpose: Purpose, terms: Terms, { texts, shape }: Words): Ask {
  const messages: Message[] = texts.map((text) => ({ role: "user", text }));
  // The breakpoint pays only where others are about to read the same prefix.
  if (terms.warmFirst && messages.length > 1 && messages[0] !== undefined) messages[0] = { ...messages[0], cache: "5m" };
  return {
    purpose,
    messages: [...dialogueOf(brief), ...messages],
    maxTokens: terms.outputCap,
    ...defined({ shape, temperature: terms.temperature }),
  };
}

/** A text quoted in a block, as it was written, behind a fence that it cannot close. */
export function block(tag: string, text: string, attributes: { readonly [name: string]: string } = {}): string {
  const named = Object.entries(attributes).map(([name, value]) => [name, nameOf(value)]);
  return fence(tag, text.toWellFormed(), Object.fromEntries(named)).text;
}

/** A name fit for an attribute or a fact: one line, no quotes or brackets, at most 80 characters. */
export function nameOf(text: string): string {
  return clip(text.replace(/["<>\s]+/g, " ").trim(), 80);
}

/** The text, or its beginning with a mark that says how much was cut. Never splits a surrogate pair. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept} [... ${text.length - kept.length} characters cut]`;
}

/**
 * What the reply says outside its reasoning, as an answer by `member`. An empty text and reasoning alone are failures, since
 * nobody can be paid for them.
 */
export function answerOf(reply: Reply, member: string): Result<Answer> {
  if (!reply.ok) return { ok: false, failure: reply.failure };
  const { answer, reasoning } = readReply(reply.text);
  if (answer.trim() !== "") return { ok: true, text: answer, by: member };
  const gave = reasoning === 0 ? "it gave an empty text" : `it gave ${reasoning} characters of reasoning and no answer`;
  return fail("malformed", `An answer was wanted of "${member}"; ${gave}.`);
}

/** What the reply says outside its reasoning; empty when the call failed. */
export function textOf(reply: Reply): string {
  return reply.ok ? readReply(reply.text).answer : "";
}

/** The reply's object, checked against `schema`; a failed call or an object that does not fit is a failure. */
export function objectOf<T>(reply: Reply, schema: z.ZodType<T>): Result<{ readonly value: T }> {
  if (!reply.ok) return { ok: false, failure: reply.failure };
  const parsed = schema.safeParse(reply.object);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return fail("malformed", `An object was wanted; at "${issue?.path.join(".") ?? ""}": ${issue?.message ?? "it does not fit"}.`);
}

/** The JSON Schema of a zod schema, as asks carry it. */
export function shapeOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(schema) as { [key: string]: Json };
  return shape;
}

/** True when asking on is pointless: the money is gone or the trial was stopped. */
export function isOver(result: Result<unknown>): boolean {
  return !result.ok && (result.failure.code === "budget" || result.failure.code === "aborted");
}

/**
 * Runs `work` on all items at once, each in the attempt that it is handed: the same one, but for the first item's desk. With the
 * terms' `warmFirst` the first goes ahead until its first token arrives, or until it ends without one, so that the others find its
 * prompt cached.
 */
export async function askInParallel<A extends Pick<Assignment, "desk">, T, R>(
  attempt: A,
  items: readonly T[],
  work: (item: T, attempt: A, index: number) => Promise<R>,
): Promise<R[]> {
  const [first, ...rest] = items;
  if (!attempt.desk.terms.warmFirst || first === undefined || rest.length === 0)
    return Promise.all(items.map((item, index) => work(item, attempt, index)));
  const { promise: warmed, resolve } = Promise.withResolvers<void>();
  const leader = work(first, { ...attempt, desk: heralding(attempt.desk, resolve) }, 0);
  await Promise.race([warmed, leader]);
  return Promise.all([leader, ...rest.map((item, index) => work(item, attempt, index + 1))]);
}

/** The same desk, whose first ask tells when its first token has come. */
function heralding(desk: Desk, onFirst: () => void): Desk {
  let told = false;
  return Object.create(desk, {
    ask: {
      value: (member: string, ask: Ask, own?: () => void, form?: Form) => {
        if (told) return desk.ask(member, ask, own, form);
        told = true;
        const first = (): void => {
          onFirst();
          own?.();
        };
        return desk.ask(member, ask, first, form);
      },
    },
  }) as Desk;
}
