import type { Answer, Member } from "../types.ts";
import { block, clip, pastBlocks } from "./asks.ts";
import type { Assignment } from "./attempt.ts";
import type { LedgerSize, LedgerTask, TaskLedger } from "./task-ledger.ts";
import { authorFor, labelFor } from "./labels.ts";

/** A ledger under way: who manages, who works, what is written, how many verdicts it had, how many tasks were given out. */
export interface LedgerHub extends Assignment {
  readonly manager: Member;
  readonly workers: readonly Member[];
  readonly rounds: number;
  readonly check: boolean;
  readonly summarise: boolean;
  readonly size: LedgerSize;
  ledger: TaskLedger;
  judged: number;
  turns: number;
  /** The answer to return where no artefact stands: one that was rejected unseen, or that was cut off. */
  spare?: Answer;
}

/** All of the ledger, as its manager sees it: entries cut to their size, and never what a worker wrote to get there. */
export function managerBlocks(hub: LedgerHub): string[] {
  const { ledger } = hub;
  const list = ledger.tasks.map(({ id, status, yields, brief }) => `${id} [${status}, yields ${yields}]: ${clip(brief, 400)}`).join("\n");
  return [
    ...planBlocks(hub),
    ...(list === "" ? [] : [block("history", list)]),
    ...resultBlocks(hub),
    ...noteBlocks(hub),
    ...artefactBlocks(hub),
  ];
}

/** Entries of done tasks; what became the artefact is none. */
export function resultBlocks({ ledger: { tasks } }: LedgerHub): string[] {
  return tasks.flatMap((task) => (task.status === "done" && task.yields === "entry" ? [resultBlock(task)] : []));
}

/** What one worker sees beside the task: the entries that are named for it, in that order, and then its brief. */
export function workerBlocks(hub: LedgerHub, task: LedgerTask, worker: string): string[] {
  const { tasks, artefact } = hub.ledger;
  const named = task.needs.flatMap((need) => {
    if (need === "plan") return planBlocks(hub);
    if (need === "notes") return noteBlocks(hub);
    if (need === "artefact") return artefact === undefined ? [] : shownTo(hub, artefact, worker);
    const other = tasks.find(({ id }) => id === need);
    return other === undefined || other.yields === "answer" ? [] : [resultBlock(other)];
  });
  // A brief for the whole answer is no part of the task: its worker is told of it as of a note.
  return [...named, task.yields === "entry" ? block("part", task.brief, { id: task.id }) : block("note", task.brief, { id: task.id })];
}

function resultBlock({ id, status, result }: LedgerTask): string {
  return block("result", status === "done" ? result : "(No result: the task is not done.)", { part: id });
}

function planBlocks({ ledger: { plan } }: LedgerHub): string[] {
  return plan === "" ? [] : [block("plan", plan)];
}

function noteBlocks({ ledger: { notes } }: LedgerHub): string[] {
  return notes.length === 0 ? [] : [block("note", notes.map((note) => `- ${note}`).join("\n"), { id: "notes" })];
}

function artefactBlocks({ desk, ledger: { artefact }, size }: LedgerHub): string[] {
  const { terms } = desk;
  if (artefact === undefined) return [];
  const { answer, rejected } = artefact;
  const answered = block("answer", clip(answer.text, size.entry), { by: labelFor(desk, answer.by), id: "artefact" });
  if (rejected === undefined) return [answered];
  const why = terms.feedback === "reason" && rejected !== "" ? ` Reason: ${clip(rejected, 4000)}` : "";
  return [answered, block("feedback", `The artefact did not pass its check.${why}`)];
}

/** Whole, since who mends an answer must see all of it; of its verdict, what the terms show. */
function shownTo(hub: LedgerHub, { answer, rejected }: { readonly answer: Answer; readonly rejected?: string }, worker: string): string[] {
  const { task, desk } = hub;
  if (rejected === undefined) return [block("answer", answer.text, { by: authorFor(desk, answer.by, worker) })];
  return pastBlocks({ task, desk, past: [{ answer, why: rejected }] }, worker);
}
