import type { JudgeSpec } from "../types.ts";
import type { Path } from "./parsed.ts";
import type { GraderKind } from "./settle.ts";

/** A task's grader with its shared settings, and where both stand. */
export interface GraderSpec {
  readonly id: string;
  readonly spec: JudgeSpec;
  /** The task as it was read: its key may stand beside the grader. */
  readonly raw: unknown;
  /** The settings under a name of the suite's `graders`, where the task has its grader from there. */
  readonly shared?: { readonly name: string; readonly settings: JudgeSpec };
  place(path: Path): string;
  /** Where a part of the suite's shared graders stands. */
  sharedPlace(path: Path): string;
}

/** As many faults as are told of one grader. */
const most = 5;

/** What keeps a task's grader from being opened, a line each: its place, whose grader it is, what is wrong. What the shared settings have wrong is theirs. */
export function graderFaults(graded: GraderSpec, kind: GraderKind | undefined): string[] {
  const { id, spec, shared } = graded;
  const faults = kind?.faults?.(spec) ?? [];
  return faults.slice(0, most).map(({ path, words }) => {
    const ended = /[.!?]$/.test(words) ? words : `${words}.`;
    const whose = isShared(graded, path) ? `the shared grader "${shared?.name}"` : `the grader of task "${id}"`;
    return `${graderPart(graded, path)}: ${whose} (${spec.kind}) does not fit: ${ended}`;
  });
}

/** Where a part of a task's grader stands: with the task, with its key, or among the graders that the suite shares. */
export function graderPart(graded: Pick<GraderSpec, "raw" | "shared" | "place" | "sharedPlace">, path: Path): string {
  const { raw, shared } = graded;
  return shared !== undefined && isShared(graded, path) ? graded.sharedPlace([shared.name, ...path]) : graded.place(placeIn(raw, path));
}

function isShared({ raw, shared }: Pick<GraderSpec, "raw" | "shared">, [field]: Path): boolean {
  if (shared === undefined || typeof field !== "string" || isBeside(raw, field)) return false;
  return Object.hasOwn(shared.settings, field) && !Object.hasOwn(fieldsOf(fieldsOf(raw)["grader"]), field);
}

/** Where a setting stands in the task: the key and its aliases may be the task's own answer. */
function placeIn(raw: unknown, [field, ...rest]: Path): Path {
  if (field === undefined) return ["grader"];
  if (!isBeside(raw, field)) return ["grader", field, ...rest];
  if (!Array.isArray(fieldsOf(raw)["answer"])) return ["answer", ...rest];
  return field === "answer" ? ["answer", 0, ...rest] : ["answer", ...rest.map((step) => (typeof step === "number" ? step + 1 : step))];
}

function isBeside(raw: unknown, field: string | number): boolean {
  const task = fieldsOf(raw);
  return Object.hasOwn(task, "answer") && (field === "answer" || (field === "aliases" && Array.isArray(task["answer"])));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}
