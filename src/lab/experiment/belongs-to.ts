import { taskSchema } from "../../tasks/index.ts";
import { topologyRegistry } from "../../topologies/index.ts";
import { fieldsAt } from "../../util/schema-fields.ts";

/** Where a field of an experiment belongs that only a topology's own kind or the suite knows, in words; undefined for any other. */
export function belongsTo(experiment: unknown, path: readonly PropertyKey[], field: string): string | undefined {
  const [list, index, ...rest] = path;
  if (list === "topologies" && typeof index === "number" && rest.length === 0) {
    if (/^(?:kind|type|topology)$/i.test(field)) return 'the kind of a topology is named by "use"';
    const use = fieldOf(fieldOf(fieldOf(experiment, list), index), "use");
    const kind = topologyRegistry.all.find(({ name }) => name === use);
    return kind !== undefined && fieldsAt(kind.options, []).includes(field) ? 'it belongs under "options"' : undefined;
  }
  const ofTask = path.length === 0 && ["prompt", "grader", "answer", "context", "category", "worth", "meta"].includes(field);
  if (!ofTask || !Object.hasOwn(taskSchema.shape, field)) return undefined;
  return `it belongs to a task of the suite${field === "worth" ? ', and for all tasks alike it is "value"' : ""}`;
}

function fieldOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
