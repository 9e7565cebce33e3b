import type { JudgeSpec, Json } from "../../types.ts";
import { calledFunction } from "../../util/functions.ts";

/** A verifier in a few words: its kind, its error rates, who it asks. */
export function verifierWords({ kind, member, members, samples, falsePositive, falseNegative, function: address }: JudgeSpec): string {
  if (kind === "function" && typeof address === "string") return calledFunction(address);
  if (kind === "noisy") return `noisy ${percent(falsePositive)}/${percent(falseNegative)}`;
  if (kind === "self") return `self x${Number(samples ?? 1)}`;
  if (Array.isArray(members)) return `${kind} of ${members.length}`;
  return typeof member === "string" && !["oracle", "none"].includes(kind) ? `${kind} by ${member}` : kind;
}

function percent(rate: Json | undefined): string {
  return `${Math.round(Number(rate ?? 0) * 100)}%`;
}
