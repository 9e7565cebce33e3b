import { generate } from "../../tasks/index.ts";
import type { Suite } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import type { Experiment } from "./experiment.ts";
import { defined } from "../../util/defined.ts";

/** The name under which an experiment asks for fresh tasks; its field `generate` says which. */
export const generatedName = "generated";

/** Fresh tasks with proved answers, the same for the same settings anywhere; `worth` is what a right answer is worth, in dollars. */
export function generatedSuite({ generate: wanted, seed }: Pick<Experiment, "generate" | "seed">): Suite {
  const { n = 60, families, worth, seed: own, ...settings } = wanted ?? {};
  const suite = generate({
    n,
    seed: own ?? seed,
    ...(families === undefined ? {} : { families: [...families] }),
    ...defined(settings),
  });
  if (worth === undefined) return suite;
  return { ...suite, tasks: suite.tasks.map((task) => ({ ...task, value: toNano(worth) })) };
}
