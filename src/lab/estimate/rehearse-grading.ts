import { memoryLedger, openRun } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import type { Judge, Ledger, Nano, Task } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { judgedBy } from "../trials/grade.ts";
import type { Plan } from "../plan/plan.ts";
import { askedTasks } from "./asked-tasks.ts";
import { type AnsweredTrial, openRegrading } from "./open-regrading.ts";
import { type Mode, standIn, type EstimatedUse } from "./stand-in.ts";
import type { TrialServices } from "../trials/trial.ts";

/** What grading answers will cost: verdicts that the ledger has already are free. */
export interface GradingEstimate {
  readonly answers: number;
  readonly calls: number;
  readonly likely: Nano;
  readonly most: Nano;
}

/** Judges every answer with stand-ins that bill by the true prices; what the ledger knows is taken from there. Nothing is spent or written. */
export async function rehearseGrading(
  plan: Plan,
  ledger: RunLedger,
  answered: readonly AnsweredTrial[],
  judgeOf: (task: Task) => Judge,
): Promise<GradingEstimate> {
  const [likely, most] = [await rehearsed("likely"), await rehearsed("most")];
  return { answers: answered.length, calls: likely.calls, likely: likely.cost, most: most.cost };

  async function rehearsed(mode: Mode): Promise<EstimatedUse> {
    const used: EstimatedUse = { calls: 0, input: 0, output: 0, cost: 0 };
    const run = openRun({ seed: plan.seed, ledger: beside(ledger), draws: plan.draws });
    const tasks = askedTasks(plan.suite.tasks);
    const judgeSeats = plan.judgeSeats.map((seat) => standIn(seat, { mode, used, tasks }));
    const services: TrialServices = { context: run, verifierOf: () => nobody, judgeSeats, graderOf: judgeOf };
    for (const each of answered) {
      const trial = openRegrading(services, each);
      await judgedBy(judgeOf(each.spec.task), trial, each.spec.topology, each.answer);
    }
    return used;
  }
}

const nobody: Judge = { name: "nobody", judge: async () => fail("unsupported", "A grading asks no verifier.") };

/** A ledger that knows all that the run's own knows and writes nothing into it. */
function beside(ledger: RunLedger): Ledger {
  const own = memoryLedger();
  return { ...own, call: (key) => own.call(key) ?? ledger.call(key), body: (address) => own.body(address) ?? ledger.body(address) };
}
