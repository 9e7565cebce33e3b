import type { Fill } from "../experiment/load-experiment.ts";
import { UserError } from "../../util/bug.ts";
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

/** A configuration with the request as its only task, which nobody grades: what it says of tasks of its own, and of comparisons on them, is left out. Throws a `UserError` for one of recorded outcomes. */
export function asRequest({ prompt, context, category = "request" }: Request): Fill {
  return (config) => {
    if (typeof config !== "object" || config === null || Array.isArray(config)) return config;
    if (isRecorded(config))
      throw new UserError(
        "Its members are recorded outcomes, which can answer nothing new. Name live members: --member strong=provider/model.",
      );
    const kept = Object.entries(config).filter(([field]) => !ofComparisons.has(field));
    const task = { id: requestId, category, prompt, ...(context === undefined ? {} : { context }), grader: { kind: "none" } };
    return { ...Object.fromEntries(kept), suite: inlineSuite, tasks: [task] };
  };
}

/** Whether an experiment, as it is written, replays a record. */
function isRecorded(config: object): boolean {
  const { suite } = config as { readonly suite?: unknown };
  return typeof suite === "string" ? suite.startsWith("recorded/") : typeof suite === "object" && suite !== null && "recorded" in suite;
}
