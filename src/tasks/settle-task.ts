import type { JudgeSpec } from "../types.ts";
import type { Path } from "./parsed.ts";
import { type GraderKind, settleGrader, settleLoose } from "./settle.ts";
import { WrittenValue } from "./written.ts";

/** A task as it was read, with every spelling settled: a grader's settings by the schema of its kind, all else as plain values. */
export function settleTask(
  raw: unknown,
  graders: ReadonlyMap<string, JudgeSpec>,
  settling: { readonly kinds: ReadonlyMap<string, GraderKind>; place(path: Path): string },
): unknown {
  if (!isObject(raw)) return settleLoose(raw);
  const parts = Object.entries(raw).map(([field, part]): [string, unknown] => {
    if (field === "turns" && Array.isArray(part)) return [field, part.map((turn, at) => settleTask(turn, graders, inTurn(settling, at)))];
    if (field !== "grader" || !isObject(part)) return [field, field === "meta" ? settleLoose(part) : plain(part)];
    const named = Object.hasOwn(part, "kind") ? String(part["kind"]) : "";
    return [field, settleGrader(part, graders.get(named)?.kind ?? named, [field], settling)];
  });
  return Object.fromEntries(parts);
}

function inTurn<S extends { place(path: Path): string }>(settling: S, at: number): S {
  return { ...settling, place: (path) => settling.place(["turns", at, ...path]) };
}

/** A suite's shared graders, settled alike. */
export function settleGraders(
  raw: unknown,
  settling: { readonly kinds: ReadonlyMap<string, GraderKind>; place(path: Path): string },
): unknown {
  if (!isObject(raw)) return plain(raw);
  const settled = Object.entries(raw).map(([name, spec]) => {
    const kind = isObject(spec) && Object.hasOwn(spec, "kind") ? String(spec["kind"]) : "";
    return [name, isObject(spec) ? settleGrader(spec, kind, ["graders", name], settling) : plain(spec)];
  });
  return Object.fromEntries(settled) as unknown;
}

function plain(part: unknown): unknown {
  if (part instanceof WrittenValue) return part.cell ? part.source : part.value;
  return Array.isArray(part) ? part.map(plain) : part;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof WrittenValue);
}
