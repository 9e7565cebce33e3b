import { z } from "zod";
import type { Answer, Brief, Desk, Member, Result, Topology } from "../types.ts";
import { shuffled } from "../util/random.ts";
import { clip, isOver, objectOf, shapedAsk } from "./asks.ts";
import { defineKind } from "./kind.ts";
import { type LedgerHub, managerBlocks, resultBlocks } from "./ledger-blocks.ts";
import { workedOff } from "./ledger-work.ts";
import { edited, editReply, editShape, emptyLedger } from "./task-ledger.ts";
import { fallbackToSolo, merged } from "./team.ts";
import { closerOf } from "./closer.ts";

export const ledgerHubOptions = z.strictObject({
  /** Who keeps the ledger; whom the term `closer` says when absent. */
  manager: z.string().min(1).optional(),
  /** `same`: the manager's model does all the work, each time in a fresh context; `mixed`: the other members do it in turn. */
  seats: z.enum(["same", "mixed"]).default("same"),
  rounds: z.int().min(1).max(20).default(10),
  /** Whether the run's verifier checks the artefact after each round that changed it. */
  check: z.boolean().default(true),
  /** Whether a reply that was cut off is condensed into a note by one more call. */
  summarise: z.boolean().default(true),
  /** Tasks of a round, characters of an entry, notes that are kept. */
  size: z
    .strictObject({
      tasks: z.int().min(1).max(32).default(6),
      entry: z.int().min(200).max(100_000).default(4000),
      notes: z.int().min(1).max(100).default(20),
    })
    .prefault({}),
});
type Settings = z.output<typeof ledgerHubOptions>;

/**
 * A manager with a fresh context in each round keeps a ledger; workers do its open tasks, knowing the entries that they are given.
 * Contract: never rejects. The latest artefact stands; a failure comes back only when nobody gave an answer.
 */
export function ledgerHub(options: z.input<typeof ledgerHubOptions> = {}): Topology {
  const settings = ledgerHubOptions.parse(options);
  return { name: "ledger-hub", solve: (task, desk) => organize(task, desk, settings) };
}

async function organize(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const manager = closerOf(desk, settings.manager);
  if (!manager.ok) return manager;
  const workers = workersOf(desk, manager, settings);
  const hub: LedgerHub = { ...settings, task, desk, manager, workers, ledger: emptyLedger, judged: 0, turns: 0 };
  const { stopped, failed } = await inRounds(hub);
  const { artefact, tasks, notes } = hub.ledger;
  const done = tasks.filter(({ status }) => status === "done").length;
  desk.note({ type: "own", name: "ledger-end", value: { stopped, done, tasks: tasks.length, notes: notes.length } });
  const answer = artefact?.answer ?? hub.spare;
  if (answer !== undefined) return { ok: true, ...answer };
  return failed !== undefined && isOver(failed) ? failed : closing(hub, stopped);
}

interface Ending {
  readonly stopped: "passed" | "unverified" | "no open task" | "rounds" | "budget" | "no plan";
  readonly failed?: Result<never>;
}

async function inRounds(hub: LedgerHub): Promise<Ending> {
  for (let round = 1; round <= hub.rounds; round++) {
    const listed = await managed(hub);
    if (!listed.ok) return { stopped: isOver(listed) ? "budget" : "no plan", failed: listed };
    if (listed.open.length === 0) return { stopped: "no open task" };
    const before = hub.ledger.artefact;
    const over = await workedOff(hub);
    const verdict = hub.ledger.artefact === before ? undefined : await checked(hub);
    const statuses = Object.fromEntries(
      hub.ledger.tasks.filter(({ id }) => listed.open.includes(id)).map(({ id, status }) => [id, status]),
    );
    hub.desk.note({ type: "own", name: "ledger-round", value: { round, tasks: statuses, check: verdict ?? "none" } });
    if (verdict === "passed" || verdict === "unverified") return { stopped: verdict };
    if (over !== undefined) return { stopped: "budget", failed: over };
  }
  return { stopped: "rounds" };
}

/** The manager, or everybody else from a place that chance draws. */
function workersOf(desk: Desk, manager: Member, { seats }: Settings): readonly Member[] {
  const others = desk.members.filter(({ name }) => name !== manager.name);
  if (seats === "same" || others.length === 0) return [manager];
  return shuffled(others, () => desk.chance("workers"));
}

/** One call to the manager, who sees the ledger and no transcript, and its list as it stands then. */
async function managed(hub: LedgerHub): Promise<Result<{ readonly open: readonly string[] }>> {
  const { task, desk, manager, size } = hub;
  const ask = shapedAsk(task, desk.terms, {
    purpose: "plan",
    shared: managerBlocks(hub),
    instruction: managing(size.tasks, size.entry),
    shape: editShape(size.tasks),
  });
  const read = objectOf(await desk.ask(manager.name, ask), editReply);
  if (!read.ok) return read;
  hub.ledger = edited(hub.ledger, read.value, size);
  const open = hub.ledger.tasks.filter(({ status }) => status === "open").map(({ id }) => id);
  if (open.length > 0) desk.note({ type: "split", parts: open, by: manager.name });
  return { ok: true, open };
}

