import {
  dryRun,
  type EdgesFigures,
  type EdgeStudy,
  type Environment,
  type Estimate,
  isPaid,
  makePlan,
  mostWords,
  estimateWords,
  type NamedExperiment,
  type Plan,
  refuseUnpaced,
  refuseUnrunnable,
  tasksAfforded,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { count } from "../util/count.ts";
import { canAsk, confirmed } from "./confirmed.ts";
import type { EdgesOptions, RunOptions } from "./options.ts";
import { stillToPay } from "./run-experiment.ts";
import { terminalWidth } from "./terminal-width.ts";

/** The runs of a study that was agreed to, each with what it may cost at most. */
export interface AgreedStudy {
  readonly design: NamedExperiment;
  /** What leaves these out on the other half, when the design took so many dollars. */
  readonly confirming: (out: readonly number[], spent: number) => NamedExperiment;
}

interface Asked {
  readonly options: EdgesOptions;
  readonly run: RunOptions;
  readonly keys: readonly string[];
}

/** What a study takes of its budget, once that was agreed to; undefined where it was only to be shown, or not agreed to. */
export async function edgesCost(study: EdgeStudy, environment: Environment, asked: Asked): Promise<AgreedStudy | undefined> {
  const { choose, confirm } = study.tasks;
  const every = study.together(study.edges.map((_, at) => at));
  const planOf = (experiment: NamedExperiment): Promise<Plan> => makePlan(experiment, environment);
  const costOf = async (plan: Plan): Promise<Estimate> => stillToPay(plan, asked.run);
  const { options } = asked;
  const whole = { design: await planOf(study.chosenOn(choose.length)), held: await planOf(study.confirmedOn(every, confirm.length)) };
  const [all, others] = [await costOf(whole.design), await costOf(whole.held)];
  const from = options.from !== undefined;
  const tasks = tasksAfforded(
    { tasks: choose.length, likely: from ? 0 : all.likely },
    { tasks: confirm.length, likely: others.likely },
    options.budget,
  );
  const fits = tasks.choose === choose.length && tasks.confirm === confirm.length;
  const plan = fits ? whole.design : await planOf(study.chosenOn(tasks.choose));
  const held = fits ? others : await costOf(await planOf(study.confirmedOn(every, tasks.confirm)));
  const estimate = together(fits ? all : await costOf(plan), held, { ...asked, tasks });
  if (options.dryRun === true) {
    process.stdout.write(options.json === true ? `${JSON.stringify(estimate)}\n` : `${dryRun(estimate, terminalWidth(80))}\n`);
    return undefined;
  }
  refuseUnrunnable(plan.suite);
  if (!(await agreedTo(plan, estimate, options))) return undefined;
  const { budget } = options;
  return {
    design: capped(study.chosenOn(tasks.choose), budget === undefined ? undefined : budget - held.likely / 1e9),
    confirming: (out, spent) => capped(study.confirmedOn(out, tasks.confirm), budget === undefined ? undefined : budget - spent),
  };
}

function capped(experiment: NamedExperiment, most: number | undefined): NamedExperiment {
  if (most === undefined) return experiment;
  const { limits } = experiment;
  const nano = Math.max(1, Math.floor(most * 1e9)) / 1e9;
  return { ...experiment, limits: { ...limits, cap: Math.min(limits.cap ?? Number.POSITIVE_INFINITY, nano) } };
}

/** Both halves as one: the arms to choose by, and a row of what is confirmed, which is at most all that may be left out, together and alone. */
function together(
  design: Estimate,
  held: Estimate,
  { options, keys, tasks }: Asked & { readonly tasks: { choose: number; confirm: number } },
): Estimate {
  const sum = (field: "trials" | "calls" | "inputTokens" | "outputTokens"): number => held.rows.reduce((all, row) => all + row[field], 0);
  const counts = { trials: sum("trials"), calls: sum("calls"), inputTokens: sum("inputTokens"), outputTokens: sum("outputTokens") };
  const row = { topology: "(other half)", ...counts, likely: held.likely, most: held.most };
  const money = options.budget === undefined ? Number.POSITIVE_INFINITY : Math.floor(options.budget * 1e9);
  const own = options.from === undefined ? design : { ...design, rows: [], likely: 0, most: 0 };
  return {
    ...own,
    tasks: tasks.choose + tasks.confirm,
    rows: [...own.rows, row],
    likely: own.likely + held.likely,
    most: Math.min(money, own.most + held.most),
    notes: [
      ...keys,
      `The arms run on ${count(tasks.choose, "task")}; on ${count(tasks.confirm, "other")} what is left out is confirmed: at most everything, together and alone.`,
      ...(own.notes ?? []),
    ],
  };
}

/** Real money is spent only after both halves' likely and most were shown and agreed to. */
async function agreedTo(plan: Plan, estimate: Estimate, options: EdgesOptions): Promise<boolean> {
  if (!isPaid(plan)) return true;
  await refuseUnpaced(plan);
  if (options.yes === true) return true;
  process.stderr.write(`${dryRun(estimate, terminalWidth(80))}\n`);
  if (!canAsk())
    throw new UserError(
      `This study calls live models and may cost up to ${mostWords(estimate)}. Add --yes to agree, or --dry-run to look only.`,
    );
  return confirmed(`Spend up to ${mostWords(estimate)} (${estimateWords(estimate)})?`);
}

/** The places of the edges that a design found to be left out. */
export function edgesOut({ edges }: EdgesFigures): number[] {
  return edges.flatMap(({ finding }, at) => (finding === "leave-out" ? [at] : []));
}
