import { openJudge } from "../judges/index.ts";
import type { RunLedger } from "../ledger/index.ts";
import type { Summary } from "../summary.ts";
import type { Answer, Event, JudgeSpec } from "../types.ts";
import { openBench } from "./bench.ts";
import { openDayPurse } from "./day-purse.ts";
import { grade } from "./grade.ts";
import { type TrialSpec, trialsOf } from "./plan.ts";
import { findRun, patienceOf, planOf, type Surroundings } from "./run.ts";
import { analyzeRun } from "./summarize-run.ts";
import { type Bench, openTrial } from "./trial.ts";

/** Grades every answer of a run again, with the tasks' graders or with `grader`; earlier grades stay in the ledger, the last one counts. */
export async function regrade(id: string, surroundings: Surroundings, grader?: JudgeSpec): Promise<Summary> {
  const record = findRun(surroundings.store, id);
  const plan = await planOf(record, surroundings.environment);
  const ledger = surroundings.store.ledger(record.id);
  const { spent, held } = ledger.spentAndHeld();
  const day = openDayPurse(plan, surroundings.store.file, record.id, surroundings.now);
  const { bench, close } = openBench(plan, ledger, surroundings.signal, { spent: spent + held, day }, patienceOf(surroundings));
  const own = grader === undefined ? bench : { ...bench, graderOf: () => openJudge(grader, { purpose: "grade", seed: plan.seed }) };
  try {
    for (const spec of trialsOf(plan)) await regradeTrial(own, ledger, spec);
    await ledger.durable();
    const { summary } = await analyzeRun(plan, ledger, record.id, 0);
    surroundings.store.update(record.id, { digest: summary.digest });
    await ledger.durable();
    return summary;
  } finally {
    await close();
    day?.close();
  }
}

async function regradeTrial(bench: Bench, ledger: RunLedger, spec: TrialSpec): Promise<void> {
  const events: Event[] = [];
  for await (const event of ledger.read({ trial: spec.id })) events.push(event);
  const answer = answerOf(events, ledger);
  if (answer === undefined) return;
  const trial = openTrial(bench, spec, { events });
  trial.clock.reach(events.at(-1)?.at ?? 0);
  await grade(bench.graderOf(spec.task), trial, spec.topology, answer);
}

function answerOf(events: readonly Event[], ledger: RunLedger): Answer | undefined {
  const end = events.map((event) => event.fact).findLast((fact) => fact.type === "trial-end");
  const text = end?.answer === undefined ? undefined : ledger.body(end.answer);
  return typeof text === "string" && end?.by !== undefined ? { text, by: end.by } : undefined;
}
