import { z } from "zod";
import type { Answer, Brief, Desk, Json, Result, Topology, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { toNano } from "../util/money.ts";
import { BranchingTree, type BranchingStep } from "../valuation/index.ts";
import { answerOf, askInParallel, isOver, tryAsk } from "./asks.ts";
import type { Assignment, FailedAttempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { likelyCost } from "./market/worth.ts";
import { noteFailure } from "./team.ts";
import { seated } from "./tries.ts";

const dollarsOf = z.number().min(0);

/**
 * `calls`: answers at most; as many as the terms allow attempts when absent. `batch`: so many are asked before their scores are told. `pick`: how the
 * member of a new answer is found. `stack`: the member first, then wide or deep among its answers. `law`: how scores are thought to fall.
 * `stop.score`: the score that ends the search, `never` where the verifier is not trusted. `stop.value`: dollars that a right answer is worth, the
 * task's own value when absent; with one, a call that is likely to bring less than it costs is not made. `stop.verdict`: dollars of a verdict.
 */
export const abMctsOptions = z.strictObject({
  calls: z.int().min(1).max(1000).optional(),
  batch: z.int().min(1).max(5).default(1),
  pick: z.enum(["thompson", "ucb"]).default("thompson"),
  stack: z.boolean().default(false),
  law: z.enum(["beta", "normal"]).default("beta"),
  stop: z
    .strictObject({
      score: z.union([z.number().min(0).max(1), z.literal("never")]).default(1),
      value: z.number().positive().optional(),
      verdict: dollarsOf.default(0),
    })
    .prefault({}),
});
type Settings = z.output<typeof abMctsOptions>;

/**
 * A tree of answers that grows wide or deep by what the verifier's scores say. Contract: never rejects. What is returned is the answer with the best
 * score, the earliest of equals; where the verifier cannot tell, the search ends.
 */
export function abMcts(options: z.input<typeof abMctsOptions> = {}): Topology {
  const settings = abMctsOptions.parse(options);
  return { name: "ab-mcts", solve: (task, desk) => grow(task, desk, settings) };
}

/** An answer in the tree, and its verdict, where there is one. */
interface AnswerNode {
  readonly id: number;
  readonly answer: Answer;
  readonly verdict: Verdict | undefined;
}
interface Growth extends Assignment {
  readonly settings: Settings;
  readonly most: number;
  readonly tree: BranchingTree;
  readonly nodes: Map<number, AnswerNode>;
  /** What each member's answers cost so far, by its place. */
  readonly costs: Map<number, { sum: number; n: number }>;
  asked: number;
}
/** What came of one step. */
interface Grown {
  readonly step: BranchingStep;
  readonly answer: Result<Answer>;
  readonly cost: number;
  readonly verdict?: Verdict;
}

async function grow(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const first = seated(desk, undefined);
  if (!first.ok) return first;
  const { law, pick, stack } = settings;
  const tree = new BranchingTree({ members: desk.members.length, law, pick, stack });
  const most = settings.calls ?? desk.terms.attempts;
  const growth: Growth = { task, desk, settings, most, tree, nodes: new Map(), costs: new Map(), asked: 0 };
  const failure = await grown(growth);
  const best = bestOf(growth);
  desk.note({ type: "own", name: "ab-mcts-tree", value: formOf(growth, best) });
  desk.note({ type: "own", name: "figures", value: figuresOf(growth) });
  if (best === undefined) return failure ?? fail("malformed", "An answer was wanted; no member gave one.");
  desk.note({ type: "choice", member: best.answer.by, how: "score" });
  return { ok: true, ...best.answer };
}

/** Asks until a rule ends it; gives back why no answer came, where none did. */
async function grown(growth: Growth): Promise<Result<Answer> | undefined> {
  const { desk, settings, tree, most } = growth;
  let failure: Result<Answer> | undefined;
  const end = (why: string) => {
    desk.note({ type: "own", name: "ab-mcts-end", value: { why, calls: growth.asked } });
    return failure;
  };
  while (growth.asked < most) {
    const steps: BranchingStep[] = [];
    for (let more = Math.min(settings.batch, most - growth.asked); more > 0; more--) {
      const step = tree.ask(() => desk.chance("tree"));
      if (isTooDear(growth, step)) {
        tree.drop(step);
        break;
      }
      steps.push(step);
    }
    if (steps.length === 0) return end("a further call costs more than it is likely to bring");
    growth.asked += steps.length;
    // The only answer there is, or will be, is taken whatever its verdict.
    const isLast = steps.length === 1 && growth.asked === most && growth.nodes.size === 0;
    const results = await askInParallel(growth, steps, (step, growth) => tried(growth, step, !isLast));
    for (const result of results) {
      told(growth, result);
      if (!result.answer.ok) failure ??= result.answer;
    }
    if (results.some(({ answer }) => isOver(answer))) return end("money or time is gone");
    if (results.some(({ verdict }) => verdict !== undefined && !verdict.ok)) return end("the verifier could not tell");
    if (scoreOf(bestOf(growth)) >= (settings.stop.score === "never" ? Infinity : settings.stop.score)) return end("the score is enough");
  }
  return end("as many calls as were allowed");
}

async function tried({ task, desk, nodes }: Growth, step: BranchingStep, isJudged: boolean): Promise<Grown> {
  const { name } = desk.members.at(step.member) as { name: string };
  const reply = await desk.ask(name, tryAsk({ task, desk, past: pastOf(nodes.get(step.from)) }, name));
  const answer = noteFailure(desk, name, answerOf(reply, name));
  if (!answer.ok || !isJudged) return { step, answer, cost: reply.cost };
  return { step, answer, cost: reply.cost, verdict: await desk.verify({ text: answer.text, by: answer.by }) };
}

/** The answer that a new one is to better, as its verdict was. */
function pastOf(node: AnswerNode | undefined): FailedAttempt[] {
  if (node === undefined || node.verdict === undefined || !node.verdict.ok) return [];
  const { why, score, passed } = node.verdict;
  return [{ answer: node.answer, why, ...(passed || score > 0 ? { score, passed } : {}) }];
}

function told(growth: Growth, { step, answer, cost, verdict }: Grown): void {
  const { desk, tree, nodes, costs } = growth;
  const spent = costs.get(step.member) ?? { sum: 0, n: 0 };
  costs.set(step.member, { sum: spent.sum + cost, n: spent.n + 1 });
  const expected = tree.expected(step.member);
  const score = verdict?.ok === true ? verdict.score : undefined;
  // What nobody scored says nothing of its member; what was not answered counts as 0.
  if (score !== undefined || !answer.ok) tree.tell(step.id, score);
  if (answer.ok) nodes.set(step.id, { id: step.id, answer: { text: answer.text, by: answer.by }, verdict });
  desk.note({
    type: "own",
    name: "ab-mcts-step",
    value: {
      step: step.id,
      from: step.from,
      member: desk.members.at(step.member)?.name ?? "",
      expected,
      score: score ?? null,
      path: step.path.map((turn): Json => ({ ...turn })),
    },
  });
}

/**
 * Whether the next call is likely to bring less than it costs. Its gain is at most the value of a right answer times the chance that the higher draw at
 * the root is above the best score; and, since of scores that are 0 or 1 any draw is above 0, at most times the higher mean there.
 */
function isTooDear({ task, desk, tree, nodes, costs, settings: { stop } }: Growth, { member }: BranchingStep): boolean {
  const value = stop.value === undefined ? task.value : toNano(stop.value);
  if (value === undefined || nodes.size === 0) return false;
  const best = Math.max(...[...nodes.values()].map(scoreOf));
  const { above, mean } = tree.prospect(best);
  const paid = costs.get(member);
  const cost = paid === undefined ? likelyCost(task, desk, desk.members.at(member)?.name ?? "") : paid.sum / paid.n;
  return value * Math.min(above, mean) < cost + toNano(stop.verdict);
}

function scoreOf(node: AnswerNode | undefined): number {
  return node?.verdict?.ok === true ? node.verdict.score : 0;
}

/** The best score, the earliest of equals; an answer that nobody could judge is better than one with a score of 0. */
function bestOf({ nodes }: Growth): AnswerNode | undefined {
  const order = [...nodes.values()].toSorted((a, b) => scoreOf(b) - scoreOf(a) || a.id - b.id);
  const unjudged = order.find(({ verdict }) => verdict?.ok !== true);
  return scoreOf(order[0]) > 0 ? order[0] : (unjudged ?? order[0]);
}

function formOf({ desk, tree }: Growth, best: AnswerNode | undefined): Json {
  const { calls, ...form } = tree.form;
  const shares = Object.fromEntries(desk.members.map(({ name }, place) => [name, calls.at(place) ?? 0]));
  return { ...form, deepToWide: form.refined / Math.max(1, form.fresh), members: shares, best: best?.id ?? null, score: scoreOf(best) };
}

/** What a run's report has in the mean. */
function figuresOf({ desk, tree }: Growth): Json {
  const { fresh, refined, depth, width, calls } = tree.form;
  const members = desk.members.map(({ name }, place): [string, Json] => [`answers by ${name}`, calls.at(place) ?? 0]);
  return { "new answers": fresh, "refined answers": refined, depth, width, ...Object.fromEntries(members) };
}

export const abMctsKind = defineKind({
  name: "ab-mcts",
  gist: "grows a tree of answers, wide or deep, by the scores that they get",
  description:
    "Adaptive branching Monte Carlo tree search (AB-MCTS-A, arXiv 2503.04412). Each answer is a node with the verifier's score. From the root down, two " +
    "draws decide whether a new answer is made here (by what answers made here scored) or whether to go on from one there is (by what came back through " +
    "them), and then from which. Who writes is drawn by all scores of each member in this tree, or chosen by its upper confidence bound. A new answer " +
    "sees the task and, below the root, the answer above it with what the terms allow of its verdict. It ends at a score that is enough, at the last " +
    "call, where the verifier cannot tell, or where a call costs more than it is likely to bring; the best score is the result. Every node has a verdict " +
    "of its own, however many attempts the terms allow; with scores of 0 and 1 alone it is Thompson sampling over width and depth. Every step is on " +
    "record with its draws, and the tree's form.",
  options: abMctsOptions,
  formula: "1 to `calls`; to the attempts of the terms where it is absent",
  sees: "Members: the task; below the root also the answer above, with what the terms show of its verdict.",
  ignores: ["closer"],
  calls: (_members, terms, { calls }) => ({ least: 1, most: calls ?? terms.attempts }),
  make: abMcts,
});
