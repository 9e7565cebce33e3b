import type { Answer, Desk, Member, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, block, isOver, objectOf, pastBlocks, roleLast, shapedAsk, askInParallel, tryAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { type Part, type Plan, workable } from "./plan.ts";
import { planReply, planShape, problemsReply, problemsShape } from "./shapes.ts";
import { drawn } from "./tries.ts";
import { labelFor } from "./labels.ts";

/** What a hub may do besides delegating; a stage that is left out is skipped. */
export const hubStages = ["split", "recompose", "critique", "revise"] as const;
export interface HubSettings {
  readonly hub: Member;
  readonly stages: readonly (typeof hubStages)[number][];
  readonly maxParts: number;
  /** Who does the parts, by name; all but the hub when left out. */
  readonly workers?: readonly string[] | undefined;
}
/** The result of one part; `text` is empty when no spoke gave one. */
interface PartResult {
  readonly part: Part;
  readonly text: string;
  readonly by: string;
}

/**
 * One cycle of a hub: plan, delegate, recompose, let somebody else attack the result, revise. What a stage that fails leaves
 * behind is used as it stands; a plan that cannot be read sends the whole task to the hub alone, noted as a fallback.
 */
export async function hubCycle(attempt: Attempt, settings: HubSettings): Promise<Result<Answer>> {
  const { desk } = attempt;
  const spokes = spokesOf(desk, settings);
  if (!settings.stages.includes("split")) return whole(attempt, settings, spokes);
  const planned = await planFor(attempt, settings);
  if (!planned.ok) return isOver(planned) ? planned : alone(attempt, settings.hub, planned.failure.message);
  const done = await delegate(attempt, planned.plan, spokes);
  const given = done.filter((result) => result.text !== "");
  if (given.length === 0) {
    if (desk.left.cost <= 0 || desk.left.calls <= 0) return fail("budget", "Results of the parts were wanted; the budget ended first.");
    return alone(attempt, settings.hub, "no spoke gave a result");
  }
  const draft = await recompose(attempt, settings, done);
  return polish(attempt, settings, draft, new Set(given.map((result) => result.by)));
}

/** Those who are named, else everybody but the hub, and the hub itself when it is alone; dealt from a place drawn by chance. */
function spokesOf(desk: Desk, { hub, workers }: HubSettings): readonly Member[] {
  const named = workers?.flatMap((name) => desk.members.filter((member) => member.name === name));
  const others = named ?? desk.members.filter((member) => member.name !== hub.name);
  if (others.length < 2) return others.length === 0 ? [hub] : others;
  const start = Math.floor(desk.chance("spokes") * others.length);
  return [...others.slice(start), ...others.slice(0, start)];
}

async function planFor(attempt: Attempt, { hub, maxParts }: HubSettings): Promise<Result<{ plan: Plan }>> {
  const { task, desk } = attempt;
  const instruction =
    `You direct a team and do not do the work yourself. Split the task into at most ${maxParts} parts that different members work on at the same time. ` +
    "Give every part an id, a brief that says all that its worker must know, an acceptance note that says when it is done, and in needs the ids of the " +
    "parts whose results it cannot do without. Few parts are better than many; one part is right for a task that does not come apart.";
  const shared = pastBlocks(attempt, hub.name);
  const ask = shapedAsk(task, desk.terms, { purpose: "plan", shared, instruction, shape: planShape(maxParts) });
  const read = objectOf(await desk.ask(hub.name, ask), planReply);
  if (!read.ok) return read;
  const plan = workable(read.value, maxParts);
  if (plan === undefined) return fail("malformed", "A plan was wanted; it has no part with a brief.");
  desk.note({ type: "split", parts: plan.parts.map((part) => part.id), by: hub.name });
  if (plan.mended.length > 0) desk.note({ type: "own", name: "plan-mended", value: [...plan.mended] });
  return { ok: true, plan };
}

/** Every part starts as soon as the parts that it needs are done. */
async function delegate(attempt: Attempt, { parts }: Plan, spokes: readonly Member[]): Promise<PartResult[]> {
  const running = new Map<string, Promise<PartResult>>();
  const start = (part: Part, attempt: Attempt, index: number): Promise<PartResult> => {
    const known = running.get(part.id);
    if (known !== undefined) return known;
    const work = (async () => {
      // Registered before its needs are awaited, since a part may be reached from several others.
      await Promise.resolve();
      const needed = await Promise.all(
        part.needs.flatMap((need) => {
          const place = parts.findIndex((other) => other.id === need);
          const other = parts[place];
          return other === undefined ? [] : [start(other, attempt, place)];
        }),
      );
      return partWork(attempt, part, needed, [spokes[index % spokes.length], spokes[(index + 1) % spokes.length]]);
    })();
    running.set(part.id, work);
    return work;
  };
  return askInParallel(attempt, parts, start);
}

/** A part is tried by its spoke and, if that fails, once by the next one. */
async function partWork(
  attempt: Attempt,
  part: Part,
  needed: readonly PartResult[],
  workers: readonly (Member | undefined)[],
): Promise<PartResult> {
  const { task, desk } = attempt;
  let failed = "";
  for (const worker of workers) {
    if (worker === undefined) continue;
    if (failed !== "") desk.note({ type: "fallback", from: `part ${part.id}`, to: worker.name, why: failed });
    const acceptance = part.acceptance === "" ? "" : `\nIt is done when: ${part.acceptance}`;
    const shared = [
      ...pastBlocks(attempt, worker.name),
      ...needed.map(resultBlock),
      block("part", `${part.brief}${acceptance}`, { id: part.id }),
    ];
    const instruction = `Do part ${part.id} of the task and nothing else; others do the rest. Give its result in full.`;
    const reply = await desk.ask(worker.name, roleLast(task, desk.terms, { purpose: "attempt", shared, instruction }));
    const answer = answerOf(reply, worker.name);
    if (answer.ok) return { part, text: answer.text, by: worker.name };
    if (isOver(answer)) break;
    failed = answer.failure.message;
  }
  return { part, text: "", by: "" };
}

function resultBlock({ part, text }: PartResult): string {
  return block("result", text === "" ? "(No result: its worker failed.)" : text, { part: part.id });
}

/** The draft of the whole: a single result stands as it is; joined results stand in where the hub cannot or may not recompose. */
async function recompose({ task, desk }: Assignment, { hub, stages }: HubSettings, done: readonly PartResult[]): Promise<Answer> {
  const given = done.filter((result) => result.text !== "");
  const [first] = given;
  if (done.length === 1 && first !== undefined) return { text: first.text, by: first.by };
  const joined: Answer = { text: given.map((result) => result.text).join("\n\n"), by: hub.name };
  if (!stages.includes("recompose")) return joined;
  const instruction =
    "Join the results of the parts into one complete answer to the task. Mend what does not fit together. Give the answer alone.";
  const ask = roleLast(task, desk.terms, { purpose: "merge", shared: done.map(resultBlock), instruction });
  const merged = answerOf(await desk.ask(hub.name, ask), hub.name);
  if (!merged.ok) desk.note({ type: "fallback", from: "recompose", to: "joined results", why: merged.failure.message });
  return merged.ok ? { text: merged.text, by: merged.by } : joined;
}

/** Critique by a member who did not write the draft, best by one who wrote no part of it, then the hub's revision. */
async function polish(
  { task, desk }: Assignment,
  settings: HubSettings,
  draft: Answer,
  writers: ReadonlySet<string>,
): Promise<Result<Answer>> {
  const { hub, stages } = settings;
  const standing: Result<Answer> = { ok: true, ...draft };
  if (!stages.includes("critique")) return standing;
  const others = desk.members.filter((member) => member.name !== draft.by);
  const spokes = others.filter((member) => member.name !== hub.name);
  const fresh = spokes.filter((member) => !writers.has(member.name));
  const critic = drawn(desk, "critic", [fresh, spokes, others].find((group) => group.length > 0) ?? []);
  if (critic === undefined) return standing;
  const shared = [block("answer", draft.text, { by: labelFor(desk, draft.by) })];
  const instruction =
    "You did not write this answer. Try to break it: list every error, gap and unmet demand of the task in problems, each with its place. " +
    "An empty list says that it is right and complete.";
  const ask = shapedAsk(task, desk.terms, { purpose: "critique", shared, instruction, shape: problemsShape });
  const read = objectOf(await desk.ask(critic.name, ask), problemsReply);
  const problems = read.ok ? read.value.problems.filter((problem) => problem.trim() !== "") : [];
  if (problems.length === 0 || !stages.includes("revise")) return standing;
  const critique = block("critique", problems.map((problem) => `- ${problem}`).join("\n"));
  const revision = "Revise the answer: mend what the critique shows to be wrong, keep what is right. Give the complete answer alone.";
  const revise = roleLast(task, desk.terms, { purpose: "merge", shared: [...shared, critique], instruction: revision });
  const revised = answerOf(await desk.ask(hub.name, revise), hub.name);
  return revised.ok ? revised : standing;
}

/** No split: one spoke does the whole task, which is then polished like any draft. */
async function whole(attempt: Attempt, settings: HubSettings, spokes: readonly Member[]): Promise<Result<Answer>> {
  const { desk } = attempt;
  let failed: Result<Answer> = fail("unsupported", "A spoke was wanted; there is none.");
  for (const spoke of spokes.slice(0, 2)) {
    const answer = answerOf(await desk.ask(spoke.name, tryAsk(attempt, spoke.name)), spoke.name);
    if (answer.ok) return polish(attempt, settings, { text: answer.text, by: answer.by }, new Set([spoke.name]));
    failed = answer;
    if (isOver(answer)) break;
  }
  return failed;
}

async function alone(attempt: Attempt, hub: Member, why: string): Promise<Result<Answer>> {
  const { desk } = attempt;
  desk.note({ type: "fallback", from: "hub-spoke", to: "solo", why });
  return answerOf(await desk.ask(hub.name, tryAsk(attempt, hub.name)), hub.name);
}
