import type { Summary } from "../summary.ts";
import { count } from "./format.ts";

/** What a reader must know first of a run whose verifier gave no verdict: how often, and what that did to each topology. */
export function silenceWords({ silence }: Summary): string[] {
  if (silence === undefined) return [];
  const hit = silence.topologies.filter((row) => row.silent > 0);
  const asked = sum(silence.topologies.map((row) => row.asked));
  const silent = sum(hit.map((row) => row.silent));
  const judges = silence.judges.length === 0 ? "" : ` (${silence.judges.join(", ")})`;
  const effect = silent === asked ? ": nothing was verified, nothing was retried." : ".";
  const each = hit.map(({ topology, unverified, answers, retriesNotMade }) => {
    const retries = retriesNotMade === 0 ? "" : `, up to ${count(retriesNotMade, "retry", "retries")} not made`;
    return `${topology} ${unverified} of ${answers} answers unverified${retries}`;
  });
  const why = silence.why.length > 160 ? `${silence.why.slice(0, 160)}...` : silence.why;
  return [`The judge${judges} was silent on ${silent} of ${asked}${effect} ${each.join("; ")}. Mostly: ${why}`];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
