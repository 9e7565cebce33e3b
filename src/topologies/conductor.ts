import { z } from "zod";
import type { Answer, Brief, Desk, Member, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { dollars } from "../util/money.ts";
import { shuffled } from "../util/random.ts";
import { answerOf, askInParallel, attemptAsk, block, clip, isOver, objectOf, pastBlocks, roleLast, shapedAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { fallbackToSolo, noteFailure, quoted } from "./team.ts";
import { seated, tried, tryUntilPassed } from "./tries.ts";
import { bestWorkflows, type PastStep, workflowNote, workflowView } from "./workflow-view.ts";
import { depthOf, stepsOf, type WorkflowCrew, workflowForm, type WorkflowStep } from "./workflow.ts";
import { labelFor, nameFor } from "./labels.ts";

/**
 * `planner`: who writes the workflow, the first member when absent. `steps`: how many it may have. `recursion`: a step that names the planner is planned
 * anew, once; else the planner is one of the members. `isolated`: members see their subtask and the results they are given, not the task. `examples`: so
 * many past workflows that passed in the category are shown to the planner.
 */
export const conductorOptions = z.strictObject({
  planner: z.string().min(1).optional(),
  steps: z.int().min(1).max(5).default(5),
  recursion: z.boolean().default(true),
  isolated: z.boolean().default(true),
  examples: z.int().min(0).max(10).default(3),
});
type Settings = z.output<typeof conductorOptions>;

/** One member writes a workflow of subtasks, members and who sees what; the others carry it out. Contract: never rejects. */
export function conductor(options: z.input<typeof conductorOptions> = {}): Topology {
  const settings = conductorOptions.parse(options);
  return { name: "conductor", memory: settings.examples > 0, solve: (task, desk) => conducted(task, desk, settings) };
}

export const conductorKind = defineKind({
  name: "conductor",
  gist: "one model writes a workflow for the task; the others carry it out, each seeing only its part",
  description:
    "After the Conductor (arXiv 2512.04388), by prompt alone: one planning call returns three equal lists, of subtasks, of the members who do them, and of " +
    "the earlier steps whose results each may see. Later steps cannot be seen, so that the workflow is a graph without cycles; steps that need nothing of " +
    "one another run at the same time, and the last step's result is the answer. A member sees its subtask and the results that it is given, nothing else " +
    "(the task's long context apart), so that no path steers the others. A step that names the planner is planned anew with what it may see, once and one " +
    "level deep. A workflow with a fault is repaired once; one that still cannot be read, and a last step without a result, lead to one plain attempt of the " +
    "planner. With `examples` the planner is shown past workflows of the category that passed, and for that every answer is verified.",
  options: conductorOptions,
  memberOptions: ["planner"],
  formula:
    "2 to 2*steps+2 per attempt: 1 plan, its steps, with recursion one more plan and its steps, 1 plain attempt if the last step fails",
  sees: "Planner: the task, labels and prices of the members, past workflows. Members: their subtask and the results that the workflow gives them.",
  ignores: ["closer"],
  calls(members, terms, { steps, recursion }) {
    const inner = recursion && members > 1 ? steps + 1 : 0;
    return { least: 2, most: terms.attempts * (1 + steps + inner + 1) };
  },
  make: conductor,
});

function conducted(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  return tryUntilPassed(task, desk, async (attempt, number) => {
    const planner = seated(desk, settings.planner);
    if (!planner.ok) return planner;
    const written = tried(await conduct(attempt, planner, settings));
    // Workflows that are to be examples need a verdict on the last attempt too.
    if (!written.ok || settings.examples === 0 || number < desk.terms.attempts) return written;
    return { ...written, verdict: await desk.verify(written.answer) };
  });
}

/** What a workflow is written for: the task, or a step of the workflow above. */
interface Planned {
  readonly attempt: Attempt;
  readonly planner: Member;
  readonly settings: Settings;
  readonly brief: Brief;
  readonly shared: readonly string[];
  /** Whether it is a workflow within a workflow. */
  readonly nested: boolean;
}

async function conduct(attempt: Attempt, planner: Member, settings: Settings): Promise<Result<Answer>> {
  const shared = pastBlocks(attempt, planner.name);
  const work = { attempt, planner, settings, brief: attempt.task, shared, nested: false };
  const done = await planAndRun(work);
  if (done.ok || isOver(done)) return done;
  return fallbackToSolo(attempt, "conductor", done.failure.message, planner.name);
}

function examplesOf({ task, desk }: Assignment, { examples }: Settings): string[] {
  if (examples === 0) return [];
  const best = bestWorkflows(desk.view(workflowView), task.category, examples);
  return best.map((steps, place) => block("history", wordsOf(desk, steps), { by: `workflow-${place + 1}` }));
}

async function planAndRun(work: Planned): Promise<Result<Answer>> {
  const { desk } = work.attempt;
  const planned = await planFor(work);
  if (!planned.ok) {
    if (!isOver(planned)) note(desk, work.nested, undefined);
    return planned;
  }
  note(desk, work.nested, planned.steps);
  desk.note({ type: "split", parts: planned.steps.map(({ number }) => String(number)), by: work.planner.name });
  const results = await run(work, planned.steps);
  return results.at(-1) ?? fail("malformed", "A workflow was wanted; it has no step.");
}

function note(desk: Desk, nested: boolean, steps: readonly WorkflowStep[] | undefined): void {
  const shape = { steps: steps?.length ?? 0, depth: depthOf(steps ?? []), nested };
  desk.note({ type: "own", name: workflowNote, value: { workflow: steps === undefined ? null : steps.map(pastStep), ...shape } });
  const counts = nested ? { "plans within plans": 1 } : { steps: shape.steps, depth: shape.depth };
  const unread = steps === undefined ? 1 : 0;
  desk.note({ type: "own", name: "figures", value: { ...counts, "plans that could not be read": unread } });
}

/** A workflow as a later planner reads it. */
function wordsOf(desk: Desk, steps: readonly PastStep[]): string {
  return steps
    .map(({ member, subtask, access }, place) => {
      const seen = access.length === 0 ? "sees nothing else" : `sees ${access.join(", ")}`;
      return `${place + 1}. ${labelFor(desk, member)}, ${seen}: ${subtask}`;
    })
    .join("\n");
}

function pastStep({ member, subtask, access }: WorkflowStep): PastStep {
  return { member, subtask: clip(subtask.replace(/\s+/g, " ").trim(), 300), access };
}

async function planFor({
  attempt,
  planner,
  settings,
  brief,
  shared,
  nested,
}: Planned): Promise<Result<{ readonly steps: readonly WorkflowStep[] }>> {
  const { desk } = attempt;
  const crew = crewOf(desk, planner, settings, nested);
  const { reply, shape, form } = workflowForm({ ...crew, ...calledCrew(desk, crew) });
  const examples = nested ? [] : examplesOf(attempt, settings);
  // The order in which members are listed must not decide.
  const listed = shuffled(crew.names, () => desk.chance("order")).map((name) => `- ${described(attempt, name, crew)}`);
  const ask = shapedAsk(brief, desk.terms, {
    purpose: "plan",
    shared: [...shared, block("history", listed.join("\n"), { by: "members" }), ...examples],
    instruction: planning(settings),
    shape,
  });
  const read = noteFailure(desk, planner.name, objectOf(await desk.ask(planner.name, ask, undefined, form), reply));
  return read.ok ? { ok: true, steps: stepsOf(read.value, (label) => nameFor(desk, label) ?? "") } : read;
}

/** Alone, or without recursion, the planner is one of those who work; within its own workflow it is not. */
function crewOf({ members }: Desk, planner: Member, { recursion, steps }: Settings, nested: boolean): WorkflowCrew {
  const all = members.map(({ name }) => name);
  if (!recursion || all.length === 1) return { names: all, most: steps };
  const others = all.filter((name) => name !== planner.name);
  return nested ? { names: others, most: steps } : { names: all, once: planner.name, most: steps };
}

/** The crew by what its planner calls it. */
function calledCrew(desk: Desk, { names, once }: WorkflowCrew): Pick<WorkflowCrew, "names" | "once"> {
  return { names: names.map((name) => labelFor(desk, name)).toSorted(), once: once === undefined ? undefined : labelFor(desk, once) };
}

function described({ task, desk }: Assignment, name: string, { once }: WorkflowCrew): string {
  const label = labelFor(desk, name);
  if (name === once) return `${label}: plans its step anew with what it may see, for one step at most`;
  return `${label}: at most ${dollars(desk.quote(name, attemptAsk(task, desk.terms)))} for an answer`;
}

function planning({ steps, isolated }: Settings): string {
  const sight = isolated
    ? "A member sees nothing but its subtask and the results that access gives it: not the task, not the plan. So each subtask must say all that its member needs, in the task's own words where they matter."
    : "A member sees the task, its subtask and the results that access gives it.";
  return [
    `You direct and do not do the work yourself. Write a workflow of at most ${steps} steps for the task above; workflows that led to right answers to others of its kind stand above where there are any.`,
    `subtasks: for each step, what is to be done. ${sight}`,
    "members: for each step, who does it.",
    "access: for each step, a list of the numbers of earlier steps, counted from 1, whose results its member sees; an empty list for none. Steps that see nothing of one another run at the same time.",
    "The three lists are equally long. The result of the last step is handed in as it is: its subtask must ask for the complete answer to the task in the form that the task wants. One step is right for what one member does well; a second that checks the first costs as much again.",
    "In why, say first in one or two sentences how the work comes apart.",
  ].join("\n");
}

/** Every step starts as soon as those that it sees are done. */
function run(work: Planned, steps: readonly WorkflowStep[]): Promise<Result<Answer>[]> {
  const running: Promise<Result<Answer>>[] = [];
  return askInParallel(work.attempt, steps, (step, attempt, place) => {
    const seen = step.access.map((number) => running[number - 1] as Promise<Result<Answer>>);
    const done = (async () =>
      carriedOut({ ...work, attempt }, step, { results: await Promise.all(seen), isLast: place === steps.length - 1 }))();
    running[place] = done;
    return done;
  });
}

async function carriedOut(
  work: Planned,
  step: WorkflowStep,
  { results, isLast }: { readonly results: readonly Result<Answer>[]; readonly isLast: boolean },
): Promise<Result<Answer>> {
  const { attempt, planner, settings } = work;
  const { task, desk } = attempt;
  const lost = results.find((result) => isOver(result));
  if (lost !== undefined) return lost;
  const given = results.map((result, place) => {
    const text = result.ok ? quoted(desk, result.text) : "(No result: its member failed.)";
    return block("result", text, { part: String(step.access[place]) });
  });
  const shared = [...given, block("part", step.subtask, { id: String(step.number) })];
  const brief = settings.isolated ? partBrief(task, step.number) : task;
  const crew = crewOf(desk, planner, settings, work.nested);
  if (step.member === crew.once) {
    const inner = await planAndRun({ ...work, brief, shared, nested: true });
    if (inner.ok || isOver(inner)) return inner;
    desk.note({ type: "fallback", from: `step ${step.number}`, to: planner.name, why: clip(inner.failure.message, 300) });
  }
  const instruction = `Do step ${step.number} as its part above says, and nothing else. ${isLast ? "Your result is handed in as it is: give the complete answer alone, in the form that is asked for." : "Others go on from your result: give it in full."}`;
  const ask = roleLast(brief, desk.terms, { purpose: "attempt", shared, instruction });
  return noteFailure(desk, step.member, answerOf(await desk.ask(step.member, ask), step.member));
}

/** What a member sees in place of the task; long material that no subtask could repeat stays. */
function partBrief({ id, category, context }: Brief, number: number): Brief {
  const prompt =
    "This is one step of a larger work. What is to be done stands in the part below; results of earlier steps stand before it.";
  return { id: `${id}/step-${number}`, category, prompt, ...(context === undefined ? {} : { context }) };
}
