import { z } from "zod";
import type { Answer, Brief, Desk, Purpose, Result, Topology } from "../types.ts";
import { shuffled } from "../util/random.ts";
import { answerOf, block, clip, isOver, objectOf, pastBlocks, roleLast, shapedAsk, shapeOf, tryAsk } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closerOf } from "./closer.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { type CategoryLesson, lessonView } from "./lesson-view.ts";
import { noteFailure } from "./team.ts";

export const apprenticeOptions = z.strictObject({
  /** The one member who works and learns; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  /** What it is shown of what it learnt: lessons of the task's category, as many lessons of other categories, or none (and none are written). */
  lessons: z.enum(["on", "shuffled", "off"]).default("on"),
  /** Lessons that it is shown at most, the latest. */
  keep: z.int().min(1).max(20).default(5),
});
type Settings = z.output<typeof apprenticeOptions>;

/** One member who writes down what each task taught it and reads that before the next. Contract: never rejects. */
export function apprentice(options: z.input<typeof apprenticeOptions> = {}): Topology {
  const settings = apprenticeOptions.parse(options);
  return { name: "apprentice", memory: settings.lessons !== "off", solve: (task, desk) => work(task, desk, settings) };
}

export const apprenticeKind = defineKind({
  name: "apprentice",
  gist: "one model writes down what each task taught it and reads that before the next",
  description:
    "One member works alone and learns in words: after each task of the session the run's verifier judges its answer, and it writes one lesson for later tasks of the kind (one call). Before a task it is shown its latest lessons of the task's category. Two arms tell whether lessons carry: with lessons: shuffled it is shown as many lessons, of the same length, of other categories, at the same price; with lessons: off it writes and reads none, which is solo. `catallaxy learnt <run>` shows the lessons and what they brought. 1 call per attempt and 1 for the lesson. Its session runs task after task, but for off.",
  options: apprenticeOptions,
  memberOptions: ["member"],
  formula: "1 to attempts, + 1 for the lesson (none with lessons: off)",
  sees: "The task, lessons of earlier tasks, and what the terms show of failed tries; for a lesson its answer and the verdict.",
  ignores: ["warmFirst"],
  calls: (_members, terms, { lessons }) => ({ least: 1, most: terms.attempts + (lessons === "off" ? 0 : 1) }),
  asks: (_members, { member }, closer) => [member ?? closer],
  make: apprentice,
});

const lessonReply = z.object({ why: z.string(), lesson: z.string() });
const lessonShape = shapeOf(lessonReply);

async function work(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const seat = closerOf(desk, settings.member);
  if (!seat.ok) return seat;
  // Read once: what this task teaches is for the tasks after it.
  const shown = settings.lessons === "off" ? [] : lessonsFor(task, desk, settings);
  if (shown.length > 0) desk.note({ type: "own", name: "lessons-shown", value: { lessons: shown.length, arm: settings.lessons } });
  const answer = await inRounds(task, desk, (attempt) => tryWith(attempt, seat.name, shown));
  if (settings.lessons !== "off" && answer.ok) await learn({ task, desk, past: [] }, { text: answer.text, by: answer.by });
  return answer;
}

/** The latest lessons of the category; shuffled, as many of other categories, by chance. */
function lessonsFor(task: Brief, desk: Desk, { lessons, keep }: Settings): CategoryLesson[] {
  const { learnt } = desk.view(lessonView);
  const own = learnt.filter(({ category }) => category === task.category).slice(-keep);
  if (lessons === "on") return own;
  const others = learnt.filter(({ category }) => category !== task.category);
  return shuffled(others, () => desk.chance("lessons")).slice(0, own.length);
}

async function tryWith(attempt: Attempt, member: string, shown: readonly CategoryLesson[]): Promise<Result<Answer>> {
  const { task, desk, past } = attempt;
  if (shown.length === 0) return answerOf(await desk.ask(member, tryAsk(attempt, member)), member);
  const purpose: Purpose = past.length === 0 ? "attempt" : "retry";
  const shared = [block("history", shown.map(({ text }) => `- ${text}`).join("\n")), ...pastBlocks(attempt, member)];
  const instruction =
    "Above are lessons that you wrote after earlier tasks; use one where it applies. Give your complete answer to the task, in the form that it asks for.";
  return answerOf(await desk.ask(member, roleLast(task, desk.terms, { purpose, shared, instruction })), member);
}

/** One lesson from the answer and its verdict; where nobody can tell whether it was right, from the answer alone. */
async function learn({ task, desk }: Attempt, answer: Answer): Promise<void> {
  const verdict = await desk.verify(answer);
  if (isOver(verdict)) return;
  const told = verdict.ok
    ? [block("feedback", verdict.passed ? "This answer passed." : `This answer did not pass. Reason: ${clip(verdict.why, 1000)}`)]
    : [];
  const shared = [block("answer", clip(answer.text, 6 * desk.terms.outputCap), { by: "you" }), ...told];
  const instruction =
    'The task is done. Say in "why" what decided whether the answer was right, and write in "lesson" one lesson, in one sentence, that would help you with another task of this kind; no answer of this task may stand in it.';
  const ask = shapedAsk(task, desk.terms, { purpose: "message", shared, instruction, shape: lessonShape });
  const read = noteFailure(desk, answer.by, objectOf(await desk.ask(answer.by, ask), lessonReply));
  const text = read.ok ? clip(read.value.lesson.replaceAll(/\s+/g, " ").trim(), 600) : "";
  if (text !== "") desk.note({ type: "knowledge", member: answer.by, kind: "lesson", text, verified: verdict.ok && verdict.passed });
}
