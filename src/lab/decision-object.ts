import type { Decision } from "../statistics/index.ts";
import type { DecisionObject } from "../summary.ts";
import { Bug } from "../util/bug.ts";
import { toDollars } from "../util/money.ts";
import type { Plan } from "./plan.ts";

/** A decision as the summary carries it: dollars of all repetitions. */
export function decisionObjectOf(plan: Plan, decision: Decision): DecisionObject {
  if (plan.until === undefined) throw new Bug("Wanted a plan that says what is to be decided; it says nothing.");
  const { question, delta, alpha, tasks } = plan.until;
  const money = (nano: number): number => toDollars(Math.round(nano * plan.repetitions));
  return {
    question: question.kind,
    ...(question.kind === "better" ? { a: question.a, b: question.b } : {}),
    value: question.kind === "best" && question.ceiling > 0 ? toDollars(question.value) : null,
    delta: question.kind === "better" ? delta : delta / question.value,
    alpha: alpha ?? 0.05,
    state: decision.state,
    winner: decision.winner ?? null,
    ...(decision.futile === undefined ? {} : { futile: decision.futile }),
    leader: decision.leader ?? null,
    live: [...decision.live],
    out: decision.out.map((one) => ({ ...one })),
    tasks: decision.tasks,
    of: tasks.length,
    spent: money(decision.spent),
    fixedCost: money(decision.fixedCost),
  };
}
