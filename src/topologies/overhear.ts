import type { Brief, Desk } from "../types.ts";
import { detectFailures, type Turn } from "./dialogue-guards.ts";
import { defined } from "../util/defined.ts";

/** What was said in one round, all at once. */
export type Utterance = Omit<Turn, "tokens" | "round">;

/**
 * Listens to a dialogue round by round: true when a guard says that it ought to end there, which is noted. The caller then
 * goes on with the answer that stands. Deterministic; without `guarded` it never stops anything.
 */
export function overhear(desk: Desk, task: Brief, guarded: boolean): (round: readonly Utterance[]) => boolean {
  const turns: Turn[] = [];
  let rounds = 0;
  return (round) => {
    if (!guarded) return false;
    turns.push(...round.map((said) => ({ ...said, tokens: 0, round: rounds })));
    rounds++;
    const fired = detectFailures(turns, { task: task.prompt, messages: Infinity }).find(({ stopped }) => stopped);
    const speaker = fired === undefined ? undefined : turns[fired.at]?.speaker;
    if (fired !== undefined) desk.note({ type: "guard", guard: fired.guard, stopped: true, tokens: 0, ...defined({ member: speaker }) });
    return fired !== undefined;
  };
}
