import { z } from "zod";
import type { Answer, Brief, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, askInParallel, block, clip, isOver, objectOf, pastBlocks, roleLast, blockAsk, shapeOf } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { type Asked, type ProgramSession, runInSession, type Step } from "./replayed-session.ts";
import { askSlice } from "./slices.ts";
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
  /** `depth`: sessions that a question about a longer text may open, one inside another; `printed`: characters that are seen of what a program prints. */
  session: z
    .strictObject({ depth: z.int().min(1).max(4).default(1), printed: z.int().min(100).max(100_000).default(8000) })
    .default({ depth: 1, printed: 8000 }),
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
    "The task's long context is a variable in a sandbox, after recursive language models (arXiv 2512.24601): one member sees the task and how long the context is, but not the context, and writes small JavaScript programs that search and slice it. They run in one session: variables stay from one to the next, a program can await `ask(question, text)`, which a reader answers who sees that text and nothing else, and what it prints is shown to the author of the next one, its first 8,000 characters. `final(answer)` ends the work. With `session.depth` above 1 a question about a text longer than a slice opens a session of its own. At most iterations*(1+questions) calls and one that closes when no program did. A task without context, a sandbox that cannot run, or a first program that cannot be read lead to one plain attempt, noted as a fallback.",
  options: recursiveOptions,
  memberOptions: ["member", "reader"],
  formula: "at most iterations*(1+questions)+1 per attempt, each question as many with depth; 1 for a task without context",
  sees: "The author: the task, its programs and what they print; the reader: one slice and one question; nobody the whole context.",
  ignores: [],
  calls(_members, terms, { iterations, questions, session: { depth } }) {
    const most = (left: number): number => (left === 0 ? 1 : iterations * (1 + questions * most(left - 1)) + 1);
    return { least: 1, most: terms.attempts * most(depth) };
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
  const { desk } = attempt;
  const author = closerOf(desk, settings.member);
  if (!author.ok) return author;
  const reader = seated(desk, settings.reader ?? author.name);
  if (!reader.ok) return reader;
  return dive(attempt, { ...settings, author: author.name, reader: reader.name, depth: settings.session.depth });
}

/** Who writes and who reads, and how many sessions deep a question may still go. */
interface Dive extends Settings {
  readonly author: string;
  readonly reader: string;
  readonly depth: number;
}

async function dive(attempt: Attempt, settings: Dive): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const { author } = settings;
  const plain = (why: string) => fallbackToSolo(attempt, "recursive", why, author);
  const { context, ...bare } = task;
  if (context === undefined) return plain("the task has no context to slice");
  const history = [overview(context), ...pastBlocks(attempt, author)];
  const session: WorkingSession = { context, programs: [], asked: [] };
  let silent = 0;
  for (let left = settings.iterations; left > 0 && silent < 2; left--) {
    const ask = blockAsk(bare, desk.terms, { purpose: "plan", shared: history, instruction: guide(settings, left), shape: programShape });
    const object = noteFailure(desk, author, objectOf(await desk.ask(author, ask), programReply));
    if (!object.ok) {
      if (session.programs.length === 0 || isOver(object)) return isOver(object) ? object : plain(object.failure.message);
      silent++;
      continue;
    }
    const { program } = object.value;
    const step = await ended(attempt, settings, session, program);
    if (step.kind === "final") return { ok: true, text: step.text, by: author };
    if (step.kind === "refused") return session.programs.length === 0 ? plain(step.why) : close({ task: bare, desk }, author, history);
    if (step.kind === "ended") session.programs.push(program);
    history.push(turn(program, step));
  }
  return close({ task: bare, desk }, author, history);
}

interface WorkingSession extends ProgramSession {
  readonly programs: string[];
  readonly asked: Asked[];
}

/** Runs a program to its end: each time it waits for answers, all that it waits for is asked at once. */
async function ended(attempt: Attempt, settings: Dive, session: WorkingSession, program: string): Promise<Exclude<Step, { kind: "asks" }>> {
  // Where a question may open a session of its own, a whole long text may be handed to it.
  const longest = settings.depth > 1 ? 400_000 : settings.slice;
  const limits = { questions: settings.questions, longest, printed: settings.session.printed };
  // Each round answers a question at least, and a program may ask only so many.
  for (let round = 0; round <= settings.questions; round++) {
    const step = await runInSession(attempt.desk, program, session, limits);
    if (step.kind !== "asks") return step;
    session.asked.push(...(await answered(attempt, settings, step.questions)));
  }
  return { kind: "error", why: "it asked something else each time that it was run", printed: "" };
}

/** Each question about its text: by a session of its own where the text is longer than a slice and depth is left, else by the reader. */
function answered(attempt: Attempt, settings: Dive, questions: readonly Omit<Asked, "answer">[]): Promise<Asked[]> {
  return askInParallel(attempt, questions, async ({ question, text }, { task, desk }) => {
    if (settings.depth < 2 || text.length <= settings.slice)
      return { question, text, answer: await askSlice({ task, desk }, settings.reader, question, text) };
    const part: Brief = { id: `${task.id}/slice`, category: task.category, prompt: block("question", clip(question, 4000)), context: text };
    const inner = { ...settings, author: settings.reader, depth: settings.depth - 1 };
    const found = await desk.within("deeper", {}, (deeper) => dive({ task: part, desk: deeper, past: [] }, inner));
    return { question, text, answer: found.ok ? clip(found.text, 20_000) : "" };
  });
}

function overview(context: string): string {
  const lines = context.split("\n").length;
  return block(
    "context",
    `[${context.length} characters in ${lines} lines, held in the variable "context". It begins:]\n${context.slice(0, 400)}`,
  );
}

function guide({ questions, slice, depth, session: { printed } }: Dive, left: number): string {
  const whole = depth > 1 ? " (longer ones are searched by programs in the same way)" : "";
  return `You do not see the context; write a JavaScript program ("program") that works on it. Programs run one after another in one session: what you declare at the margin stays, and may be declared again. It finds "context" (a string) and has no network, no files and no modules, and a few seconds of time.
Search, split, count and compare in code where code can tell; where a text must be understood, ask about it:
  const answer = await ask("a question", someText);
  const answers = await Promise.all(pieces.map((piece) => ask("a question", piece)));
Whoever answers sees nothing but its question and its text. A program may ask at most ${questions} questions, each with a text of at most ${slice} characters${whole}. You see what you print with console.log, its first ${printed} characters. When you know the answer, end with
  final("the complete answer to the task");
${left === 1 ? "This is your last program: make it final." : `${left} programs are left, this one included.`}`;
}

/** One program as the author of the next one reads it. */
function turn(program: string, step: Extract<Step, { kind: "ended" | "error" }>): string {
  const lines = [`Program:\n${clip(program, 2000)}`];
  if (step.kind === "error") lines.push(`It failed, and nothing that it declared stays: ${clip(step.why, 600)}`);
  lines.push(step.printed === "" ? "It printed nothing." : `It printed:\n${step.printed}`);
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
