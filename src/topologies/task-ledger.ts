import { z } from "zod";
import type { Answer } from "../types.ts";
import { clip, nameOf, shapeOf } from "./asks.ts";

/** How much a ledger holds: tasks of one round, characters of an entry, notes. */
export interface LedgerSize {
  readonly tasks: number;
  readonly entry: number;
  readonly notes: number;
}
/** A task of the manager's list. `yields`: whether its result is an entry that others read, or the whole answer, which becomes the artefact. */
export interface LedgerTask {
  readonly id: string;
  readonly brief: string;
  /** Entries that its worker is shown: ids of tasks, `plan`, `notes`, `artefact`. */
  readonly needs: readonly string[];
  readonly yields: "entry" | "answer";
  /** `cut`: the reply ended at the output cap and was condensed into a note. */
  readonly status: "open" | "done" | "failed" | "cut";
  readonly result: string;
}
/** What a team writes down; who joins late knows this and nothing else. `rejected`: why the artefact did not pass its check. */
export interface TaskLedger {
  readonly plan: string;
  readonly tasks: readonly LedgerTask[];
  readonly notes: readonly string[];
  readonly artefact?: { readonly answer: Answer; readonly rejected?: string };
}
export const emptyLedger: TaskLedger = { plan: "", tasks: [], notes: [] };

const yields = z.enum(["answer", "entry"]);
export const editReply = z.object({
  why: z.string(),
  plan: z.string(),
  notes: z.array(z.string()),
  tasks: z.array(z.object({ brief: z.string(), id: z.string(), needs: z.array(z.string()), yields })),
});
export function editShape(most: number) {
  return shapeOf(editReply.extend({ tasks: editReply.shape.tasks.max(most) }));
}
/** Entries beside results that a task may name. */
const entryNames: ReadonlySet<string> = new Set(["plan", "notes", "artefact"]);
/** Rounds' worth of done tasks that stay on the list. */
const keptRounds = 4;

/**
 * The ledger as the manager's reply leaves it: its tasks are open, one with the id of a listed task takes that task's place, other open tasks are
 * dropped and done ones stay. Contract: bounded whatever was replied; ids are unique and none is the name of another entry.
 */
export function edited(ledger: TaskLedger, reply: z.output<typeof editReply>, size: LedgerSize): TaskLedger {
  const ids = new Set<string>(entryNames);
  const open = reply.tasks
    .filter(({ brief }) => brief.trim() !== "")
    .slice(0, size.tasks)
    .map(({ brief, id, needs, yields }, index): LedgerTask => {
      const wanted = nameOf(id) || `task-${index + 1}`;
      const free = ids.has(wanted) ? `${clip(wanted, 60)}-${index + 1}` : wanted;
      ids.add(free);
      const named = [...new Set(needs.map(nameOf))].filter((need) => need !== free);
      return { id: free, brief: clip(brief, 2 * size.entry), needs: named, yields, status: "open", result: "" };
    });
  const kept = ledger.tasks.filter(({ id, status }) => status !== "open" && !ids.has(id)).slice(-keptRounds * size.tasks);
  const plan = reply.plan.trim() === "" ? ledger.plan : clip(reply.plan, 2 * size.entry);
  return noted({ ...ledger, plan, tasks: [...kept, ...open] }, reply.notes, size);
}

/** The ledger with further notes; the oldest go when there are too many. */
export function noted(ledger: TaskLedger, notes: readonly string[], size: LedgerSize): TaskLedger {
  const added = notes.filter((note) => note.trim() !== "").map((note) => clip(note, size.entry));
  return { ...ledger, notes: [...ledger.notes, ...added].slice(-size.notes) };
}

/** The ledger after a task: how it ended, and what it brought, cut to the size of an entry. */
export function landed(ledger: TaskLedger, id: string, status: LedgerTask["status"], result: string): TaskLedger {
  return { ...ledger, tasks: ledger.tasks.map((task) => (task.id === id ? { ...task, status, result } : task)) };
}

/** Open tasks that wait for no open task of `waiting`; all of them where each waits for another. */
export function ready(waiting: readonly LedgerTask[]): readonly LedgerTask[] {
  const open = new Set(waiting.map(({ id }) => id));
  const free = waiting.filter(({ needs }) => !needs.some((need) => open.has(need)));
  return free.length > 0 ? free : waiting;
}
