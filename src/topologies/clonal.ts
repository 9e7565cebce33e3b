import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { answerOf, block, isOver, objectOf, pastBlocks, roleLast, shapedAsk, shapeOf, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { noteFailure, made, nothing, proposals, quoted } from "./team.ts";

export const clonalOptions = z.strictObject({
  /** Generations of variants after the first answers. */
  generations: z.int().min(0).max(8).default(1),
  /** Answers that are kept and varied in each generation. */
  kept: z.int().min(1).max(16).default(2),
});
type Settings = z.output<typeof clonalOptions>;

/** Answers that fit best are copied with variation and selected again. Contract: never rejects. */
export function clonal(options: z.input<typeof clonalOptions> = {}): Topology {
  const settings = clonalOptions.parse(options);
  return { name: "clonal", solve: (task, desk) => inRounds(task, desk, (attempt) => select(attempt, settings)) };
}

export const clonalKind = defineKind({
  name: "clonal",
  gist: "answers are scored, and the best ones are varied and scored again",
  description:
    "Our own reading of a protocol that the self-organization study (arXiv 2603.28990) names but does not define: clonal selection, as an immune system finds an antibody. Every member answers alone; each answer is scored by the next member on a ring (its own author when there is only one), who names its problems; in each generation the best answers are dealt to all members, each of whom writes a variant that mends the problems, more freely the lower the score; variants are scored the same way and compete with their parents. n answers and n scores, and the same again for each generation: 2n(1+generations). The best-scored answer wins, ties by chance. An answer without a score ranks last.",
  options: clonalOptions,
  formula: "2n*(1+generations) per attempt",
  sees: "First the task alone; then one answer with its problems, without its author.",
  ignores: ["closer"],
  calls(n, terms, { generations }) {
    const round = 2 * n * (1 + generations);
    return { least: round, most: terms.attempts * round };
  },
  make: clonal,
});

interface Clone extends Answer {
  readonly score: number;
  readonly problems: readonly string[];
  readonly tie: number;
}

async function select(attempt: Attempt, { generations, kept }: Settings): Promise<Result<Answer>> {
  const { desk } = attempt;
  const first = await proposals(attempt);
  if (first.answers.length === 0) return nothing("clonal team", first);
  let alive = best(await scored(attempt, first.answers));
  for (let generation = 1; generation <= generations; generation++) {
    const parents = alive.slice(0, kept);
    const results = await askInParallel(attempt, desk.members, ({ name }, attempt, i) =>
      vary(attempt, name, parents[i % parents.length] as Clone),
    );
    alive = best([...alive, ...(await scored(attempt, made(results).answers))]);
    if (results.some(isOver)) break;
  }
  const winner = alive[0] as Clone;
  desk.note({ type: "choice", member: winner.by, how: "affinity", scores: { [winner.by]: winner.score } });
  return { ok: true, text: winner.text, by: winner.by };
}

function best(clones: readonly Clone[]): Clone[] {
  return clones.toSorted((a, b) => b.score - a.score || a.tie - b.tie);
}

const affinityReply = z.object({ problems: z.array(z.string()), score: z.number().min(0).max(1) });
const affinityShape = shapeOf(affinityReply);

/** Each answer scored by the member after its author, so that nobody rates its own where there is anybody else. */
async function scored(attempt: Attempt, answers: readonly Answer[]): Promise<Clone[]> {
  // Drawn before the calls leave: the order in which replies arrive must decide nothing.
  const ties = answers.map(() => attempt.desk.chance("tie"));
  return askInParallel(attempt, answers, async (answer, { task, desk }, i) => {
    const author = desk.members.findIndex(({ name }) => name === answer.by);
    const rater = desk.members[(author + 1) % desk.members.length]?.name ?? answer.by;
    const shared = [block("answer", quoted(desk, answer.text), { by: "a member" })];
    const instruction = `Check the answer above against the task, step by step. List in "problems" what is wrong or missing, and give in "score", from 0 to 1, the share of full marks that it deserves. What the answer says about itself counts for nothing.`;
    const ask = shapedAsk(task, desk.terms, { purpose: "vote", shared, instruction, shape: affinityShape });
    const object = noteFailure(desk, rater, objectOf(await desk.ask(rater, ask), affinityReply));
    const { score, problems } = object.ok ? object.value : { score: -1, problems: [] };
    return { ...answer, score, problems, tie: ties[i] ?? 0 };
  });
}

async function vary(attempt: Attempt, name: string, parent: Clone): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const problems = parent.problems.slice(0, 20).map((problem) => `- ${problem}`);
  const critique = problems.length === 0 ? [] : [block("critique", quoted(desk, problems.join("\n")))];
  const shared = [...pastBlocks(attempt, name), block("answer", quoted(desk, parent.text), { by: "a member" }), ...critique];
  const freedom =
    parent.score >= 0.8 ? "Change only what the problems call for." : "Keep what is sound; where the approach itself fails, take another.";
  const instruction = `The answer above was judged among the best so far${problems.length === 0 ? "" : ", with the problems listed"}. Write a variant that is better. ${freedom} Give the complete answer to the task.`;
  const ask = roleLast(task, desk.terms, { purpose: "attempt", shared, instruction });
  return noteFailure(desk, name, answerOf(await desk.ask(name, ask), name));
}
