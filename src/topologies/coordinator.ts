import { z } from "zod";
import type { Answer, Member, Result, Topology } from "../types.ts";
import { answerOf, block, clip, nameOf, objectOf, pastBlocks, roleLast, shapedAsk, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closed, type Contribution } from "./contributions.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { planReply, planShape } from "./shapes.ts";
import { fallbackToSolo, noteFailure, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";
import { labelFor, roll } from "./labels.ts";

export const coordinatorOptions = z.strictObject({
  /** The member who assigns and closes, and also works; whom the term `closer` says when absent. */
  coordinator: z.string().min(1).optional(),
  /** `merge`: one more call composes the answer; `join`: the results are handed in side by side, as published. */
  final: z.enum(["merge", "join"]).default("merge"),
});
type Settings = z.output<typeof coordinatorOptions>;

/** One member assigns roles to all, who then work in parallel. Contract: never rejects. */
export function coordinator(options: z.input<typeof coordinatorOptions> = {}): Topology {
  const settings = coordinatorOptions.parse(options);
  return { name: "coordinator", solve: (task, desk) => inRounds(task, desk, (attempt) => direct(attempt, settings)) };
}

export const coordinatorKind = defineKind({
  name: "coordinator",
  gist: "one model assigns roles to all; they work at once",
  description:
    "The coordinator protocol of the self-organization study (arXiv 2603.28990): one member reads the task and assigns to every member, itself included, a role with a part of the work; then all work in parallel, each seeing the task, the whole assignment and its own part, nobody's results. 1 call and n in parallel; one more composes the answer, unless final: join hands in the results side by side as in the study. A plan with fewer parts leaves members idle. When no usable plan comes, one plain attempt is made instead.",
  options: coordinatorOptions,
  memberOptions: ["coordinator"],
  formula: "n+2 per attempt (n+1 with final: join); fewer when the plan has fewer parts",
  sees: "The task, the assignment and one's own part; the coordinator all results.",
  ignores: [],
  calls(n, terms, { final }) {
    return { least: 2, most: terms.attempts * Math.max(4, n + (final === "merge" ? 2 : 1)) };
  },
  make: coordinator,
});

async function direct(attempt: Attempt, { coordinator, final }: Settings): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const chief = closerOf(desk, coordinator);
  if (!chief.ok) return chief;
  const crew = roll(desk);
  const names = crew.map(({ label }) => label);
  const shape = planShape(names.length);
  const shared = pastBlocks(attempt, chief.name);
  const ask = shapedAsk(task, desk.terms, { purpose: "plan", shared, instruction: assigning(labelFor(desk, chief.name), names), shape });
  const plan = objectOf(await desk.ask(chief.name, ask), planReply);
  if (!plan.ok) return fallbackToSolo(attempt, "coordinator", plan.failure.message);
  const jobs = plan.value.parts.slice(0, names.length).flatMap((part, i) => {
    const member = crew[i]?.member;
    return member === undefined
      ? []
      : [{ member, role: nameOf(part.id), brief: clip(part.brief, 4000), acceptance: clip(part.acceptance, 1000) }];
  });
  if (jobs.length === 0) return fallbackToSolo(attempt, "coordinator", "the plan assigned nothing");
  desk.note({ type: "split", parts: jobs.map(({ role }) => role), by: chief.name });
  const assignment = block("plan", jobs.map(({ member, role, brief }) => `${labelFor(desk, member.name)} (${role}): ${brief}`).join("\n"));
  const done = await askInParallel(attempt, jobs, (job, attempt) => execute(attempt, job, assignment));
  return closed(attempt, done, { from: "coordinator", closing: final, closer: chief.name });
}

interface Job {
  readonly member: Member;
  readonly role: string;
  readonly brief: string;
  readonly acceptance: string;
}

async function execute(attempt: Attempt, job: Job, assignment: string): Promise<Contribution> {
  const { task, desk } = attempt;
  const by = job.member.name;
  desk.note({ type: "role", member: by, role: job.role, abstained: false });
  const part = block("part", `${job.brief}\nDone when: ${job.acceptance}`, { id: job.role });
  const shared = [...pastBlocks(attempt, by), assignment];
  const instruction = `${part}\nYou are "${labelFor(desk, by)}" in the role of ${job.role}. All members work at the same time on the assignment above. Do your own part, completely, so that it fits with the others' parts, and hand in the result alone.`;
  const reply = await desk.ask(by, roleLast(task, desk.terms, { purpose: "attempt", shared, instruction }));
  const result = noteFailure(desk, by, answerOf(reply, by));
  return { by, role: job.role, text: result.ok ? quoted(desk, result.text) : "", abstained: false, over: false };
}

function assigning(chief: string, names: readonly string[]): string {
  return `You are "${chief}" and coordinate a team of ${names.length}: ${clip(names.join(", "), 4000)}. All will work at the same time and see your assignment, but not one another's results.
Give each member, in this order, one part: "id" names the member's role in a few words, "brief" says what exactly it should deliver, "acceptance" when that is done, "needs" stays empty. Parts must not wait for one another. Use fewer parts than members where more would only get in the way.`;
}
