import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { answerOf, block, isOver, objectOf, pastBlocks, roleLast, blockAsk, shapeOf, askInParallel, tryAsk } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { byMajority } from "./by-majority.ts";
import { answerKey } from "./final-answer.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { tieRule, unanimous } from "./majority.ts";
import { overhear } from "./overhear.ts";
import { noteFailure, quoted } from "./team.ts";
import { inRoll, labelFor } from "./labels.ts";

export const debateOptions = z.strictObject({
  /** Rounds of answers, the independent first one included. */
  rounds: z.int().min(1).max(10).default(2),
  /** `weighted` asks for a probability with each answer and weighs votes by it. */
  vote: z.enum(["plain", "weighted"]).default("plain"),
  /** Who wins where several answers have the most votes: `likeness` (to the others, then chance), `chance`, or the answer of the member named here. */
  ties: tieRule.default("likeness"),
  /** Ends the rounds when a guard says that the talk loops, echoes or stalls. */
  guarded: z.boolean().default(true),
  /** Ends the rounds when all agree or none has moved; false holds every round, so that each attempt costs the same calls. */
  early: z.boolean().default(true),
});
type Settings = z.output<typeof debateOptions>;

/** Rounds of answers in view of the others' last ones, then a vote. Contract: never rejects. */
export function debate(options: z.input<typeof debateOptions> = {}): Topology {
  const settings = debateOptions.parse(options);
  return { name: "debate", solve: (task, desk) => inRounds(task, desk, (attempt) => argue(attempt, settings)) };
}

export const debateKind = defineKind({
  name: "debate",
  gist: "all answer, read one another and answer again; the majority wins",
  description:
    "Every member answers alone; in each later round all members at once read everybody's last answer, in one fixed order, and answer again. The majority of normalized answers wins, plain or weighted by stated probability in the steps of ReConcile (arXiv 2309.13007); texts that never coincide are decided by likeness. n calls per round and none for the vote: n*rounds at most; it stops early when all agree, when a round moved no answer, or when a guard finds that all have come back to earlier answers; with early: false only a guard ends it before its last round. After arXiv 2305.14325; a member that fails keeps its last answer, and one that never answered has no vote.",
  options: debateOptions,
  memberOptions: ["ties"],
  formula: "n*rounds at most, n at least, per attempt",
  sees: "First the task alone; then everybody's last answer, by label.",
  ignores: ["closer"],
  talk: [],
  calls: (n, terms, { rounds }) => ({ least: n, most: terms.attempts * n * rounds }),
  make: debate,
});

interface Position extends Answer {
  readonly p: number;
}

async function argue(attempt: Attempt, { rounds, vote, guarded, ties, early }: Settings): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  let positions: (Position | undefined)[] = desk.members.map(() => undefined);
  let last: Result<Position> | undefined;
  let round = 0;
  const ends = overhear(desk, task, guarded);
  let stopped = "rounds";
  while (round < rounds) {
    const before = positions;
    const said = await askInParallel(attempt, desk.members, ({ name }, attempt) => speak(attempt, name, before, vote));
    positions = said.map((result, i) => (result.ok ? { text: result.text, by: result.by, p: result.p } : before[i]));
    last = said.find((result) => !result.ok) ?? last;
    round++;
    const moved = positions.filter((position, i) => position !== undefined && keyOf(position) !== keyOf(before[i])).length;
    if (round > 1) desk.note({ type: "own", name: "moved", value: { round, members: moved } });
    if (early) stopped = unanimous(held(positions).map(({ text }) => text)) ? "agreed" : moved === 0 ? "unmoved" : "rounds";
    const answers = held(positions).map(({ by, text }) => ({ speaker: by, text, whole: true }));
    if (stopped === "rounds" && round < rounds && ends(answers)) stopped = "guard";
    if (stopped !== "rounds" || held(positions).length < 2 || said.some(isOver)) break;
  }
  desk.note({ type: "own", name: "debate", value: { rounds: round, stopped } });
  const answers = held(positions);
  const weights = answers.map(({ p }) => (vote === "weighted" ? weightOf(p) : 1));
  return byMajority(desk, last === undefined || last.ok ? { answers } : { answers, failure: last.failure }, { weights, ties });
}

function held(positions: readonly (Position | undefined)[]): Position[] {
  return positions.filter((position) => position !== undefined);
}

function keyOf(position: Position | undefined): string | undefined {
  return position === undefined ? undefined : answerKey(position.text);
}

/** ReConcile's recalibration of stated confidence (arXiv 2309.13007, code). */
export function weightOf(p: number): number {
  if (p >= 1) return 1;
  if (p >= 0.9) return 0.8;
  if (p >= 0.8) return 0.5;
  return p > 0.6 ? 0.3 : 0.1;
}

const confident = z.object({ answer: z.string(), p: z.number().min(0).max(1) });
const confidentShape = shapeOf(confident);

async function speak(
  attempt: Attempt,
  name: string,
  before: readonly (Position | undefined)[],
  vote: Settings["vote"],
): Promise<Result<Position>> {
  const { task, desk } = attempt;
  const others = inRoll(desk, held(before)).map(({ text, by }) => block("answer", quoted(desk, text), { by: labelFor(desk, by) }));
  const first = others.length === 0;
  const shared = [...pastBlocks(attempt, name), ...others];
  const purpose = first ? "attempt" : "message";
  if (vote === "weighted") {
    const instruction = `${first ? "" : reconsider(labelFor(desk, name))}Put your complete answer in "answer", and in "p" the probability, from 0 to 1, that it is right.`;
    const ask = blockAsk(task, desk.terms, { purpose, shared, instruction, shape: confidentShape });
    const object = noteFailure(desk, name, objectOf(await desk.ask(name, ask), confident));
    return object.ok ? { ok: true, text: object.value.answer, by: name, p: object.value.p } : object;
  }
  const ask = first
    ? tryAsk(attempt, name)
    : roleLast(task, desk.terms, {
        purpose,
        shared,
        instruction: `${reconsider(labelFor(desk, name))}Give your complete answer to the task.`,
      });
  const result = noteFailure(desk, name, answerOf(await desk.ask(name, ask), name));
  return result.ok ? { ...result, p: 1 } : result;
}

function reconsider(label: string): string {
  return `You are "${label}". Above is the last answer of every member, yours among them. Where they differ, find the step at which they part and check that step yourself; agreement is no proof. Change your answer only for a reason you could show.\n`;
}
