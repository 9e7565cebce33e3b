import type { AskedTurn } from "../../calls/index.ts";
import { isInfrastructure } from "../../statistics/index.ts";
import type { Answer, Fact, Failure, Result, Task, Terms } from "../../types.ts";
import { dialogueText } from "../../util/dialogue-text.ts";
import { jointTask } from "../../util/joint-task.ts";
import { turnTasks } from "../../util/turn-tasks.ts";

/** What came of a task: its answer, that of all turns in one text where it has several; `failure` says what ended it before its last turn. */
export interface SolvedTask {
  readonly solved: Result<Answer>;
  readonly failure?: Failure;
}
type TurnEnd = Extract<Fact, { type: "turn" }>;

/** How a topology is set to a task, or to a turn of one. */
export interface TurnStage {
  readonly terms: Pick<Terms, "turns">;
  solve(task: Task, asked?: AskedTurn): Promise<Result<Answer>>;
  /** Hears how a turn ended; false where the trial is to end there. */
  ended(turn: TurnEnd, answer: Answer | undefined): boolean;
}

/**
 * A task of one turn is solved once. One of several is solved turn by turn, each behind the dialogue of the answers that were given, or in one prompt where the
 * terms say so. A turn without an answer ends it: the answers before it stand, unless infrastructure lost the turn, which is asked again.
 */
export async function solveTask(task: Task, stage: TurnStage): Promise<SolvedTask> {
  if (task.turns === undefined) return { solved: await stage.solve(task) };
  const of = task.turns.length + 1;
  if (stage.terms.turns === "together") return { solved: await stage.solve(jointTask(task), { task: jointTask(task), together: of }) };
  const given: Answer[] = [];
  for (let turn = 1; turn <= of; turn++) {
    const asked = turnTasks(
      task,
      given.map(({ text }) => text),
    )[turn - 1] as Task;
    const solved = await stage.solve(asked, { task: asked, turn });
    const answer = solved.ok ? { text: solved.text, by: solved.by } : undefined;
    const end: TurnEnd = { type: "turn", turn, of, ...(solved.ok ? { by: solved.by } : { failure: solved.failure }) };
    const goesOn = stage.ended(end, answer);
    if (answer !== undefined) given.push(answer);
    if (!solved.ok) return cutShort(given, solved.failure);
    if (!goesOn) break;
  }
  return { solved: dialogueOf(given) };
}

function cutShort(given: readonly Answer[], failure: Failure): SolvedTask {
  const nothing = given.length === 0 || isInfrastructure(failure.code);
  return nothing ? { solved: { ok: false, failure } } : { solved: dialogueOf(given), failure };
}

/** All answers as one text, by whoever gave the last. */
function dialogueOf(given: readonly Answer[]): Result<Answer> {
  return { ok: true, text: dialogueText(given.map(({ text }) => text)), by: given.at(-1)?.by ?? "" };
}
