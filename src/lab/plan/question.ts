import { taskOrder } from "../../statistics/decide.ts";
import type { DecisionPlan, Question } from "../../statistics/decision.ts";
import type { Suite } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError } from "../../util/part-error.ts";
import { type Experiment, type UntilEntry, untilEntry } from "../experiment/experiment.ts";
import type { PlannedTopology } from "./plan.ts";

/** What a run that stops when decided is to find out: its arms, the order of its tasks, its terms. Bounds are no arms; money is per repetition. */
export function untilOf(
  experiment: Experiment & { readonly repetitions: number },
  suite: Suite,
  topologies: readonly PlannedTopology[],
  learning: ReadonlySet<string>,
): { until?: DecisionPlan } {
  if (experiment.until === undefined) return {};
  const asked = experiment.until === "decided" ? untilEntry.parse({}) : experiment.until;
  const arms = topologies.filter(({ bound }) => bound !== true).map(({ name }) => name);
  const question = questionOf(asked, suite, topologies, arms);
  const scored = suite.tasks.filter(({ id }) => !learning.has(id));
  return {
    until: {
      question,
      topologies: question.kind === "better" ? [question.a, question.b] : arms,
      tasks: taskOrder(scored, `${experiment.seed}/until`),
      delta: question.kind === "better" ? asked.delta : asked.delta * question.value,
      alpha: asked.alpha,
      ...(asked.money === undefined ? {} : { money: toNano(asked.money) / experiment.repetitions }),
    },
  };
}

function questionOf(asked: UntilEntry, suite: Suite, topologies: readonly PlannedTopology[], arms: readonly string[]): Question {
  if (asked.question === "best") {
    if (arms.length < 2)
      throw PartError.of(
        ["until"],
        `To find the best, a run wants two topologies or more; this one has ${arms.length}. Add one, or drop \`until\`.`,
      );
    return { kind: "best", ...worth(asked, suite) };
  }
  const { better, than } = asked.question;
  const names = topologies.map(({ name }) => name);
  const wrong = [better, than].find((name) => !names.includes(name));
  if (wrong !== undefined)
    throw PartError.of(
      ["until", "question"],
      `Wanted \`until\` to compare two of the topologies; got "${wrong}".${didYouMean(wrong, names)}`,
    );
  if (better === than) throw PartError.of(["until", "question"], `\`until\` compares "${better}" with itself. Name two topologies.`);
  return { kind: "better", a: better, b: than };
}

/** Costs count in full, or up to the ceiling that was set. Without any worth passes alone count. */
function worth(asked: UntilEntry, suite: Suite): { value: number; ceiling?: number } {
  const own = suite.tasks.map(({ value }) => value).filter((value) => value !== undefined);
  const mean = own.length === suite.tasks.length && own.length > 0 ? own.reduce((sum, value) => sum + value, 0) / own.length : undefined;
  const value = asked.value === undefined ? mean : toNano(asked.value);
  if (value === undefined) return { value: toNano(1), ceiling: 0 };
  return { value, ...(asked.ceiling === undefined ? {} : { ceiling: toNano(asked.ceiling) }) };
}
