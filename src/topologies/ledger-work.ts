import type { Answer, Member, Reply, Result } from "../types.ts";
import { answerOf, block, clip, isOver, roleLast, askInParallel, textOf } from "./asks.ts";
import { type LedgerHub, workerBlocks } from "./ledger-blocks.ts";
import { landed, type LedgerTask, noted, ready } from "./task-ledger.ts";
import { noteFailure, quoted } from "./team.ts";

interface Outcome {
  readonly task: LedgerTask;
  readonly answer: Result<Answer>;
  readonly cut: boolean;
  readonly note: string;
}

/** Works off the open tasks, those first that need no other, at the same time where they can be. The failure that ended the money, if any. */
export async function workedOff(hub: LedgerHub): Promise<Result<never> | undefined> {
  let waiting = hub.ledger.tasks.filter(({ status }) => status === "open");
  while (waiting.length > 0) {
    const wave = ready(waiting);
    const seats = wave.map((task) => ({ task, worker: hub.workers[hub.turns++ % hub.workers.length] as Member }));
    const outcomes = await askInParallel(hub, seats, ({ task, worker }, hub) => done(hub, task, worker));
    for (const outcome of outcomes) land(hub, outcome);
    const over = outcomes.find(({ answer }) => isOver(answer))?.answer;
    if (over !== undefined && !over.ok) return over;
    waiting = waiting.filter((task) => !wave.includes(task));
  }
  return undefined;
}

/** One task by one worker, in a fresh context; one call more where its reply was cut off and is to be condensed. */
async function done(hub: LedgerHub, task: LedgerTask, { name }: Member): Promise<Outcome> {
  const { desk } = hub;
  const shared = workerBlocks(hub, task, name);
  const ask = roleLast(hub.task, desk.terms, { purpose: "attempt", shared, instruction: working(task) });
  const reply = await desk.ask(name, ask);
  const answer = noteFailure(desk, name, answerOf(reply, name));
  const cut = hub.summarise && reply.ok && reply.stop === "length";
  return { task, answer, cut, note: cut ? await condensed(hub, task, name, reply) : "" };
}

function working({ id, yields }: LedgerTask): string {
  if (yields === "entry")
    return `Do part ${id} of the task and nothing else; others do the rest. Give its result in full: those after you see nothing else.`;
  return "Follow the note above as far as it is right, and use the results above where there are any. Give the complete answer to the task, in the form that it asks for, and nothing else.";
}

/** What a note keeps of an attempt that ran out of room: whoever takes it up next begins afresh. */
async function condensed(hub: LedgerHub, task: LedgerTask, worker: string, reply: Reply): Promise<string> {
  const { desk, size } = hub;
  const tried = quoted(desk, reply.ok ? reply.text : "");
  const shared = [block("plan", task.brief, { id: task.id }), block("note", tried, { by: "attempt" })];
  const instruction = `The attempt above at this brief ended at the output limit. Condense it for whoever tries next: what was found, what was ruled out, where it stopped, what to do differently. At most ${Math.floor(size.entry / 8)} words; no answer to the task.`;
  const summary = textOf(await desk.ask(worker, roleLast(hub.task, desk.terms, { purpose: "message", shared, instruction })));
  return summary.trim() === "" ? "" : `${task.id} ran out of room. ${summary}`;
}

function land(hub: LedgerHub, { task, answer, cut, note }: Outcome): void {
  const { size } = hub;
  if (!answer.ok || cut) {
    hub.ledger = noted(landed(hub.ledger, task.id, cut ? "cut" : "failed", ""), [note], size);
    if (answer.ok && task.yields === "answer") hub.spare ??= { text: answer.text, by: answer.by };
    return;
  }
  const text = clip(answer.text, size.entry);
  hub.ledger = landed(hub.ledger, task.id, "done", text);
  if (task.yields === "answer") hub.ledger = { ...hub.ledger, artefact: { answer: { text: answer.text, by: answer.by } } };
}
