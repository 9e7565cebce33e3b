import { agreementDecision } from "./agreement-policy.ts";
import { type Action, type Decision, indexDecision, type CheckedAttempt } from "./index-policy.ts";
import type { FittedModel, Outlook } from "./learn.ts";
import type { PlayedItem, Player, SeenAttempt } from "./replay.ts";
import type { Checker } from "./sight.ts";
import { defined } from "../util/defined.ts";

/** What was seen of attempts as evidence: clues and verdicts as likelihoods. */
export function triedOf(seen: readonly SeenAttempt[], learnt: FittedModel, checker: Checker | undefined): CheckedAttempt[] {
  return seen.map((one) => {
    const clue = (one.answer === undefined ? undefined : learnt.signals?.likelihoods(one.member, one)) ?? { ifRight: 1, ifWrong: 1 };
    const { verdict } = one;
    const [sensitivity, specificity] = [checker?.sensitivity ?? 1, checker?.specificity ?? 1];
    return {
      member: one.member,
      answer: one.answer,
      checked: verdict !== undefined,
      ifRight: clue.ifRight * (verdict === undefined ? 1 : verdict ? sensitivity : 1 - sensitivity),
      ifWrong: clue.ifWrong * (verdict === undefined ? 1 : verdict ? 1 - specificity : specificity),
    };
  });
}

export interface IndexSettings {
  readonly value: number;
  readonly checker?: Checker;
  /** At most this many attempts of one member, and of all, on an item. */
  readonly samples?: number;
  readonly calls?: number;
}

/** The index policy as a player. */
export function indexPlayer(learnt: FittedModel, { value, checker, samples = Infinity, calls = Infinity }: IndexSettings): Player {
  const signals = learnt.signals?.tables;
  const terms = { value, ...defined({ checker, signals }) };
  return remembering(learnt, checker, ({ belief, costs }, tried, start) => {
    const left = start.map((n, m) => {
      const done = tried.filter(({ member }) => member === m).length;
      return tried.length >= calls || costs[m] === Infinity ? 0 : Math.max(0, Math.min(n, samples) - done);
    });
    return indexDecision(belief, tried, { ...terms, costs, left, attempts: calls - tried.length });
  });
}

export interface AgreementSettings {
  readonly order: readonly number[];
  readonly enough: number;
  readonly least?: number;
}

/** Agreement as a player; members of the order that have no attempt left on an item are passed over. */
export function agreementPlayer(learnt: FittedModel, settings: AgreementSettings): Player {
  return remembering(learnt, undefined, ({ belief }, tried, left) =>
    agreementDecision(belief, tried, { ...settings, order: settings.order.filter((member) => (left[member] ?? 0) > 0) }),
  );
}

/** Always the same member, its first answer taken. */
export function singlePlayer(member: number): Player {
  return () => (seen) => (seen.length === 0 ? { kind: "try", member } : { kind: "accept", attempt: 0 });
}

/** A decision is made once for all items of which the same is thought and was seen. */
function remembering(
  learnt: FittedModel,
  checker: Checker | undefined,
  decide: (outlook: Outlook, tried: readonly CheckedAttempt[], left: readonly number[]) => Decision,
): Player {
  const made = new Map<Outlook, Map<string, Action>>();
  return ({ item, left }: PlayedItem) => {
    const outlook = learnt.outlook(item);
    const actions = made.get(outlook) ?? made.set(outlook, new Map()).get(outlook);
    return (seen) => {
      const tried = triedOf(seen, learnt, checker);
      const key = `${left.join()} ${tried.map(({ member, answer, ifRight, ifWrong }) => `${member}:${answer}:${ifRight}:${ifWrong}`).join(" ")}`;
      const action = actions?.get(key) ?? decide(outlook, tried, left).action;
      actions?.set(key, action);
      return action;
    };
  };
}
