import type { Event, Purpose, Task } from "../../types.ts";
import { answerTokens, thoughtTokens } from "./reply-length.ts";

/** Replies of models to tasks of other suites, by what asked for them. */
export interface RepliesElsewhere {
  /** Replies that were counted. */
  calls: () => number;
  /** A call's reply, and what was asked in tokens; heard until its trial is graded. */
  take: (event: Event, asked: () => number) => void;
  /** Output tokens that this model is likely to take for a task that it never saw in this suite; undefined where nothing is known of it. */
  likely: (of: { readonly model: string; readonly purposes: readonly Purpose[]; readonly task: Task | undefined }) => number | undefined;
}

interface Sum {
  calls: number;
  tokens: number;
  /** What answers to what was asked are as a rule. */
  foreseen: number;
}
interface Waiting {
  readonly model: string;
  readonly purpose: Purpose;
  readonly tokens: number;
  readonly asked: number;
}

/** Replies of one model that are looked at; more tell nothing new. */
const mostReplies = 300;

/**
 * How much the model's own lengths weigh beside what the suite's own make likely, as logarithms. A model writes about as much in every
 * suite: over ZeroEval (31 models, 3 suites) and LifeEval (11 models, 3 suites) the length in another suite, so weighed, is off by a
 * factor of 1.9 (root mean square), unweighed by 2.0, the ratio to what was foreseen by 3.1, and the suite's own lengths alone by 2.6.
 */
const ownWeight = 0.75;

export function repliesElsewhere(): RepliesElsewhere {
  const sums = new Map<string, Sum>();
  const waiting = new Map<string, Waiting[]>();
  const seen = new Map<string, number>();
  const flush = (trial: string, grader: string): void => {
    for (const { model, purpose, tokens, asked } of waiting.get(trial) ?? []) {
      const foreseen = answerTokens({ prompt: "x".repeat(Math.min(4000, asked * 4)), grader: { kind: grader, answer: "" } });
      for (const name of [nameOf(model, purpose, grader), nameOf(model, purpose)]) {
        const known = sums.get(name) ?? { calls: 0, tokens: 0, foreseen: 0 };
        sums.set(name, { calls: known.calls + 1, tokens: known.tokens + tokens, foreseen: known.foreseen + foreseen });
      }
    }
    waiting.delete(trial);
  };
  return {
    calls: () => [...seen.values()].reduce((sum, each) => sum + each, 0),
    take({ trial, fact }, asked) {
      if (fact.type === "grade") return flush(trial, fact.grader);
      const counts = fact.type === "call" && fact.purpose !== "preflight" && fact.usage.output > 0;
      if (!counts || (seen.get(fact.model) ?? 0) >= mostReplies) return;
      seen.set(fact.model, (seen.get(fact.model) ?? 0) + 1);
      const one = { model: fact.model, purpose: fact.purpose, tokens: fact.usage.output, asked: asked() };
      waiting.set(trial, [...(waiting.get(trial) ?? []), one]);
    },
    likely({ model, purposes, task }) {
      for (const trial of waiting.keys()) flush(trial, "");
      const find = (grader?: string): Sum | undefined =>
        purposes.map((purpose) => sums.get(nameOf(model, purpose, grader))).find((sum) => sum !== undefined);
      const alike = task === undefined ? undefined : find(task.grader.kind);
      const known = alike ?? find();
      if (known === undefined) return undefined;
      const own = known.tokens / known.calls;
      if (task === undefined) return Math.round(own);
      const foreseen = answerTokens(task);
      // Answers to tasks of another kind: half of what tells the two kinds apart.
      const moved = alike === undefined ? own * Math.sqrt((foreseen * known.calls) / known.foreseen) : own;
      return Math.round(moved ** ownWeight * (foreseen + thoughtTokens({ id: model })) ** (1 - ownWeight));
    },
  };
}

function nameOf(model: string, purpose: Purpose, grader?: string): string {
  return JSON.stringify([model, purpose, grader ?? null]);
}
