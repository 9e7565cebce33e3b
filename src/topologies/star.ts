import type { Answer, Desk, Result } from "../types.ts";
import { block, isOver, pastBlocks, roleLast, textOf, askInParallel } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { aggregating } from "./independent.ts";
import { overhear } from "./overhear.ts";
import { steps, type Work } from "./steps.ts";
import { noteFailure, made, merged, nothing, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";
import { inRoll, labelFor } from "./labels.ts";

export interface Star {
  readonly rounds: number;
  readonly steps: number;
  /** Messages between members in all. */
  readonly peers: number;
  readonly orchestrator?: string | undefined;
  /** Whether a guard may end the rounds. */
  readonly guarded: boolean;
}
/** What a member said of its neighbor's result. */
interface Remark {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** Rounds of members' work and one orchestrator's call each: rnk + r calls, and p more for messages between members. */
export async function starRounds(attempt: Attempt, star: Star): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const center = closerOf(desk, star.orchestrator);
  if (!center.ok) return center;
  let results: Result<Answer>[] = [];
  let directions = "";
  const ends = overhear(desk, task, star.guarded);
  let remarks: Remark[] = [];
  for (let round = 1; ; round++) {
    const before = results;
    const said = await askInParallel(attempt, desk.members, ({ name }, attempt, i) =>
      steps(attempt, name, star.steps, toDo(desk, name, before[i], { directions, remarks })),
    );
    results = said.map((result, i) => (result.ok ? result : (before[i] ?? result)));
    const team = made(results);
    if (team.answers.length === 0) return nothing("orchestrated team", team);
    const more = round < star.rounds;
    let stopped = more && ends(team.answers.map(({ by, text }) => ({ speaker: by, role: "assistant", text, whole: true })));
    remarks = stopped ? [] : await remarksOf(attempt, results, dealt(star.peers, star.rounds, round, desk.members.length));
    stopped ||= more && ends(remarks.map(({ from, text }) => ({ speaker: from, role: "assistant", text })));
    const shared = [...pastBlocks(attempt, center.name), ...blocksOf(desk, team.answers, remarks)];
    const close = async () => mergedOrMajority(desk, "orchestrator", await merged(attempt, center.name, shared, aggregating), team);
    if (!more || stopped || said.some(isOver)) return close();
    const ask = roleLast(task, desk.terms, { purpose: "plan", shared, instruction: directing });
    directions = textOf(noteFailure(desk, center.name, await desk.ask(center.name, ask)));
    if (ends([{ speaker: `${center.name}, directing`, role: "instructor", text: directions }])) return close();
  }
}

const directing =
  "You direct the team whose results stand above. Say, member by member, what each should check, correct or add in its next answer. Be specific and brief; do not answer the task yourself.";

/** What came back from a round: the orchestrator's directions, and what neighbors said. */
interface Feedback {
  readonly directions: string;
  readonly remarks: readonly Remark[];
}

/** A member's work in a round: nothing but the task in the first one, its own last result with the feedback later. */
function toDo(desk: Desk, name: string, own: Result<Answer> | undefined, { directions, remarks }: Feedback): Work {
  if (own === undefined) return {};
  const plan = directions === "" ? [] : [block("plan", quoted(desk, directions))];
  const mine = own.ok ? [block("answer", quoted(desk, own.text), { by: labelFor(desk, name) })] : [];
  const heardOf = remarks
    .filter(({ to }) => to === name)
    .map(({ from, text }) => block("critique", quoted(desk, text), { by: labelFor(desk, from) }));
  const instruction = `You are "${labelFor(desk, name)}". Above are the orchestrator's directions to the team${own.ok ? ", your last answer" : ""}${heardOf.length > 0 ? " and a colleague's remarks on it" : ""}. Follow what is meant for you where it is right, and give your complete answer to the task.`;
  return { shared: [...plan, ...mine, ...heardOf], instruction };
}

function blocksOf(desk: Desk, answers: readonly Answer[], remarks: readonly Remark[]): string[] {
  return [
    ...inRoll(desk, answers).map((answer) => block("answer", quoted(desk, answer.text), { by: labelFor(desk, answer.by) })),
    ...remarks.map(({ from, to, text }) => block("critique", quoted(desk, text), { by: labelFor(desk, from), of: labelFor(desk, to) })),
  ];
}

/** The numbers of the messages that fall into a round: message m goes into round m mod r, so that shares differ by one at most. */
export function dealt(peers: number, rounds: number, round: number, members: number): number[] {
  if (members < 2) return [];
  return Array.from({ length: peers }, (_, m) => m).filter((m) => m % rounds === round - 1);
}

/** Message m goes from member m to its neighbor m + 1 around the ring. */
async function remarksOf(assignment: Assignment, results: readonly Result<Answer>[], messages: readonly number[]): Promise<Remark[]> {
  const n = assignment.desk.members.length;
  const said = await askInParallel(assignment, messages, async (m, { task, desk }) => {
    const from = desk.members[m % n]?.name ?? "";
    const to = desk.members[(m + 1) % n]?.name ?? "";
    const result = results[(m + 1) % n];
    const shared = result?.ok === true ? [block("answer", quoted(desk, result.text), { by: labelFor(desk, to) })] : [];
    const instruction = `You are "${labelFor(desk, from)}". Above is the result of your colleague "${labelFor(desk, to)}". Tell your colleague in a few sentences what is wrong or missing, and what you would build on.`;
    const reply = await desk.ask(from, roleLast(task, desk.terms, { purpose: "message", shared, instruction }));
    return { from, to, text: textOf(noteFailure(desk, from, reply)) };
  });
  return said.filter(({ text }) => text.trim() !== "");
}
