import { openBudget, openDesk, type RunContext, openScope, openRun } from "../../calls/index.ts";
import { judgeKinds } from "../../judges/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import { sandbox } from "../../sandbox/index.ts";
import type { Event, Program, RunReport, Task } from "../../types.ts";
import { caught } from "../../util/failure.ts";
import { addressOf } from "../../util/hash.ts";
import { bareTrial } from "./bare-trial.ts";
import type { Plan } from "../plan/plan.ts";
import { graderOf } from "../plan/plan-judges.ts";
import { shadowTopology } from "./shadow.ts";

/** What the task's grader says of any text, answers that were rejected included; undefined where only a paid call could tell. */
export interface Truths {
  of(task: Task, text: string, by: string): Promise<boolean | undefined>;
  close(): Promise<void>;
}

/** Grades from the ledger where the text was graded, else with the task's grader when that asks no model. Contract: makes no call, writes nothing. */
export function openTruths(plan: Plan, ledger: RunLedger, events: readonly Event[]): Truths {
  const known = gradesIn(ledger, events);
  const box = sandbox();
  const run = quietRun(plan, ledger, (program) => box.run(program));
  const { terms } = shadowTopology(plan);
  async function graded(task: Task, text: string, by: string): Promise<boolean | undefined> {
    if (!isFree(task)) return undefined;
    const judge = graderOf(plan, task);
    const place = openScope([], terms);
    const judged = await caught("provider", () =>
      judge.judge(task, { text, by }, openDesk(bareTrial(run, { id: `@truth/${task.id}`, task }), place)),
    );
    return judged.ok && judged.value.ok ? judged.value.passed : undefined;
  }
  return {
    of(task, text, by) {
      const name = nameOf(task.id, text);
      const found = known.get(name) ?? graded(task, text, by);
      known.set(name, found);
      return found;
    },
    close: () => box.close(),
  };
}

function nameOf(task: string, text: string): string {
  return `${task}\n${text}`;
}

/** A grader that asks no model: it may look at the text or run it. */
function isFree({ grader }: Task): boolean {
  const kind = judgeKinds.find(({ name }) => name === grader.kind);
  return kind !== undefined && kind.name !== "none" && kind.needs.every((need) => need === "sandbox" || need === "record");
}

/** A run that can pay for nothing and whose notes go nowhere. */
function quietRun(plan: Plan, ledger: RunLedger, run: (program: Program) => Promise<RunReport>): RunContext {
  const quiet = {
    ...ledger,
    append: (where: { readonly trial: string; readonly span: string; readonly at: number }, fact: Event["fact"]): Event => ({
      seq: 0,
      ...where,
      fact,
      hash: "",
    }),
    put: (body: Parameters<RunLedger["put"]>[0]) => addressOf(body),
  };
  return openRun({ seed: plan.seed, ledger: quiet, budget: openBudget({ cost: 0 }), draws: plan.draws, sandbox: run });
}

/** The last scored grade of each handed-in answer, by task and text. */
function gradesIn(ledger: RunLedger, events: readonly Event[]): Map<string, Promise<boolean | undefined>> {
  const known = new Map<string, Promise<boolean | undefined>>();
  const passed = new Map<string, boolean>();
  const starts = new Map<string, string>();
  const answers = new Map<string, string>();
  for (const { trial, fact } of events) {
    if (fact.type === "trial-start") starts.set(trial, fact.task);
    // Shadow trials hold several grades each; their texts are graded anew where that is free.
    if (fact.type === "grade" && fact.scored) passed.set(trial, fact.passed);
    if (fact.type === "trial-end" && fact.answer !== undefined) answers.set(trial, fact.answer);
  }
  for (const [trial, address] of answers) {
    const [task, right, text] = [starts.get(trial), passed.get(trial), ledger.body(address)];
    if (task !== undefined && right !== undefined && typeof text === "string") known.set(nameOf(task, text), Promise.resolve(right));
  }
  return known;
}
