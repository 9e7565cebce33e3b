import type { Decision } from "../../statistics/index.ts";
import type { DecisionObject } from "../../summary.ts";
import { Bug } from "../../util/bug.ts";
import { toDollars } from "../../util/money.ts";
import type { Plan } from "../plan/plan.ts";

/** A decision as the summary carries it: dollars of all repetitions. Nobody is named while trials are `missing`, which are asked or graded again. */
export function decisionObjectOf(plan: Plan, decision: Decision, missing: boolean): DecisionObject {
  if (plan.until === undefined) throw new Bug("Wanted a plan that says what is to be decided; it says nothing.");
  const { question, delta, alpha, tasks } = plan.until;
  const worth = (amount: number): number => (question.kind === "better" ? amount : amount / 1e9);
  const furtherOf = ({ tasks: some, cost, saved }: NonNullable<Decision["further"]>) => ({
    tasks: some,
    dollars: money(cost),
    saved: worth(saved),
  });
  const money = (nano: number): number => toDollars(Math.round(nano * plan.repetitions));
  return {
    question: question.kind,
    ...(question.kind === "better" ? { a: question.a, b: question.b } : {}),
    value: question.kind === "best" && question.ceiling !== 0 ? toDollars(question.value) : null,
    delta: question.kind === "better" ? delta : delta / question.value,
    alpha: alpha ?? 0.05,
    ...(question.kind === "best" && question.ceiling !== undefined && question.ceiling > 0 ? { ceiling: toDollars(question.ceiling) } : {}),
    state: missing ? "running" : decision.state,
    winner: missing ? null : (decision.winner ?? null),
    ...(decision.futile === undefined || missing ? {} : { futile: decision.futile }),
    leader: decision.leader ?? null,
    live: [...decision.live],
    out: decision.out.map((one) => ({ ...one })),
    tasks: decision.tasks,
    of: tasks.length,
    spent: money(decision.spent),
    fixedCost: money(decision.fixedCost),
    regret: worth(decision.regret),
    ...(decision.next === undefined ? {} : { next: { ...decision.next, lead: worth(decision.next.lead) } }),
    ...(decision.further === undefined ? {} : { further: furtherOf(decision.further) }),
    values: decision.values.map(({ topology, tasks: some, value, cut }) => ({ topology, tasks: some, value: worth(value), cut })),
  };
}
