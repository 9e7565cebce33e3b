import type { Task } from "../../types.ts";
import { jointTask } from "../../util/joint-task.ts";
import { turnAnswers } from "../../util/turn-answers.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { isRecord } from "./claims.ts";
import { type GroundTruth, truthOf } from "./ground-truth.ts";
import { jointText } from "./joint-text.ts";

/**
 * The truths of the turns of a task, then of all of them in one prompt; a task of one turn has its own. What the first turn's `meta.simulation` says of
 * difficulty, discrimination, coupling and carry holds for the others too, where they say nothing else.
 */
export function turnTruths(task: Task, seed: string): GroundTruth[] {
  if (task.turns === undefined) return [truthOf(task, seed)];
  const common = scalesOf(task);
  const truths: GroundTruth[] = [];
  for (const turn of turnTasks(task)) {
    const simulation = { ...common, ...(isRecord(turn.meta?.["simulation"]) ? turn.meta["simulation"] : {}) };
    const truth = truthOf({ ...turn, meta: { ...turn.meta, simulation } }, seed);
    truths.push({ ...truth, earlier: [...truths] });
  }
  return [...truths, jointTruth(jointTask(task), truths)];
}

function scalesOf(task: Task): { readonly [name: string]: number } {
  const simulation = isRecord(task.meta?.["simulation"]) ? task.meta["simulation"] : {};
  const named = ["difficulty", "discrimination", "coupling", "carry"].flatMap((name) => {
    const value = new Map(Object.entries(simulation)).get(name);
    return typeof value === "number" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(named);
}

/** All turns in one prompt: right when every turn is. */
function jointTruth({ id, prompt, category }: Task, turns: readonly GroundTruth[]): GroundTruth {
  const [{ rubric: _rubric, ...first }] = turns as [GroundTruth, ...GroundTruth[]];
  const answersIn = (text: string) => turnAnswers(text, turns.length);
  return {
    ...first,
    key: id,
    prompt,
    category,
    parts: [],
    right: [jointText(turns.map(({ right }) => right[0] ?? ""))],
    wrong: [jointText(turns.map(({ wrong }) => wrong[0] ?? ""))],
    turns,
    signatureOf: (text) => JSON.stringify(answersIn(text).map((answer, at) => turns[at]?.signatureOf(answer ?? ""))),
    states: (text) => answersIn(text).some((answer) => answer !== undefined),
    scoreOf: (text) => (answersIn(text).every((answer, at) => answer !== undefined && (turns[at]?.scoreOf(answer) ?? 0) >= 0.5) ? 1 : 0),
  };
}
