import { z } from "zod";
import { answerKey } from "./final-answer.ts";
import { central } from "./similarity.ts";

/** One member's answer; `weight` counts its vote, 1 when absent. */
export interface Ballot {
  readonly by: string;
  readonly text: string;
  readonly weight?: number;
}
/** `share` is the winner's part of the weight; `how` says whether votes, likeness, the member named for ties or chance decided. */
export interface Majority {
  readonly ballot: Ballot;
  readonly share: number;
  readonly how: "majority" | "central" | "named" | "tie";
  readonly scores: { [key: string]: number };
}

/** Who wins where several answers have the most weight: `chance`, the one most like the others, or that of the member who is named. */
export const tieRule = z.union([z.enum(["chance", "likeness"]), z.string().min(1)]);

/**
 * The answer that most weight stands behind, answers counted as equal by `answerKey`. A tie goes to the member whom `ties` names, if
 * one of the tied answers is its own. With `likeness`, where no two members agree, the texts that are most like the others are left
 * (programs and prose: arXiv 2402.05120). What is still level is decided by `chance` in [0, 1). Empty answers abstain; undefined when all do.
 */
export function majority(ballots: readonly Ballot[], chance: () => number, ties: string = "likeness"): Majority | undefined {
  const groups = new Map<string, { weight: number; ballots: Ballot[] }>();
  let total = 0;
  for (const ballot of ballots) {
    const key = answerKey(ballot.text);
    const weight = ballot.weight ?? 1;
    if (key === undefined || weight <= 0) continue;
    const group = groups.get(key) ?? { weight: 0, ballots: [] };
    group.weight += weight;
    group.ballots.push(ballot);
    groups.set(key, group);
    total += weight;
  }
  if (groups.size === 0) return undefined;
  const ordered = [...groups.values()].toSorted((a, b) => b.weight - a.weight);
  const top = ordered[0] as (typeof ordered)[number];
  const level = ordered.filter((group) => top.weight - group.weight < 1e-9);
  const scores = Object.fromEntries([...groups].map(([key, group]) => [key.slice(0, 80), group.weight]));
  if (level.length === 1) return { ballot: spokesman(top.ballots), share: top.weight / total, how: "majority", scores };
  const share = top.weight / total;
  const named = level.flatMap((group) => group.ballots).find(({ by }) => by === ties);
  if (named !== undefined) return { ballot: named, share, how: "named", scores };
  const alone = ties === "likeness" && level.length > 2 && ordered.every((group) => group.ballots.length === 1);
  const likest = alone ? central(level.map((group) => group.ballots[0]?.text ?? "")) : [...level.keys()];
  const drawn = level[likest[likest.length < 2 ? 0 : Math.floor(chance() * likest.length)] ?? 0] ?? top;
  return { ballot: spokesman(drawn.ballots), share, how: likest.length < level.length ? "central" : "tie", scores };
}

/** True when all non-empty answers state the same result; false when there is none. */
export function unanimous(texts: readonly string[]): boolean {
  const keys = new Set(texts.map(answerKey).filter((key) => key !== undefined));
  return keys.size === 1;
}

// Of equal answers the heaviest speaks, the first of equals: its working is shown with the result.
function spokesman(ballots: readonly Ballot[]): Ballot {
  return ballots.reduce((best, ballot) => ((ballot.weight ?? 1) > (best.weight ?? 1) ? ballot : best));
}
