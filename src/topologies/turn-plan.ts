/** What may be done in a turn. A verdict is the run's, so it has no member, and neither has the end. */
export type TurnRole = "worker" | "thinker" | "verifier" | "end";
/** What the last turn left: nothing yet, a plan, an answer without a verdict, a rejected answer. */
export type LastTurn = "start" | "thought" | "written" | "rejected";
export interface TurnAct {
  readonly role: TurnRole;
  readonly member: string;
}
/** Where a task stands. `answer`: the answer that has no verdict yet, told apart by `name`, and its chance to pass. */
export interface TurnState {
  readonly turn: number;
  readonly last: LastTurn;
  readonly answer?: { readonly name: string; readonly chance: number };
  /** Verdicts that rejected. */
  readonly rejected: number;
}
/** What is believed, drawn or in the mean. Dollars. */
export interface TurnOdds {
  readonly turns: number;
  /** Verdicts that can still be acted on, in the whole task. */
  readonly verdicts: number;
  readonly value: number;
  readonly workers: readonly string[];
  readonly thinkers: readonly string[];
  /** Whether members see plans and answers without a verdict. */
  readonly transcript: boolean;
  chance(member: string, last: LastTurn, turn: number): number;
  cost(act: TurnAct): number;
}

/** What can be done. An answer on which no verdict could be acted on ends it; without a transcript nobody makes anything of an unjudged answer. */
export function actsAt(odds: TurnOdds, { turn, answer, rejected }: TurnState): TurnAct[] {
  const end: TurnAct[] = answer !== undefined || rejected > 0 ? [{ role: "end", member: "" }] : [];
  const mayJudge = answer !== undefined && rejected < odds.verdicts && turn < odds.turns;
  if (turn > odds.turns || rejected > odds.verdicts || (answer !== undefined && !mayJudge)) return end;
  const as = (role: TurnRole, names: readonly string[]): TurnAct[] => names.map((member) => ({ role, member }));
  const workers = answer !== undefined && !odds.transcript ? [] : odds.workers;
  const thinkers = odds.transcript && turn < odds.turns ? odds.thinkers : [];
  return [...as("worker", workers), ...as("thinker", thinkers), ...as("verifier", mayJudge ? [""] : []), ...end];
}

/**
 * What each act is worth in dollars, the best acts after it taken for granted: value x the chance of a pass in the end, less what it costs until then.
 * Backward induction over the few places that a task can come to.
 */
export function weighedActs(odds: TurnOdds, state: TurnState): { readonly act: TurnAct; readonly worth: number }[] {
  const known = new Map<string, number>();
  return actsAt(odds, state).map((act) => ({ act, worth: worthOf(odds, state, act, known) }));
}

function worthOf(odds: TurnOdds, state: TurnState, act: TurnAct, known: Map<string, number>): number {
  const { turn, last, answer, rejected } = state;
  const right = odds.value * (answer?.chance ?? 0);
  if (act.role === "end") return right;
  const next = { turn: turn + 1, rejected, ...(answer === undefined ? {} : { answer }) };
  const cost = odds.cost(act);
  if (act.role === "thinker") return bestOf(odds, { ...next, last: "thought" }, known) - cost;
  if (act.role === "verifier") {
    const again = bestOf(odds, { turn: turn + 1, last: "rejected", rejected: rejected + 1 }, known);
    return right + (1 - (answer?.chance ?? 0)) * again - cost;
  }
  const written = { name: `${act.member}/${last}/${turn}`, chance: odds.chance(act.member, last, turn) };
  return bestOf(odds, { ...next, last: "written", answer: written }, known) - cost;
}

function bestOf(odds: TurnOdds, state: TurnState, known: Map<string, number>): number {
  const key = JSON.stringify([state.turn, state.last, state.answer?.name, state.rejected]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const acts = actsAt(odds, state);
  const best = acts.length === 0 ? 0 : Math.max(...acts.map((act) => worthOf(odds, state, act, known)));
  known.set(key, best);
  return best;
}
