import { z } from "zod";
import type { Answer, Brief, Desk, Member, Result, Topology, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { shuffled } from "../util/random.ts";
import { answerOf, block, objectOf, shapedAsk, askInParallel, tryAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { majority, tieRule } from "./majority.ts";
import { winnerReply, winnerShape } from "./shapes.ts";
import { drawn, type Try, tryUntilPassed } from "./tries.ts";
import { unvotable } from "./votable.ts";
import { closerOf } from "./closer.ts";

/**
 * `n` tries by `member` (whom the term `closer` says when unnamed), or dealt to all members in turn with `spread`. `ties` of a vote go by `likeness` (to the
 * others, then chance), `chance`, or to the answer of the member named here.
 */
export const bestOfOptions = z.strictObject({
  n: z.int().min(1).max(64).default(3),
  choose: z.enum(["verifier", "majority", "tournament"]).default("majority"),
  member: z.string().optional(),
  spread: z.boolean().default(false),
  ties: tieRule.default("likeness"),
});
type Settings = z.output<typeof bestOfOptions>;

/**
 * n independent tries in parallel, then a choice: the first that the verifier passes, the answer that most agree on, or the winner
 * of a knock-out. Contract: never rejects; a try that fails is left out, and only when all fail there is no answer.
 */
export function bestOf(options: z.input<typeof bestOfOptions> = {}): Topology {
  const settings = bestOfOptions.parse(options);
  return { name: "best-of", solve: (task, desk) => sampleAndChoose(task, desk, settings) };
}

async function sampleAndChoose(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const seat = closerOf(desk, settings.member);
  if (!seat.ok) return seat;
  return tryUntilPassed(task, desk, async (attempt) => {
    const samples = await sampled(attempt, seat, settings);
    const answers = samples.flatMap((sample) => (sample.ok ? [{ text: sample.text, by: sample.by }] : []));
    const [first] = answers;
    if (first === undefined) return samples.find((sample) => !sample.ok) ?? fail("unsupported", "At least one try was wanted.");
    if (answers.length === 1) return { ok: true, answer: first };
    if (settings.choose === "verifier") return { ok: true, ...(await passing(desk, answers)) };
    if (settings.choose === "tournament") return { ok: true, answer: await knockout(attempt, answers) };
    return unvotable(desk, answers) ?? { ok: true, answer: agreed(desk, answers, settings.ties) };
  });
}

async function sampled(attempt: Attempt, seat: Member, { n, spread }: Settings) {
  const { members } = attempt.desk;
  const start = spread ? members.findIndex(({ name }) => name === seat.name) : 0;
  const writers = Array.from({ length: n }, (_, i) => (spread ? members[(start + i) % members.length] : seat) ?? seat);
  return askInParallel(attempt, writers, async ({ name }, attempt) => answerOf(await attempt.desk.ask(name, tryAsk(attempt, name)), name));
}

/** The first answer that passes, in an order drawn by chance; if none does, the one with the highest score. Verdicts stop at a pass. */
async function passing(desk: Desk, answers: readonly Answer[]): Promise<Try> {
  let best: { answer: Answer; verdict: Verdict; score: number } | undefined;
  for (const answer of shuffled(answers, () => desk.chance("order"))) {
    const verdict = await desk.verify(
      answer,
      undefined,
      answers.filter((other) => other !== answer),
    );
    const score = verdict.ok ? verdict.score : -1;
    if (verdict.ok && verdict.passed) return chosenBy(desk, "verifier", { answer, verdict });
    if (best === undefined || score > best.score) best = { answer, verdict, score };
  }
  return chosenBy(desk, "verifier", best === undefined ? { answer: answers[0] as Answer } : { answer: best.answer, verdict: best.verdict });
}

function chosenBy(desk: Desk, how: string, chosen: Try): Try {
  desk.note({ type: "choice", member: chosen.answer.by, how });
  return chosen;
}

/** Self-consistency: the answer that most tries state, counted after normalization. */
function agreed(desk: Desk, answers: readonly Answer[], ties: string): Answer {
  const won = majority(answers, () => desk.chance("tie"), ties);
  // Where all abstain they are level: the rule for ties holds.
  const level = () => answers.find(({ by }) => by === ties) ?? (drawn(desk, "tie", answers) as Answer);
  const answer = won === undefined ? level() : { text: won.ballot.text, by: won.ballot.by };
  desk.note({ type: "choice", member: answer.by, how: won?.how ?? "tie", ...(won === undefined ? {} : { scores: won.scores }) });
  return answer;
}

/** Pairwise knock-out in a draw by chance, each pair in both orders; a tie, two orders that disagree, or a comparison that cannot be read, goes to either by chance. */
async function knockout(assignment: Assignment, answers: readonly Answer[]): Promise<Answer> {
  const { desk } = assignment;
  let round = shuffled(answers, () => desk.chance("draw"));
  while (round.length > 1) {
    const pairs = Array.from({ length: Math.floor(round.length / 2) }, (_, i) => [round[2 * i], round[2 * i + 1]] as [Answer, Answer]);
    const bye = round.length % 2 === 1 ? round.slice(-1) : [];
    round = [...(await Promise.all(pairs.map((pair, i) => better(assignment, pair, `${round.length}/${i}`)))), ...bye];
  }
  return chosenBy(desk, "tournament", { answer: round[0] as Answer }).answer;
}

/** Compared by a member of a family that wrote neither; where the terms refuse self-judging and nobody else is there, chance decides. */
async function better({ task, desk }: Assignment, [a, b]: readonly [Answer, Answer], place: string): Promise<Answer> {
  const either = desk.chance(`either/${place}`) < 0.5 ? a : b;
  const families = new Set(desk.members.filter(({ name }) => name === a.by || name === b.by).map(({ family }) => family));
  const strangers = desk.members.filter(({ family }) => !families.has(family));
  const readers = strangers.length > 0 || desk.terms.selfJudging === "refused" ? strangers : desk.members;
  const reader = drawn(desk, `reader/${place}`, readers);
  if (reader === undefined) return either;
  const [one, two] = await Promise.all([preferred({ task, desk }, reader, [a, b]), preferred({ task, desk }, reader, [b, a])]);
  // Whoever wins by standing first, or second, has not won.
  return one !== undefined && one === two ? one : either;
}

/** Which of the two a reader finds better as they stand; undefined for neither. */
async function preferred({ task, desk }: Assignment, reader: Member, [a, b]: readonly [Answer, Answer]): Promise<Answer | undefined> {
  const shared = [block("answer", a.text, { by: "A" }), block("answer", b.text, { by: "B" })];
  const instruction =
    "Two answers to the task, A and B. Which is right, or nearer to it? Judge content, not length or style. Say tie if they are level.";
  const ask = shapedAsk(task, desk.terms, { purpose: "vote", shared, instruction, shape: winnerShape(["A", "B"]) });
  const read = objectOf(await desk.ask(reader.name, ask), winnerReply);
  if (!read.ok || read.value.winner === "tie") return undefined;
  return read.value.winner === "A" ? a : b;
}

export const bestOfKind = defineKind({
  name: "best-of",
  gist: "several independent tries; the verifier, a vote or a knock-out picks one",
  gistOf: ({ choose }) =>
    `several independent tries; ${{ verifier: "the verifier", majority: "a vote", tournament: "a knock-out" }[choose]} picks one`,
  description:
    "n independent tries in parallel, by one member or dealt to all in turn; nobody sees another's try. Then one is chosen: by the verifier (in random " +
    "order until one passes), by majority of the normalized answers (self-consistency; the most central text where no two agree), or by a knock-out of " +
    "n - 1 pairwise comparisons in both orders, read by members whose family wrote neither. A pairwise verifier without a reference compares each with the others. With more than one attempt, a rejected choice is followed by n new tries.",
  options: bestOfOptions,
  memberOptions: ["member", "ties"],
  formula: "1 to attempts x (n tries + 0 to 2(n - 1) readings in a tournament)",
  sees: "Writers: the task, and what the terms show of failed tries. Readers of a tournament: the task and two answers without names.",
  ignores: [],
  turns: true,
  calls: (_members, terms, { n, choose }) => ({ least: n, most: terms.attempts * (n + (choose === "tournament" ? 2 * (n - 1) : 0)) }),
  make: bestOf,
});
