import type { Ask, Seat, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";
import { rehearsedAsks } from "./rehearse.ts";
import { tokensOf } from "./reply-length.ts";
import { count } from "../../util/count.ts";
import { outputAtMost } from "../../util/output-at-most.ts";

/**
 * Why a call of a plan can never be sent: it takes more tokens than a minute of its member's own `tokensPerMinute` has. Of an answer
 * that may be that long this is certain, of a prompt by a count of its letters, for the longest task. Undefined where every call fits.
 */
export async function unpaced(plan: Plan): Promise<string | undefined> {
  for (const topology of plan.topologies) {
    const bound = [...topology.seats, ...plan.judgeSeats].some(({ model }) => paceOf(model) < Infinity || model.composite === true);
    if (!bound) continue;
    const why = tooLongAnswer(plan, topology) ?? (await tooLongCall(plan, topology));
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Refuses to begin what would come to a call that can never be sent. */
export async function refuseUnpaced(plan: Plan): Promise<void> {
  const why = await unpaced(plan);
  if (why !== undefined) throw new UserError(why);
}

function paceOf({ world, pace }: Seat["model"]): number {
  return world === "live" ? (pace?.tokensPerMinute ?? Infinity) : Infinity;
}

function tooLongAnswer({ judgeSeats }: Plan, { name: topology, terms, seats }: PlannedTopology): string | undefined {
  const short = [...seats, ...judgeSeats].find(({ model }) => terms.outputCap > paceOf(model));
  if (short === undefined) return undefined;
  return `settings.tokensPerMinute of ${short.name} is ${paceOf(short.model)}, and one answer in ${topology} may take ${terms.outputCap} tokens (terms.outputCap): no call fits into a minute. Raise settings.tokensPerMinute, or lower terms.outputCap.`;
}

async function tooLongCall({ suite, ...plan }: Plan, topology: PlannedTopology): Promise<string | undefined> {
  const task = suite.tasks.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  if (task === undefined) return undefined;
  const asked = await rehearsedAsks({ suite, ...plan }, topology, task);
  const long = asked.filter(({ seat, ask }) => promptOf(ask) + outputAtMost(ask) > paceOf(seat.model));
  const [first] = long;
  if (first === undefined) return undefined;
  const { seat, ask } = first;
  const most = paceOf(seat.model);
  const others = suite.tasks.filter((each) => each.id !== task.id && tokensOf(textOf(each)) + outputAtMost(ask) > most).length;
  const more = others === 0 ? "" : `, and so would those of ${count(others, "more task")}`;
  return `settings.tokensPerMinute of ${seat.name} is ${most}, and one call to it in ${topology.name} takes about ${promptOf(ask) + outputAtMost(ask)} tokens (task "${task.id}": ${promptOf(ask)} of prompt and up to ${outputAtMost(ask)} of answer): it would never fit into a minute${more}. Raise settings.tokensPerMinute, lower terms.outputCap, or shorten or leave out such tasks.`;
}

function promptOf({ messages }: Ask): number {
  return messages.reduce((sum, { text }) => sum + tokensOf(text), 0);
}

function lengthOf(task: Task): number {
  return textOf(task).length + JSON.stringify(task.grader).length;
}

function textOf({ prompt, context = "" }: Task): string {
  return `${prompt}${context}`;
}
