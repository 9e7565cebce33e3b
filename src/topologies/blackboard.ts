import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { block, clip, isOver, objectOf, pastBlocks, shapeOf, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { boardBlocks, type Entry, entryKind, type Lesson, learnt, remember } from "./board.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { overhear } from "./overhear.ts";
import { stackedAsk } from "./stacked-ask.ts";
import { fallbackToSolo, noteFailure, merged, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";
import { labelFor } from "./labels.ts";

export const blackboardOptions = z.strictObject({
  /** Rounds at most; it stops earlier when nobody adds anything. */
  rounds: z.int().min(1).max(20).default(3),
  /** Entries that the board holds at most, so that no reader is flooded. */
  entries: z.int().min(1).max(2000).default(200),
  /** What later tasks of the session are told: lessons and facts that were verified, all of them, or nothing. */
  carry: z.enum(["verified", "all", "none"]).default("verified"),
  /** The member who writes the answer; whom the term `closer` says when absent. */
  decider: z.string().min(1).optional(),
  /** Ends the rounds when a guard says that the talk loops, echoes or stalls. */
  guarded: z.boolean().default(true),
});
type Settings = z.output<typeof blackboardOptions>;

/** Members who read and write one common board. Contract: never rejects. */
export function blackboard(options: z.input<typeof blackboardOptions> = {}): Topology {
  const settings = blackboardOptions.parse(options);
  return {
    name: "blackboard",
    memory: settings.carry !== "none",
    solve(task, desk) {
      // Read once: what this task teaches is for the tasks after it.
      const known = settings.carry === "none" ? [] : desk.view(learnt).filter(({ verified }) => verified || settings.carry === "all");
      return inRounds(task, desk, (attempt) => work(attempt, settings, known));
    },
  };
}

export const blackboardKind = defineKind({
  name: "blackboard",
  gist: "models add to one shared board until nothing is new; one answers",
  description:
    "Members share one board instead of private memories, after bMAS (arXiv 2507.01701) and volunteers (arXiv 2510.01285): in each round all at once read the whole board and add typed entries (fact, claim, question, answer, lesson, confirmation, retraction), ask for help or say that they have nothing to add; a question to the others is an entry like any other. It stops when nobody adds anything, when the board is full, when a guard finds that entries only repeat others, or after the last round; one member then writes the answer. Entries stand in order of arrival and are never deleted, so the prompt only grows at its end. n calls per round and one to decide: n+1 to n*rounds+1. Lessons and facts carry over to the later tasks of the session, which therefore run one after another: those that a second member confirmed or whose task the verifier passed, or all. When the board stays empty, one plain attempt is made.",
  options: blackboardOptions,
  memberOptions: ["decider"],
  formula: "at most n*rounds+1 per attempt, at least n+1",
  sees: "The task, what earlier tasks taught, and the whole board, by label.",
  ignores: [],
  talk: ["message"],
  calls: (n, terms, { rounds }) => ({ least: n + 1, most: terms.attempts * (n * rounds + 3) }),
  make: blackboard,
});

const boardReply = z.object({ entries: z.array(z.object({ kind: entryKind, text: z.string() })), help: z.string(), done: z.boolean() });
const boardShape = shapeOf(boardReply);
const perTurn = 6;

async function work(attempt: Attempt, settings: Settings, known: readonly Lesson[]): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const decider = closerOf(desk, settings.decider);
  if (!decider.ok) return decider;
  const history = known.length === 0 ? [] : [block("history", known.map(({ text }) => `- ${text}`).join("\n"))];
  const board: Entry[] = [];
  const ends = overhear(desk, task, settings.guarded);
  let stopped = "rounds";
  for (let round = 1; round <= settings.rounds && stopped === "rounds"; round++) {
    const before = boardBlocks(desk, board);
    const said = await askInParallel(attempt, desk.members, ({ name }, attempt) => write(attempt, name, [...history, ...before]));
    const added = said.flatMap((result) => (result.ok ? result.added : []));
    board.push(...added.slice(0, settings.entries - board.length));
    if (said.some(isOver)) stopped = "budget";
    else if (added.length === 0) stopped = "nothing to add";
    else if (board.length >= settings.entries) stopped = "full";
    else if (round < settings.rounds && ends(desk.members.flatMap(({ name }) => spokenBy(name, added)))) stopped = "guard";
  }
  desk.note({ type: "own", name: "board", value: { entries: board.length, stopped } });
  if (board.length === 0) return fallbackToSolo(attempt, "blackboard", "the board stayed empty", decider.name);
  remember(desk, board);
  const shared = [...history, ...boardBlocks(desk, board), ...pastBlocks(attempt, decider.name)];
  const answer = await merged(attempt, decider.name, shared, deciding);
  if (answer.ok) return answer;
  const drafted = board.findLast(({ kind }) => kind === "answer");
  if (drafted === undefined) return isOver(answer) ? answer : fallbackToSolo(attempt, "blackboard", answer.failure.message);
  desk.note({ type: "fallback", from: "decider", to: "the board's last answer", why: clip(answer.failure.message, 300) });
  return { ok: true, text: drafted.text, by: drafted.by };
}

/** What one member added in a round, as one turn; nothing when it added nothing. */
function spokenBy(name: string, added: readonly Entry[]) {
  const text = added.flatMap((entry) => (entry.by === name ? [entry.text] : [])).join("\n");
  return text === "" ? [] : [{ speaker: name, text }];
}

const deciding =
  "The notes and answers above are what the team wrote on its common board; confirmations and retractions name entries by number. Write the one complete answer to the task. Rest it on what was confirmed or what you can check yourself; use nothing that was retracted.";

/** One member's additions in one round; its call for help is a question on the board. */
async function write(attempt: Attempt, name: string, shared: readonly string[]): Promise<Result<{ added: Entry[] }>> {
  const { task, desk } = attempt;
  const blocks = [...shared, ...pastBlocks(attempt, name)];
  const ask = stackedAsk(
    task,
    desk.terms,
    { purpose: "message", shared: blocks, instruction: writing(labelFor(desk, name)), shape: boardShape },
    desk.terms.warmFirst,
  );
  const object = noteFailure(desk, name, objectOf(await desk.ask(name, ask), boardReply));
  if (!object.ok) return object;
  const { entries, help, done } = object.value;
  desk.note({
    type: "role",
    member: name,
    role: entries[0]?.kind ?? (help === "" ? "" : "question"),
    abstained: entries.length === 0 && (done || help === ""),
  });
  const questions = help.trim() === "" ? [] : [{ kind: "question" as const, text: help }];
  const texts = [...entries.slice(0, perTurn), ...questions].filter(({ text }) => text.trim() !== "");
  return { ok: true, added: texts.map(({ kind, text }) => ({ by: name, kind, text: quoted(desk, text) })) };
}

function writing(label: string): string {
  return `You are "${label}". The board above, empty at first, is all that the team knows in common; all write at the same time. Add in "entries" only what is new: a fact or claim with its reason, an answer to somebody's question, a draft of the whole answer (kind "answer"), a confirmation or retraction of an entry by its number ("#3: ..."), a lesson that would help with later tasks of this sort. Put into "help" a question that others should answer, or leave it empty. If you have nothing to add, leave "entries" empty and set "done" to true.`;
}
