import type { Summary } from "../../summary.ts";
import type { CallEnd } from "../record/call-ends.ts";
import { commonest } from "./silence-of.ts";
import { count } from "../../util/count.ts";

export type Refusal = NonNullable<Summary["refusals"]>[number];

/** Calls that were refused for reasons of content, per member; empty where none was. A call that several topologies share counts once. */
export function refusalsOf(calls: ReadonlyMap<string, CallEnd>): Refusal[] {
  return [...Map.groupBy(calls.values(), (call) => call.member)]
    .map(([member, own]) => {
      const words = own.flatMap(({ failure }) => (failure?.code === "refused" ? [failure.message] : []));
      return { member, calls: own.length, refused: words.length, why: commonest(words) };
    })
    .filter(({ refused }) => refused > 0)
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}

/** The same in words: a refusal is a finding about the member, not a fault of the setup. */
export function refusalNotes(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ member, calls, refused, why }) => {
    const words = why.length > 300 ? `${why.slice(0, 300)}...` : why;
    return `${member} refused ${refused} of ${count(calls, "call")} for reasons of content. ${refused === 1 ? "It said" : "For example"}: ${words}`;
  });
}