function managing(tasks: number, entry: number): string {
  return (
    "You manage the work on this task over a written ledger and do none of it yourself. Above stands all of the ledger: the plan, the list of tasks, " +
    `their results cut at ${entry} characters, the notes, the artefact, which is the answer so far, and its last check. In why, say what is done and what ` +
    `is lacking. plan: the plan as it should stand now. notes: what must not be forgotten, added to the notes. tasks: what is to be done now, at most ${tasks}. ` +
    "Each task goes to a worker who has seen nothing but the task at the top, the brief and the entries that you name in needs: ids of done tasks, or of tasks " +
    "of this list that must be done before, or plan, notes, artefact. The id of a task that is listed already has it done again; open tasks that you leave " +
    "out are dropped. yields: entry for a result that others need, answer for the complete answer to the whole task, which becomes the artefact. " +
    "Leave tasks empty if the artefact is right and complete and nothing is left to do."
  );
}

/** Undefined where nobody could act on a verdict any more, or none is wanted. */
async function checked(hub: LedgerHub): Promise<"passed" | "failed" | "unverified" | undefined> {
  const { desk, check, ledger, manager } = hub;
  const { artefact } = ledger;
  if (!check || artefact === undefined || hub.judged >= desk.terms.attempts - 1) return undefined;
  const verdict = await desk.verify(artefact.answer);
  if (!verdict.ok) return "unverified";
  if (verdict.passed) return "passed";
  hub.judged++;
  const { feedback, visibility } = desk.terms;
  const isTold = feedback !== "none" && (visibility === "all" || artefact.answer.by === manager.name);
  if (isTold) hub.ledger = { ...ledger, artefact: { ...artefact, rejected: verdict.why } };
  else {
    // Who may not be told of the verdict finds the answer not yet written.
    const { artefact: _, ...rest } = ledger;
    const tasks = rest.tasks.map((one) => (one.yields === "answer" ? { ...one, status: "open" as const, result: "" } : one));
    hub.ledger = { ...rest, tasks };
    hub.spare = artefact.answer;
  }
  return "failed";
}

/** Without an artefact the manager makes the answer of the entries, or by itself where there are none. */
async function closing(hub: LedgerHub, stopped: string): Promise<Result<Answer>> {
  const { manager } = hub;
  const attempt = { task: hub.task, desk: hub.desk, past: [] };
  const results = resultBlocks(hub);
  const why = `no artefact: ${stopped}`;
  if (results.length === 0) return fallbackToSolo(attempt, "ledger-hub", why, manager.name);
  hub.desk.note({ type: "fallback", from: "artefact", to: manager.name, why: clip(why, 300) });
  const instruction =
    "Above stand the results that a team has brought so far. Give the complete answer to the task, in the form that it asks for.";
  const answer = await merged(attempt, manager.name, results, instruction);
  return answer.ok || isOver(answer) ? answer : fallbackToSolo(attempt, "ledger-hub", answer.failure.message, manager.name);
}

export const ledgerHubKind = defineKind({
  name: "ledger-hub",
  gist: "a manager keeps a written ledger; workers with fresh contexts do its tasks",
  description:
    "Self-organization over a ledger, after GVS5H (slee-persis/GVS5H, August 2026). In each round a manager with a fresh context sees the task, the plan, the list of " +
    "tasks with their results, the notes, the answer so far (the artefact) and its last check, never a transcript, and says what is to be done now (one call). Each " +
    "open task goes to a worker in a fresh context that holds the task, the brief and the entries that the manager named (one call); results land as entries of " +
    "bounded size. A reply that ended at the output cap is condensed into a note (one call more, `summarise`) and its task stays undone. After a round that " +
    "changed the artefact the run's verifier checks it, as often as the attempts allow, the last one left out; then the manager alone says whether work is left. It ends on a pass, " +
    "when the manager leaves nothing open, after the rounds, or when the money is gone. One model in all seats, or the others as workers in turn (`seats: mixed`). " +
    "As published: `attempts` as many as `rounds`; version 1 is `rounds: 4, summarise: false`.",
  options: ledgerHubOptions,
  memberOptions: ["manager"],
  formula: "2 to rounds x (1 + tasks, each twice where it was cut) + 2",
  sees: "Manager: the whole ledger, entries cut to their size. Worker: the task, its brief and the entries named for it, with what the terms show of the artefact's verdict.",
  ignores: [],
  calls: (_members, _terms, { rounds, size, summarise }) => ({ least: 2, most: rounds * (1 + size.tasks * (summarise ? 2 : 1)) + 2 }),
  asks: (members, { manager, seats }, closer) => (seats === "mixed" ? members : [manager ?? closer].filter((name) => name !== "")),
  make: ledgerHub,
});
