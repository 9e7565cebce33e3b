import { z } from "zod";
import type { Form, Json, JsonSchema } from "../types.ts";
import { clip, shapeOf } from "./asks.ts";

/** One step of a workflow, counted from 1: who does what, and the earlier steps whose results are seen. */
export interface WorkflowStep {
  readonly number: number;
  readonly member: string;
  readonly subtask: string;
  readonly access: readonly number[];
}
/** Who may be named; `once`: by whom a step is planned anew, one at most. */
export interface WorkflowCrew {
  readonly names: readonly string[];
  readonly once?: string | undefined;
  readonly most: number;
}
/** How a workflow is asked for and read. */
export interface WorkflowForm {
  readonly reply: z.ZodType<WorkflowReply>;
  readonly shape: JsonSchema;
  readonly form: Form;
}
interface WorkflowReply {
  readonly why: string;
  readonly subtasks: readonly string[];
  readonly members: readonly string[];
  readonly access: readonly (readonly number[])[];
}

/** Three equal lists, one entry for each step; what the schema cannot say, a fault says: later steps are not seen, so that the steps make no cycle. */
export function workflowForm({ names, once, most }: WorkflowCrew): WorkflowForm {
  const reply = z.object({
    why: z.string(),
    subtasks: z.array(z.string()).min(1).max(most),
    members: z.array(z.enum(names)).min(1).max(most),
    access: z
      .array(z.array(z.int().min(1).max(most)))
      .min(1)
      .max(most),
  });
  const example: Json = { why: "One step is enough.", subtasks: ["..."], members: [names[0] ?? ""], access: [[]] };
  const faultOf = (object: Json) => {
    const read = reply.safeParse(object);
    return read.success ? workflowFault(read.data, once) : undefined;
  };
  return { reply, shape: shapeOf(reply), form: { faultOf, example } };
}

function workflowFault({ subtasks, members, access }: WorkflowReply, once: string | undefined): string | undefined {
  const lengths = [subtasks.length, members.length, access.length];
  if (new Set(lengths).size > 1)
    return `subtasks, members and access must be equally long, one entry for each step; they have ${lengths.join(", ")}.`;
  const blank = subtasks.findIndex((subtask) => subtask.trim() === "");
  if (blank >= 0) return `The subtask of step ${blank + 1} is empty.`;
  for (const [place, seen] of access.entries()) {
    const late = seen.find((number) => number > place);
    if (late !== undefined) return `Step ${place + 1} may see steps before it alone; its access names step ${late}.`;
  }
  const again = members.filter((name) => name === once).length;
  return again > 1 ? `"${once}" may be named for one step; it is named for ${again}.` : undefined;
}

/** The steps of a reply without a fault, its members by their names. */
export function stepsOf({ subtasks, members, access }: WorkflowReply, nameOf: (label: string) => string): WorkflowStep[] {
  return subtasks.map((subtask, place) => ({
    number: place + 1,
    member: nameOf(members.at(place) ?? ""),
    subtask: clip(subtask, 16_000),
    access: [...new Set(access.at(place))].toSorted((a, b) => a - b),
  }));
}

/** How many steps follow one another on the longest way, each seeing the one before. */
export function depthOf(steps: readonly WorkflowStep[]): number {
  const depths: number[] = [];
  for (const { access } of steps) depths.push(1 + Math.max(0, ...access.map((number) => depths[number - 1] ?? 0)));
  return Math.max(0, ...depths);
}
