import { fieldsAt } from "../util/schema-fields.ts";
import type { FieldNames } from "./schema-faults.ts";
import type { GraderKind } from "./settle.ts";
import { suiteSchema, taskSchema } from "./suite-schema.ts";

const ofExperiment: ReadonlySet<string> = new Set(
  "members judges topologies verifier terms limits only limit sample repetitions seed budget cap attempts baseline suite".split(" "),
);

/** The fields at the top of a suite file, and where those of a task and of an experiment belong. */
export const namesOfSuite: FieldNames = {
  fields: Object.keys(suiteSchema.shape),
  elsewhere: (field) => {
    if (field === "grader")
      return '"grader" belongs to a task; to share one write graders: { mine: { kind: ... } }, and grader: mine in the tasks';
    if (Object.hasOwn(taskSchema.shape, field)) return `"${field}" belongs to a task, in an entry of "tasks"`;
    return ofExperiment.has(field) ? `"${field}" belongs to the experiment, not to its suite` : undefined;
  },
};

/** The fields of a task, and where the settings of its grader belong. */
export function namesOfTask(task: unknown, kinds: ReadonlyMap<string, GraderKind>): FieldNames {
  const grader = fieldOf(task, "grader");
  const name = typeof grader === "string" ? grader : fieldOf(grader, "kind");
  const kind = typeof name === "string" ? kinds.get(name) : undefined;
  const settings = kind === undefined ? [] : fieldsAt(kind.options, []);
  return {
    fields: Object.keys(taskSchema.shape),
    elsewhere: (field) =>
      settings.includes(field) ? `"${field}" belongs under "grader", as in { kind: ${kind?.name}, ${field}: ... }` : undefined,
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
