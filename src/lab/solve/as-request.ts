import type { Fill } from "../experiment/load-experiment.ts";
import { inlineSuite } from "../experiment/keep-functions.ts";

/** What somebody wants done now. `context` is long material that the prompt refers to; `category`: what topologies that learn by kinds of work go by ("request" when left out). */
export interface Request {
  readonly prompt: string;
  readonly context?: string;
  readonly category?: string;
}

/** The id of the one task that a request is in its run. */
export const requestId = "request";

/** Fields of an experiment that are about its tasks, or about comparing topologies on them. */
const ofComparisons: ReadonlySet<string> = new Set([
  "suite",
  "tasks",
  "generate",
  "only",
  "tags",
  "limit",
  "sample",
  "repetitions",
  "holdOut",
  "until",
  "search",
  "race",
  "edges",
  "shadow",
  "baseline",
  "margin",
  "table",
  "before",
]);

/** A configuration with the request as its only task, which nobody grades: what it says of tasks of its own, and of comparisons on them, is left out. */
export function asRequest({ prompt, context, category = "request" }: Request): Fill {
  return (config) => {
    if (typeof config !== "object" || config === null || Array.isArray(config)) return config;
    const kept = Object.entries(config).filter(([field]) => !ofComparisons.has(field));
    const task = { id: requestId, category, prompt, ...(context === undefined ? {} : { context }), grader: { kind: "none" } };
    return { ...Object.fromEntries(kept), suite: inlineSuite, tasks: [task] };
  };
}
