import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, block, clip, isOver, objectOf, pastBlocks, roleLast, blockAsk, shapeOf } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { askSlices, type Move, runProgram, type SliceAnswer } from "./slices.ts";
import { fallbackToSolo, noteFailure } from "./team.ts";
import { seated } from "./tries.ts";
import { closerOf } from "./closer.ts";

export const recursiveOptions = z.strictObject({
  /** The member who writes the programs; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  /** The member who answers questions about slices; the same when absent. */
  reader: z.string().min(1).optional(),
  /** Programs at most. */
  iterations: z.int().min(1).max(30).default(8),
  /** Questions that one program may ask. */
  questions: z.int().min(1).max(64).default(8),
  /** Characters of a slice at most; longer ones are cut. */
  slice: z.int().min(100).max(400_000).default(24_000),
});
type Settings = z.output<typeof recursiveOptions>;

/** A long context as a variable that the member's programs slice and ask about. Contract: never rejects. */
export function recursive(options: z.input<typeof recursiveOptions> = {}): Topology {
  const settings = recursiveOptions.parse(options);
  return { name: "recursive", solve: (task, desk) => inRounds(task, desk, (attempt) => explore(attempt, settings)) };
}

export const recursiveKind = defineKind({
  name: "recursive",
  gist: "a model searches a long context with small programs and asks about slices",
  description:
    "The task's long context is a variable in a sandbox, after recursive language models (arXiv 2512.24601): one member sees the task and how long the context is, but not the context, and writes small JavaScript programs that search and slice it; a program either returns questions about slices, which a reader answers in parallel, each seeing its slice and nothing else, or returns the final answer. Programs, their notes and the answers are shown to the next program's author, shortened; the programs find them whole. At most iterations*(1+questions) calls and one that closes when no program did. A task without context, a sandbox that cannot run, or a first program that cannot be read lead to one plain attempt, noted as a fallback.",
  options: recursiveOptions,
  memberOptions: ["member", "reader"],
  formula: "at most iterations*(1+questions)+1 per attempt; 1 for a task without context",
  sees: "The author: the task, its programs and the answers; the reader: one slice and one question; nobody the whole context.",
  ignores: [],
  calls(_members, terms, { iterations, questions }) {
    return { least: 1, most: terms.attempts * (iterations * (1 + questions) + 1) };
  },
  asks(_members, { member, reader }, closer) {
    const author = member ?? closer;
    return [author, reader ?? author];
  },
  make: recursive,
});

const programReply = z.object({ program: z.string() });
const programShape = shapeOf(programReply);

async function explore(attempt: Attempt, settings: Settings): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const author = closerOf(desk, settings.member);
  if (!author.ok) return author;
  const reader = seated(desk, settings.reader ?? author.name);
  if (!reader.ok) return reader;
  const plain = (why: string) => fallbackToSolo(attempt, "recursive", why, author.name);
  const { context, ...bare } = task;
  if (context === undefined) return plain("the task has no context to slice");
  const history = [overview(context), ...pastBlocks(attempt, author.name)];
  const said: SliceAnswer[] = [];
  const notes: string[] = [];
  let silent = 0;
  for (let left = settings.iterations; left > 0 && silent < 2; left--) {
    const ask = blockAsk(bare, desk.terms, { purpose: "plan", shared: history, instruction: guide(settings, left), shape: programShape });
    const object = noteFailure(desk, author.name, objectOf(await desk.ask(author.name, ask), programReply));
    if (!object.ok) {
      if (said.length === 0 || isOver(object)) return isOver(object) ? object : plain(object.failure.message);
      silent++;
      continue;
    }
    const move = await runProgram(desk, object.value.program, { context, answers: said, notes });
    if (move.kind === "final") return { ok: true, text: move.text, by: author.name };
    if (move.kind === "refused") return said.length === 0 ? plain(move.why) : close({ task: bare, desk }, author.name, history);
    const answers =
      move.kind === "ask" ? await askSlices(attempt, reader.name, move.questions.slice(0, settings.questions), settings.slice) : [];
    said.push(...answers);
    if (move.kind === "ask" && move.note !== "") notes.push(move.note);
    history.push(turn(object.value.program, move, answers));
  }
  return close({ task: bare, desk }, author.name, history);
}

function overview(context: string): string {
  const lines = context.split("\n").length;
  return block(
    "context",
    `[${context.length} characters in ${lines} lines, held in the variable "context". It begins:]\n${context.slice(0, 400)}`,
  );
}

function guide({ questions, slice }: Settings, left: number): string {
  return `You do not see the context; write a JavaScript program ("program") that works on it. It finds the globals "context" (a string), "answers" (all answers so far: {question, answer}) and "notes" (your own). It has no network, no files and no modules, and a few seconds of time.
Search, split, count and compare in code where code can tell; where a text must be understood, ask about a slice. The last statement must be one of
  globalThis.result = { ask: [{ question: "...", text: someSlice }], note: "what to remember" };
  globalThis.result = { final: "the complete answer to the task" };
At most ${questions} questions, each with a text of at most ${slice} characters; whoever answers sees nothing but its question and its text. ${left === 1 ? "This is your last program: make it final." : `${left} programs are left, this one included.`}`;
}

/** One iteration as the next program's author reads it. */
function turn(program: string, move: Move, answers: readonly SliceAnswer[]): string {
  const lines = [`Program:\n${clip(program, 2000)}`];
  if (move.kind === "error") lines.push(`It failed: ${clip(move.why, 600)}`);
  if (move.kind === "ask" && move.note !== "") lines.push(`Note: ${clip(move.note, 1000)}`);
  for (const { question, answer } of answers) lines.push(`Question: ${clip(question, 400)}\nAnswer: ${clip(answer, 1200)}`);
  return block("history", lines.join("\n"));
}

/** The call that closes when no program did: the author answers from what was found. */
async function close({ task, desk }: Assignment, author: string, history: readonly string[]): Promise<Result<Answer>> {
  const instruction =
    "No more programs can be run. From what was found above, write the complete answer to the task; where something is missing, give the best answer that the findings support.";
  const reply = await desk.ask(author, roleLast(task, desk.terms, { purpose: "merge", shared: history, instruction }));
  const answer = noteFailure(desk, author, answerOf(reply, author));
  return answer.ok || isOver(answer)
    ? answer
    : fail(answer.failure.code, `No program reached a final answer, and the closing call failed: ${answer.failure.message}`);
}
